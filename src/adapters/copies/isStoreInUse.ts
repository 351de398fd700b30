import { readlink, symlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { storeFileName } from '../../core/runs/copies/storeFile.ts';
import { ownerOf } from '../runFolders/ownRun.ts';
import { readRecord } from '../runFolders/recordFile.ts';
import { RunFolder } from '../runFolders/runFolder.ts';
import { isAlive, isElsewhere, ofAll, plainPs, processesWith } from '../system/processes.ts';

/** A link in the folder of a store that leads to the folder of its run, whatever state folder that is in. */
const linkName = 'run';

/** Says whose a store is, to whoever finds it without knowing its run. */
export async function nameRun(storeFolder: string, runFolder: string): Promise<void> {
  await symlink(runFolder, join(storeFolder, linkName));
}

/**
 * Whether something that lives may need the store of a run that another state folder has: its owner,
 * its Nextflow, or a program that was given the store.
 */
export async function isStoreInUse(storeFolder: string): Promise<boolean> {
  return (await isRunAlive(storeFolder)) || (await isGivenToProcess(storeFolder));
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

async function isGivenToProcess(storeFolder: string): Promise<boolean> {
  const run = basename(storeFolder);
  return (await supervisorsOf(run)).length > 0 || (await processesGiven(run)).length > 0;
}

/** The processes that work in the folder of a run, as its supervisors do, also when that was taken away (Linux). */
export async function supervisorsOf(run: string): Promise<readonly number[]> {
  const all = await ofAll(pid => readlink(`/proc/${pid}/cwd`));
  return all.flatMap(({ pid, answer }) => (worksIn(answer, run) ? [pid] : []));
}

/**
 * The processes that were given the store of a run, wherever it is and whatever its record tells:
 * its Nextflow or its shell, and what they have started. The number of a run is in its path.
 */
export async function processesGiven(run: string): Promise<readonly number[]> {
  const stores = [`/${run}/${storeFileName}`, `/${run}/secrets/${storeFileName}`];
  const given = (environment: readonly string[]): boolean =>
    environment.some(
      entry => entry.startsWith(`${variable}=`) && stores.some(store => entry.endsWith(store)),
    );
  if (process.platform !== 'linux') {
    return (await listedEnvironments()).filter(([, words]) => given(words)).map(([pid]) => pid);
  }
  return processesWith(given);
}

const variable = 'NXF_SECRETS_FILE';

/** As `ps` shows them; macOS shows nobody those of its own programs. */
async function listedEnvironments(): Promise<readonly (readonly [number, readonly string[]])[]> {
  const lines = (await plainPs(['-axEww', '-o', 'pid=,command=']).catch(() => '')).split('\n');
  return lines.map(line => {
    const [pid, ...words] = line.trim().split(/\s+/);
    return [Number(pid), words] as const;
  });
}

function worksIn(cwd: string, run: string): boolean {
  return basename(cwd.replace(/ \(deleted\)$/, '')) === run;
}
