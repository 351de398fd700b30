import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { naturalOrder } from '../../core/naturalOrder.ts';
import { type FileKind, fileKind } from '../../core/nextflow/files/fileKind.ts';
import { isLeftOut } from '../../core/nextflow/isLeftOut.ts';

/** A file that Nextflow may read. */
export interface PipelineFile {
  /** Relative to the folder that was walked, with `/` between its parts. */
  readonly path: string;
  readonly kind: FileKind;
  readonly text: string;
}

/** A file or folder that could not be read; `reason` is the system's code, say `EACCES`. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/**
 * Every `*.nf` and Nextflow's `*.config` below a folder, by path. Folders in which no pipeline is
 * looked for are left out; links to folders are not followed, so that no file comes twice and no
 * walk is endless.
 */
export async function* pipelineFiles(
  folder: string,
  onUnreadable: (file: Unreadable) => void,
): AsyncGenerator<PipelineFile> {
  for (const path of await pathsBelow(folder, onUnreadable)) {
    try {
      const text = await readFile(join(folder, path), 'utf8');
      const kind = fileKind(path, text);
      if (kind) {
        yield { path, kind, text };
      }
    } catch (error) {
      onUnreadable({ path, reason: codeOf(error) });
    }
  }
}

async function pathsBelow(
  root: string,
  onUnreadable: (file: Unreadable) => void,
): Promise<string[]> {
  const found: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && !isLeftOut(`/${path}/`)) {
          folders.push(path);
        } else if (!entry.isDirectory() && /\.(nf|config)$/.test(entry.name)) {
          found.push(path);
        }
      }
    } catch (error) {
      if (folder === '') {
        throw error;
      }
      onUnreadable({ path: folder, reason: codeOf(error) });
    }
  }
  return found.sort(naturalOrder);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
