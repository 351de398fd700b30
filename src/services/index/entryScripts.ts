import { naturalOrder } from '../../core/naturalOrder.ts';
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
  const uris = new Set(index.files.map(({ uri }) => uri));
  return index.files
    .flatMap(file =>
      isEntry(file, uris) && file.folder !== null ? [{ uri: file.uri, folder: file.folder }] : [],
    )
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

function isEntry({ uri, folder, entry }: IndexedFile, all: ReadonlySet<string>): boolean {
  const isMain = uri.endsWith('/main.nf');
  return (
    entry || (isMain && (folderOf(uri) === folder || all.has(`${folderOf(uri)}/nextflow.config`)))
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
