import { naturalOrder } from '../../core/naturalOrder.ts';
import { moduleUris } from '../../core/nextflow/scan/findIncludes.ts';
import { followIncludes } from './followIncludes.ts';
import type { IndexedFile } from './indexedFile.ts';
import type { PipelineIndex } from './pipelineIndex.ts';

/** A script that can be launched, and the workspace folder that it is launched from. URIs. */
export interface EntryScript {
  readonly uri: string;
  readonly folder: string;
}

/**
 * Every script of the workspace that can be launched: those with an entry workflow, and each
 * `main.nf` of a pipeline, whose code may stand outside workflows. The ones nearest to their folder
 * first, `main.nf` before others, else by their paths.
 */
export function entryScripts(index: PipelineIndex): readonly EntryScript[] {
  const { files } = index;
  const entries = files.filter(({ entry }) => entry);
  const uris = new Set(files.map(({ uri }) => uri));
  const mains = files.filter(file => !file.entry && isPipelineMain(file, uris));
  // A module may bring a config of its own, too.
  const modules = mains.length === 0 ? new Set() : includedIn(files);
  return [...entries, ...mains.filter(({ uri }) => !modules.has(uri))]
    .flatMap(({ uri, folder }) => (folder === null ? [] : [{ uri, folder }]))
    .sort(byPath);
}

/** The entry scripts that include a script, however far down. */
export function includersOf(
  index: PipelineIndex,
  entries: readonly EntryScript[],
  module: string,
): readonly EntryScript[] {
  const files = new Map(index.files.map(file => [file.uri, file]));
  return entries.filter(({ uri, folder }) => {
    const found = new Set<string>();
    followIncludes(uri, { project: folderOf(uri), launch: folder }, files, found);
    return found.has(module);
  });
}

/** Whether a script without an entry workflow is called as that of a pipeline, and lies so. */
function isPipelineMain({ uri, folder }: IndexedFile, all: ReadonlySet<string>): boolean {
  return (
    uri.endsWith('/main.nf') &&
    (folderOf(uri) === folder || all.has(`${folderOf(uri)}/nextflow.config`))
  );
}

/** The scripts that others include. */
function includedIn(files: readonly IndexedFile[]): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ uri, folder, includes }) =>
      includes.flatMap(include =>
        include.kind === 'module'
          ? moduleUris(include, uri, { project: folderOf(uri), launch: folder ?? folderOf(uri) })
          : [],
      ),
    ),
  );
}

function byPath(a: EntryScript, b: EntryScript): number {
  return (
    depth(a) - depth(b) ||
    Number(b.uri.endsWith('/main.nf')) - Number(a.uri.endsWith('/main.nf')) ||
    naturalOrder(a.uri, b.uri)
  );
}

function depth({ uri, folder }: EntryScript): number {
  return uri.slice(folder.length).split('/').length;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
