import { readlink, symlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { storeFileName } from '../../core/runs/copies/storeFile.ts';
import { ownerOf } from '../runFolders/ownRun.ts';
import { readRecord } from '../runFolders/recordFile.ts';
import { RunFolder } from '../runFolders/runFolder.ts';
import { isAlive, isElsewhere, ofAll } from '../system/processes.ts';
import { storesGiven } from './storesGiven.ts';

/** A link in the folder of a store that leads to the folder of its run, whatever state folder that is in. */
const linkName = 'run';

/** Says whose a store is, to whoever finds it without knowing its run. */
export async function nameRun(storeFolder: string, runFolder: string): Promise<void> {
  await symlink(runFolder, join(storeFolder, linkName));
}

/**
 * Whether something that lives may need the store of a run that another state folder has: its owner,
 * its Nextflow, or a process that works for it, as `runsInUse` tells.
 */
export async function isStoreInUse(
  storeFolder: string,
  inUse: ReadonlySet<string>,
): Promise<boolean> {
  return inUse.has(basename(storeFolder)) || (await isRunAlive(storeFolder));
}

/** The runs that processes work for: their supervisors, and those that were given their stores. */
export async function runsInUse(): Promise<ReadonlySet<string>> {
  const [folders, given] = await Promise.all([workFolders(), storesGiven()]);
  return new Set([
    ...folders.map(({ answer }) => runWorkedOn(answer)),
    ...given.flatMap(({ path }) => runsOf(path)),
  ]);
}

async function isRunAlive(storeFolder: string): Promise<boolean> {
  const path = await readlink(join(storeFolder, linkName)).catch(() => '');
  if (!isAbsolute(path) || basename(path) !== basename(storeFolder)) {
    return false;
  }
  const folder = new RunFolder(dirname(path), basename(path));
  const owner = await ownerOf(folder.path).catch(() => null);
  const { process = null } = (await readRecord(folder.record)) ?? {};
  for (const one of [owner, process]) {
    if (one !== null && ((await isElsewhere(one)) || (await isAlive(one)))) {
      return true;
    }
  }
  return false;
}

/** The processes that work in the folder of a run, as its supervisors do, also when that was taken away (Linux). */
export async function supervisorsOf(run: string): Promise<readonly number[]> {
  const all = await workFolders();
  return all.flatMap(({ pid, answer }) => (runWorkedOn(answer) === run ? [pid] : []));
}

/**
 * The processes that were given the store of a run, wherever it is and whatever its record tells:
 * its Nextflow or its shell, and what they have started. The number of a run is in its path.
 */
export async function processesGiven(run: string): Promise<readonly number[]> {
  const given = await storesGiven();
  return given.flatMap(({ pid, path }) => (runsOf(path).includes(run) ? [pid] : []));
}

/** The runs that a store file may be of, by its path. */
function runsOf(path: string): readonly string[] {
  const folder = dirname(path);
  return basename(path) === storeFileName
    ? [basename(folder), ...(basename(folder) === 'secrets' ? [basename(dirname(folder))] : [])]
    : [];
}

async function workFolders(): Promise<
  readonly { readonly pid: number; readonly answer: string }[]
> {
  return ofAll(pid => readlink(`/proc/${pid}/cwd`));
}

function runWorkedOn(folder: string): string {
  return basename(folder.replace(/ \(deleted\)$/, ''));
}
