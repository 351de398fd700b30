import type { Setting } from '../scan/setting.ts';
import { foldersOf, includedUri } from './activeSettings.ts';

/** A file of a workspace, as far as it matters to whether it is Nextflow's. */
interface Candidate {
  readonly uri: string;
  /** Whether its own name and text leave that open. */
  readonly doubtful: boolean;
  readonly settings: readonly Setting[];
}

/**
 * The files that are Nextflow's: those without doubt, and of the others those that lie in the
 * folder of a pipeline, or below it (`conf/base.config`), and those that a config includes.
 */
export function recognised<T extends Candidate>(files: readonly T[]): readonly T[] {
  const certain = files.filter(({ doubtful }) => !doubtful);
  if (certain.length === files.length) {
    return files;
  }
  const folders = new Set(certain.map(({ uri }) => folderOf(uri)));
  const apart = new Set(files.filter(({ uri, doubtful }) => doubtful && !isBelow(uri, folders)));
  if (apart.size === 0) {
    return files;
  }
  const included = includedBy(certain);
  return files.filter(file => !apart.has(file) || included.has(file.uri));
}

/** What configs include, as far as they say. */
function includedBy(files: readonly Candidate[]): ReadonlySet<string | null> {
  return new Set(
    files.flatMap(({ uri, settings }) =>
      settings
        .filter(({ path }) => path[0] === 'includeConfig')
        .map(({ value }) => (value === null ? null : includedUri(value, uri, foldersOf(uri)))),
    ),
  );
}

function isBelow(uri: string, folders: ReadonlySet<string>): boolean {
  for (let folder = folderOf(uri); folder !== ''; folder = folderOf(folder)) {
    if (folders.has(folder)) {
      return true;
    }
  }
  return false;
}

function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}
