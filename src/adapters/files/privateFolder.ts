import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { codeOf, isAbsent } from '../errors.ts';

/**
 * Makes sure of a folder that nobody else can look into: makes it, with the folders above it, or
 * checks the one that is there. A link is refused: it may lead anywhere.
 */
export async function ensurePrivateFolder(path: string): Promise<Result<void, Failure>> {
  try {
    await makeAbove(path);
    const stat = await lstat(path);
    const mode = (stat.mode & 0o777).toString(8);
    if (!stat.isDirectory() || !isOurs(stat.uid) || (stat.mode & 0o077) !== 0) {
      return err({ kind: 'state-folder-not-private', path, mode });
    }
    await access(path, constants.W_OK | constants.X_OK);
    return ok(undefined);
  } catch (error) {
    return err({ kind: 'state-folder-not-writable', path, reason: codeOf(error) });
  }
}

async function makeAbove(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
    await chmod(path, 0o700); // The umask may have taken more.
  } catch (error) {
    if (isAbsent(error)) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await mkdir(path, { mode: 0o700 });
    } else if (codeOf(error) !== 'EEXIST') {
      throw error;
    }
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
  await rm(path, { recursive: true, force: true });
}

function isOurs(uid: number): boolean {
  return process.getuid === undefined || process.getuid() === uid;
}
