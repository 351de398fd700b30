import { lstat, readlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { isOurs, isPrivateFolder, removePrivateFolder } from '../files/privateFolder.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';
import { memoryRoot } from './storePlace.ts';

/**
 * The folders of this machine in which something stands that can only be a run's store file: they
 * are its own by their names, whatever its journal says or cannot say.
 */
export async function ownPlaces({ path, run }: RunFolder): Promise<readonly string[]> {
  const memory = memoryRoot();
  // In somebody else's folder, or behind a link, nothing of ours can stand.
  const places = [
    ...(memory !== null && (await mayBeOurs(memory)) ? [join(memory, run)] : []),
    ...((await mayBeOurs(path)) ? [join(path, 'secrets')] : []),
    ...(await placesMoved(path, run)),
  ];
  const there = await Promise.all(places.map(isThere));
  return places.filter((_, index) => there[index]);
}

/** A supervisor works in its run's folder, so it finds it where somebody has moved it to (Linux). */
async function placesMoved(path: string, run: string): Promise<readonly string[]> {
  const now = await readlink('/proc/self/cwd').catch(() => path);
  return now !== path && basename(now) === run && !(await isThere(path))
    ? [join(now, 'secrets')]
    : [];
}

/** Removes a run's own places; gives why one that may still stand could not be removed. */
export async function removeOwnPlaces(folder: RunFolder): Promise<readonly string[]> {
  const reasons: string[] = [];
  for (const place of await ownPlaces(folder)) {
    const reason = await removePlace(place);
    if (reason !== null) {
      reasons.push(reason);
    }
  }
  return reasons;
}

/**
 * Whether nothing is left at a place that can have been this run's in a folder for all runs, or in
 * memory, that was moved since, or is another user's: nothing there is ever removed.
 */
export async function isGoneElsewhere(place: string, run: string): Promise<boolean> {
  const names = place.split('/').slice(-2);
  const wasOurs = isAbsolute(place) && (names[1] === run || names.join('/') === `${run}/secrets`);
  return wasOurs && !(await isThere(place));
}

/** Removes the folder of a store file, with what Nextflow wrote beside it; gives why it could not. */
export async function removePlace(place: string): Promise<string | null> {
  try {
    await checkAbove(place);
    await removePrivateFolder(place);
    return null;
  } catch (error) {
    return `${place}: ${codeOf(error)}`;
  }
}

/** A folder for all runs that somebody put a link in the place of leads anywhere. */
async function checkAbove(place: string): Promise<void> {
  const above = dirname(place);
  if ((await isThere(above)) && !(await isPrivateFolder(above))) {
    throw new Error(`${above} is not a folder of ours`);
  }
}

async function mayBeOurs(path: string): Promise<boolean> {
  try {
    const stat = await lstat(path);
    return stat.isDirectory() && isOurs(stat.uid);
  } catch (error) {
    return !isAbsent(error);
  }
}

/** What cannot be looked at may be there. */
async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    return !isAbsent(error);
  }
}
