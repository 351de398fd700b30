import { readdir, readFile, readlink, symlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { ownerOf } from '../runFolders/ownRun.ts';
import { readRecord } from '../runFolders/recordFile.ts';
import { RunFolder } from '../runFolders/runFolder.ts';
import { isAlive, isElsewhere } from '../system/processes.ts';
import { storeFile } from './storePlace.ts';

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
  const { nextflow = null } = (await readRecord(folder.record)) ?? {};
  for (const one of [owner, nextflow]) {
    if (one !== null && ((await isElsewhere(one)) || (await isAlive(one)))) {
      return true;
    }
  }
  return false;
}

/** A supervisor works in the folder of its run, also when that was taken away. */
async function isGivenToProcess(storeFolder: string): Promise<boolean> {
  const mark = `NXF_SECRETS_FILE=${storeFile(storeFolder)}`;
  const run = basename(storeFolder);
  const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
  const uses = await Promise.all(
    pids.map(async pid => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return environment.split('\0').includes(mark) || worksIn(cwd, run);
    }),
  );
  return uses.includes(true);
}

function worksIn(cwd: string, run: string): boolean {
  return basename(cwd.replace(/ \(deleted\)$/, '')) === run;
}
