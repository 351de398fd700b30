import { readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type ProcessIdentity, processSchema } from '../../core/runs/record/runRecord.ts';
import { inOwnFolder } from '../files/ownFile.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';
import { identify, isAlive, isElsewhere } from '../system/processes.ts';

/** The runs that this process has. */
const held = new Set<string>();

/** What a link that gives a run up points to. */
const free = 'free';

/**
 * Takes a run for this process alone; the answer gives it up again. Null where a process that
 * lives has it, or one of another machine.
 *
 * Each owner adds a link `owner.<n>` that names it, the next after the newest. The file system lets
 * one process make a link, with all that it says, and no link is ever changed or removed. So of many
 * that find the newest owner dead exactly one follows it, and no clock is asked: a lock that goes
 * stale after a time would be held for days when the clock is set back, and lost when the machine
 * slept.
 */
export async function ownRun(
  folder: string,
  gone: readonly string[] = [],
): Promise<(() => Promise<void>) | null> {
  const newest = await newestOwner(folder);
  const us = await identify(process.pid);
  if (newest.owner && (await holds(newest.owner, folder, us, gone))) {
    return null;
  }
  if (!(await addOwner(folder, newest.number + 1, JSON.stringify(us)))) {
    return null;
  }
  held.add(folder);
  return async () => {
    held.delete(folder);
    await giveUp(folder, newest.number + 2);
  };
}

/** Who has a run now, as far as its links tell; null for nobody. */
export async function ownerOf(folder: string): Promise<ProcessIdentity | null> {
  return (await newestOwner(folder)).owner;
}

/**
 * Whether something else stands in the place of the newest owner's link, so that nobody knows who has
 * the run. To {@link ownRun} it is free then: look for its processes first.
 */
export async function isOwnerDamaged(folder: string): Promise<boolean> {
  return (await newestOwner(folder)).damaged;
}

/** Whether a process has a run that lives, or one of another machine. */
export async function isOwned(folder: string, gone: readonly string[] = []): Promise<boolean> {
  const { owner } = await newestOwner(folder);
  return owner !== null && (await holds(owner, folder, await identify(process.pid), gone));
}

/** A link of our own that could not be followed by one that gives up, on a full disk, holds nothing. */
async function holds(
  owner: ProcessIdentity,
  folder: string,
  us: ProcessIdentity,
  gone: readonly string[],
): Promise<boolean> {
  const ours = JSON.stringify(owner) === JSON.stringify(us);
  return ours ? held.has(folder) : (await isElsewhere(owner, gone)) || isAlive(owner);
}

interface NewestOwner {
  readonly number: number;
  readonly owner: ProcessIdentity | null;
  readonly damaged: boolean;
}

async function newestOwner(folder: string): Promise<NewestOwner> {
  const numbers = (await inOwnFolder(folder, within => readdir(within))).flatMap(name => {
    const digits = /^owner\.([1-9]\d{0,14})$/.exec(name)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
  const number = Math.max(0, ...numbers);
  const says = number === 0 ? free : await targetOf(join(folder, `owner.${number}`));
  return { number, owner: says === null ? null : parseOwner(says), damaged: says === null };
}

/** What a link says; null for something else than a link. */
async function targetOf(link: string): Promise<string | null> {
  try {
    return await readlink(link);
  } catch (error) {
    if (codeOf(error) === 'EINVAL') {
      return null;
    }
    throw error;
  }
}

function parseOwner(says: string): ProcessIdentity | null {
  try {
    const parsed = v.safeParse(processSchema, JSON.parse(says));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // It says that the run is free.
  }
}

/** Whether we were the one. */
async function addOwner(folder: string, number: number, says: string): Promise<boolean> {
  try {
    await inOwnFolder(folder, within => symlink(says, join(within, `owner.${number}`)));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** A folder that is gone has no owner either. */
async function giveUp(folder: string, number: number): Promise<void> {
  try {
    await addOwner(folder, number, free);
  } catch (error) {
    if (!isAbsent(error)) {
      throw error;
    }
  }
}
