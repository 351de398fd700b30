import { constants } from 'node:fs';
import { access, lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exposedAbove } from '../files/exposedAbove.ts';
import { isPrivateFolder } from '../files/privateFolder.ts';
import { isAbsent } from '../system/codeOf.ts';
import { currentUser } from '../system/currentUser.ts';
import { stateRoot } from './stateRoot.ts';

/**
 * Where a folder for all runs can be that nobody else can put another one in the place of, the best
 * one first: the usual one and one in the home folder, which compute nodes see as a rule, and for runs
 * of this machine alone one in `/var/tmp`, which anybody may write and nobody may rename in.
 */
export function rootCandidates(isShared: boolean): readonly string[] {
  const { home, id } = currentUser();
  return [
    stateRoot(null),
    join(home, '.nextflow-secrets/runs'),
    ...(isShared || process.platform === 'win32' ? [] : [`/var/tmp/nextflow-secrets-${id}/runs`]),
  ];
}

/** The first of these that is, or can be made, a folder that is safe for runs; null for none. */
export async function safeRoot(candidates: readonly string[]): Promise<string | null> {
  for (const path of candidates) {
    if (await isSafe(path).catch(() => false)) {
      return path;
    }
  }
  return null;
}

async function isSafe(path: string): Promise<boolean> {
  if ((await exposedAbove(path)) !== null) {
    return false;
  }
  const there = await nearest(path);
  await access(there, constants.W_OK | constants.X_OK);
  return there !== path || (await isPrivateFolder(path));
}

/** The path, or the nearest folder above it that is there. */
async function nearest(path: string): Promise<string> {
  try {
    await lstat(path);
    return path;
  } catch (error) {
    if (isAbsent(error) && dirname(path) !== path) {
      return nearest(dirname(path));
    }
    throw error;
  }
}
