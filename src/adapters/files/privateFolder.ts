import { constants } from 'node:fs';
import { access, chmod, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';
import { makeFolders } from './makeFolders.ts';

/**
 * Makes sure of a folder that nobody else can look into: makes it, with the folders above it, or
 * checks the one that is there. A link is refused: it may lead anywhere.
 */
export async function ensurePrivateFolder(path: string): Promise<Result<void, Failure>> {
  try {
    await makeWithAbove(path);
    if (!(await isPrivateFolder(path))) {
      const mode = ((await lstat(path)).mode & 0o777).toString(8);
      return err({ kind: 'state-folder-not-private', path, mode });
    }
    await access(path, constants.W_OK | constants.X_OK);
    return ok(undefined);
  } catch (error) {
    return err({ kind: 'state-folder-not-writable', path, reason: codeOf(error) });
  }
}

/** Whether a folder is there that only we can look into or change. */
export async function isPrivateFolder(path: string): Promise<boolean> {
  try {
    const stat = await lstat(path);
    return stat.isDirectory() && isOurs(stat.uid) && (stat.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

/** Makes a folder that only we can look into; throws where there is anything already. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  await chmod(path, 0o700); // The umask may have taken more.
}

/** Another window may make the same folders at the same time. */
async function makeWithAbove(path: string): Promise<void> {
  try {
    await makePrivateFolder(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return;
    }
    if (!isAbsent(error)) {
      throw error;
    }
    await makeFolders(path);
  }
}

/**
 * Removes a folder that is ours, with all in it; succeeds where there is none. Throws rather than
 * follow a link or touch what belongs to somebody else.
 */
export async function removePrivateFolder(path: string): Promise<void> {
  try {
    const stat = await lstat(path);
    if (!stat.isDirectory() || !isOurs(stat.uid)) {
      throw new Error('it is not a folder of ours');
    }
  } catch (error) {
    if (isAbsent(error)) {
      return;
    }
    throw error;
  }
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (codeOf(error) !== 'EACCES') {
      throw error;
    }
    // Somebody took our own rights from it.
    await chmodFolders(path);
    await rm(path, { recursive: true, force: true });
  }
}

/** Gives us the rights again to a folder of ours and to the folders in it. */
async function chmodFolders(path: string): Promise<void> {
  await chmod(path, 0o700);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      await chmodFolders(join(path, entry.name));
    }
  }
}

/**
 * Gives us our own rights again to a folder of ours that nobody else may change: without them nothing
 * in it can be looked at or removed.
 */
export async function restoreRights(path: string): Promise<void> {
  const stat = await lstat(path);
  const isSafe = stat.isDirectory() && isOurs(stat.uid) && (stat.mode & 0o022) === 0;
  if (isSafe && (stat.mode & 0o700) !== 0o700) {
    await chmod(path, 0o700);
  }
}

/** Whether something belongs to us; where the system knows no users it does. */
export function isOurs(uid: number): boolean {
  return process.getuid === undefined || process.getuid() === uid;
}
