import { includedUri } from '../../core/nextflow/files/activeSettings.ts';
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

/**
 * The configs that a run reads, from the roots that it begins with. Where one includes what only a
 * run can tell, every config of the launch folder may be read but those of other pipelines.
 */
export function readConfigs(
  roots: readonly string[],
  launch: string,
  files: FilesByUri,
): ReadonlySet<string> {
  const found = new Set<string>();
  const known = roots.map(root => followConfigs(root, roots[0] ?? root, files, found));
  if (known.every(Boolean)) {
    return found;
  }
  const configs = [...files.values()].filter(
    ({ uri, folder }) => folder === launch && uri.endsWith('.config'),
  );
  const others = configs
    .filter(({ uri }) => uri.endsWith(`/${own}`) && !found.has(uri))
    .map(({ uri }) => uri.slice(0, -own.length));
  for (const { uri } of configs) {
    if (!others.some(other => uri.startsWith(other))) {
      found.add(uri);
    }
  }
  return found;
}

/** What Nextflow reads by itself. */
const own = 'nextflow.config';

/** Adds a config and what it includes; false where that can not be told. */
function followConfigs(uri: string, root: string, files: FilesByUri, found: Set<string>): boolean {
  const file = files.get(uri);
  if (!file || found.has(uri)) {
    return true; // What the workspace does not have names no secret of its.
  }
  found.add(uri);
  return file.includes
    .filter(({ kind }) => kind === 'config')
    .map(({ target }) => {
      const included = target === null ? null : includedUri(target, uri, root);
      return included !== null && followConfigs(included, root, files, found);
    })
    .every(Boolean);
}
