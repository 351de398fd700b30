import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  // In somebody else's folder nothing of ours can stand.
  const ours = memory !== null && (await isOurFolder(memory));
  const places = [...(ours ? [join(memory, run)] : []), join(path, 'secrets')];
  const there = await Promise.all(places.map(isThere));
  return places.filter((_, index) => there[index]);
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

async function isOurFolder(path: string): Promise<boolean> {
  const stat = await lstat(path).catch(() => null);
  return stat !== null && stat.isDirectory() && isOurs(stat.uid);
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
