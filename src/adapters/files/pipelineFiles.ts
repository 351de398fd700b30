import { readdirSync } from 'node:fs';
import { naturalOrder } from '../../core/naturalOrder.ts';
import { type FileKind, fileKind, mayBeNextflows } from '../../core/nextflow/files/fileKind.ts';
import { longestFile } from '../../core/nextflow/files/longestFile.ts';
import { isLeftOut } from '../../core/nextflow/isLeftOut.ts';
import { codeOf } from '../system/codeOf.ts';
import { readPlainFileSync } from './plainFile.ts';

/** A file that Nextflow may read. */
export interface PipelineFile {
  /** Relative to the folder that was walked, with `/` between its parts. */
  readonly path: string;
  readonly kind: FileKind;
  readonly text: string;
}

/** A file or folder that could not be read; `reason` is the system's code, say `EACCES`, or words. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/**
 * Every `*.nf`, Nextflow's `*.config` and the classes of `lib` below a folder, by path. Folders in
 * which no pipeline is looked for are left out; links to folders are not followed, so that no file
 * comes twice and no walk is endless.
 *
 * `mentioning` leaves out the files without any of these words, at the price of one search for
 * each. Reads in one go, for programs that have nothing else to do.
 */
export function* pipelineFiles(
  folder: string,
  onUnreadable: (file: Unreadable) => void,
  mentioning: readonly string[] = [''],
): Generator<PipelineFile> {
  const words = mentioning.map(word => Buffer.from(word));
  const spare = Buffer.allocUnsafe(roomForMost);
  const found: { path: string; bytes: Buffer }[] = [];
  for (const path of pathsBelow(folder, onUnreadable)) {
    try {
      const bytes = readPlainFileSync(`${folder}/${path}`, longestFile, spare);
      if (words.some(word => bytes.includes(word))) {
        found.push({ path, bytes: Buffer.from(bytes) });
      }
    } catch (error) {
      onUnreadable({ path, reason: codeOf(error) });
    }
  }
  for (const { path, bytes } of found.sort((a, b) => naturalOrder(a.path, b.path))) {
    const text = bytes.toString();
    const kind = fileKind(path, text);
    if (kind) {
      yield { path, kind, text };
    }
  }
}

/** Nearly all scripts and configs are smaller. */
const roomForMost = 2 ** 18;

function* pathsBelow(root: string, onUnreadable: (file: Unreadable) => void): Generator<string> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for (const entry of readdirSync(folder === '' ? root : `${root}/${folder}`, {
        withFileTypes: true,
      })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!isLeftOut(`/${path}/`)) {
            folders.push(path);
          }
        } else if (mayBeNextflows(path)) {
          yield path;
        }
      }
    } catch (error) {
      if (folder === '') {
        throw error;
      }
      onUnreadable({ path: folder, reason: codeOf(error) });
    }
  }
}
