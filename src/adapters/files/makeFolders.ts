import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../system/codeOf.ts';

/**
 * Makes a folder, with those above it, for us alone; succeeds where it is there. Not by Node's
 * `recursive`, which never ends where the system says of a folder that is there that it is not, as
 * `/proc` does, and tells of a disk that cannot be written that something is missing there.
 */
export async function makeFolders(path: string, mode = 0o700): Promise<void> {
  try {
    await makeFolder(path, mode);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) {
      throw error;
    }
    await makeFolders(dirname(path), mode);
    await makeFolder(path, mode);
  }
}

/** Another process may make it at the same time. */
async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    // What is there already may lie on a disk that cannot be written.
    if (!(await isFolder(path))) {
      throw error;
    }
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
}
