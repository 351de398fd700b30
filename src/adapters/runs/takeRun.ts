import { basename } from 'node:path';
import type { ProcessIdentity } from '../../core/runs/record/runRecord.ts';
import { processesGiven, supervisorsOf } from '../copies/isStoreInUse.ts';
import { isOwnerDamaged, ownRun } from '../runFolders/ownRun.ts';
import { readRecord } from '../runFolders/recordFile.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf } from '../system/codeOf.ts';
import { isAlive, isElsewhere } from '../system/processes.ts';

/** What the system says of a disk that is full or cannot be written. */
const takesNothing = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/** A run that this process alone may change. */
interface TakenRun {
  /** Whether its Nextflow or its shell may live on another machine, or in another container. */
  readonly isElsewhere: boolean;
  /** Whether it lives here. */
  readonly isAlive: boolean;
  release(): Promise<void>;
}

/**
 * Takes a run whose supervisor is dead, to finish or to forget it. Null where somebody has it who
 * lives; throws where it cannot be known that nobody needs it. `gone` are machines that are no more.
 */
export async function takeRun(
  folder: RunFolder,
  gone: readonly string[] = [],
): Promise<TakenRun | null> {
  const release = await own(folder, gone);
  if (!release) {
    return null;
  }
  try {
    // Read only now, when nobody else changes it.
    const record = await readRecord(folder.record);
    if (record === null) {
      await checkUnused(folder);
    }
    const process = record?.process ?? null;
    return {
      isElsewhere: process !== null && (await isElsewhere(process, gone)),
      isAlive: process !== null && (await isAlive(process)),
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Takes it where its links say that nobody has it. On a disk that takes nothing more nobody can, and
 * nobody can adopt it either: where its Nextflow is gone too, its copies go all the same, which may
 * be done twice.
 */
async function own(
  folder: RunFolder,
  gone: readonly string[],
): Promise<(() => Promise<void>) | null> {
  if (await isOwnerDamaged(folder.path)) {
    await checkUnowned(folder, gone);
  }
  try {
    return await ownRun(folder.path, gone);
  } catch (error) {
    const process = (await readRecord(folder.record))?.process ?? null;
    if (!takesNothing.has(codeOf(error)) || (await mayLive(process, gone))) {
      throw error;
    }
    return () => Promise.resolve();
  }
}

async function mayLive(process: ProcessIdentity | null, gone: readonly string[]): Promise<boolean> {
  return process !== null && ((await isElsewhere(process, gone)) || (await isAlive(process)));
}

/** Without a record nobody knows its Nextflow; whoever has its secrets may be that. */
export async function checkUnused({ run, record }: RunFolder): Promise<void> {
  const [pid] = await processesGiven(run);
  if (pid !== undefined) {
    throw new Error(
      `process ${pid}, which has its secrets, lives, and ${basename(record)} is lost or damaged`,
    );
  }
}

/** Without the link that names its owner, whoever works for a run may be that. */
async function checkUnowned(
  { run, record, path }: RunFolder,
  gone: readonly string[],
): Promise<void> {
  const { supervisor = null } = (await readRecord(record)) ?? {};
  if ((await mayLive(supervisor, gone)) || (await supervisorsOf(run)).length > 0) {
    throw new Error(`its supervisor may live, and the newest link owner.N in ${path} is damaged`);
  }
}
