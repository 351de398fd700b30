import type { Setting } from '../scan/setting.ts';
import { foldersOf, includedUri } from './activeSettings.ts';
import type { FileKind } from './fileKind.ts';

/** A file of a workspace, as far as it matters to whether it is Nextflow's. */
interface Candidate {
  readonly uri: string;
  readonly kind: FileKind;
  /** Whether its own name and text leave that open. */
  readonly doubtful: boolean;
  readonly settings: readonly Setting[];
}

/**
 * The files that are Nextflow's: those without doubt, and of the others those that lie in the
 * folder of a pipeline, or below it (`conf/base.config`), and those that a config includes; classes
 * in a folder `lib` beside a pipeline.
 */
export function recognised<T extends Candidate>(files: readonly T[]): readonly T[] {
  const certain = files.filter(({ doubtful }) => !doubtful);
  if (certain.length === files.length) {
    return files;
  }
  const folders = new Set(certain.map(({ uri }) => folderOf(uri)));
  const apart = new Set(
    files.filter(({ uri, kind, doubtful }) => doubtful && !isBelow(uri, folders, kind === 'class')),
  );
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

/** `inLib`: in a folder `lib` of one of them alone. */
function isBelow(uri: string, folders: ReadonlySet<string>, inLib: boolean): boolean {
  for (let folder = folderOf(uri); folder !== ''; folder = folderOf(folder)) {
    if (inLib ? folder.endsWith('/lib') && folders.has(folderOf(folder)) : folders.has(folder)) {
      return true;
    }
  }
  return false;
}

function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}
