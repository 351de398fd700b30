import { accessSync, constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { storeFileName } from '../../core/runs/copies/storeFile.ts';
import { currentUser } from '../system/currentUser.ts';

/** Where the stores of runs lie in memory; null where the system has no such file system. */
export function memoryRoot(): string | null {
  const shared = '/dev/shm';
  if (process.platform !== 'linux') {
    return null;
  }
  try {
    accessSync(shared, constants.W_OK | constants.X_OK);
    return join(shared, `nextflow-secrets-${currentUser().id}`);
  } catch {
    return null;
  }
}

/** The store file in its folder; Nextflow puts its temporary files beside it. */
export function storeFile(storeFolder: string): string {
  return join(storeFolder, storeFileName);
}

/** How the journal names the place of a store file's rows. */
export function managerOf(storeFolder: string): string {
  return `file:${storeFolder}`;
}

/**
 * The folder that a journal's manager names, if it can be one that we made for this run: below our
 * root in memory, or the run's own. A journal that was tampered with removes nothing else.
 */
export function storeFolderOf(manager: string, runFolder: string, run: string): string | null {
  const folder = manager.startsWith('file:') ? manager.slice('file:'.length) : '';
  const inMemory = dirname(folder) === memoryRoot() && basename(folder) === run;
  return inMemory || folder === join(runFolder, 'secrets') ? folder : null;
}
