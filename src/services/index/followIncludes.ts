import { moduleUris, type RunFolders } from '../../core/nextflow/scan/findIncludes.ts';
import type { IndexedFile } from './indexedFile.ts';

/** Files by their URIs. */
export type FilesByUri = ReadonlyMap<string, IndexedFile>;

/**
 * Adds a script and all scripts that it includes to `found`; false where an include cannot be
 * followed, so that any file may be one of them.
 */
export function followIncludes(
  uri: string,
  folders: RunFolders,
  files: FilesByUri,
  found: Set<string>,
): boolean {
  if (found.has(uri)) {
    return true;
  }
  const file = files.get(uri);
  if (!file) {
    return false;
  }
  found.add(uri);
  return file.includes
    .filter(({ kind }) => kind === 'module')
    .map(include => moduleUris(include, uri, folders).find(target => files.has(target)))
    .map(target => target !== undefined && followIncludes(target, folders, files, found))
    .every(Boolean);
}
