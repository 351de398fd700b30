import { lstat, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { supervisorsOf } from '../copies/isStoreInUse.ts';
import { removeOwnPlaces } from '../copies/ownPlaces.ts';
import { inOwnFolder } from '../files/ownFile.ts';
import { removePrivateFolder } from '../files/privateFolder.ts';
import { inOwnRoot } from '../runFolders/inOwnRoot.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';
import { checkUnused, takeRun } from './takeRun.ts';

/**
 * Removes the folder of a run, whatever its record and its journal say or cannot say: what may be
 * left of it in clouds is nobody's then. Its own places on this machine are swept first, and nothing
 * is removed while something that lives may need it, or where others may change what is removed.
 */
export async function forgetRun(
  folder: RunFolder,
  gone: readonly string[] = [],
): Promise<Result<void, Failure>> {
  const { run, path } = folder;
  try {
    return await inOwnRoot(dirname(path), async root =>
      (await lstat(path)).isDirectory()
        ? forgetFolder(folder, gone)
        : forgetOther(folder, join(root, run)),
    );
  } catch (error) {
    return isAbsent(error)
      ? err({ kind: 'run-not-found', run })
      : err({ kind: 'run-not-forgotten', run, path, reason: codeOf(error) });
  }
}

async function forgetFolder(
  folder: RunFolder,
  gone: readonly string[],
): Promise<Result<void, Failure>> {
  await inOwnFolder(folder.path, () => Promise.resolve());
  const taken = await takeRun(folder, gone);
  if (taken === null) {
    throw new Error('a process that owns it lives, or may live on another machine');
  }
  try {
    if (taken.isAlive || taken.isElsewhere) {
      throw new Error('its Nextflow or its shell lives, or may live on another machine');
    }
    const swept = await sweepOwn(folder);
    if (swept.ok) {
      await removePrivateFolder(folder.path);
    }
    return swept;
  } finally {
    await taken.release();
  }
}

/** A link, a pipe or a file in the place of its folder goes itself, and not what it leads to. */
async function forgetOther(folder: RunFolder, within: string): Promise<Result<void, Failure>> {
  await checkUnused(folder);
  if ((await supervisorsOf(folder.run)).length > 0) {
    throw new Error('its supervisor lives');
  }
  const swept = await sweepOwn(folder);
  if (swept.ok) {
    await rm(within);
  }
  return swept;
}

async function sweepOwn(folder: RunFolder): Promise<Result<void, Failure>> {
  const reasons = await removeOwnPlaces(folder);
  return reasons.length > 0
    ? err({ kind: 'copies-not-removed', run: folder.run, reasons })
    : ok(undefined);
}
