import { basename, dirname } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseRunId, type RunId } from '../../core/runs/record/runId.ts';
import type { ProcessIdentity, RunRecord } from '../../core/runs/record/runRecord.ts';
import type { RunChoice } from '../../services/ports/runs/runHost.ts';
import { damageOf, inspectCopies, isFinished } from '../copies/inspectCopies.ts';
import { processesGiven, supervisorsOf } from '../copies/isStoreInUse.ts';
import { JournalFile } from '../copies/journalFile.ts';
import { sweepCopies } from '../copies/sweepCopies.ts';
import { inOwnFolder } from '../files/ownFile.ts';
import { inOwnRoot } from '../runFolders/inOwnRoot.ts';
import { isOwned, isOwnerDamaged, ownRun } from '../runFolders/ownRun.ts';
import { announce, readRecord, writeRecord } from '../runFolders/recordFile.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf } from '../system/codeOf.ts';
import { isAlive, isElsewhere } from '../system/processes.ts';
import { connectTo } from './connectTo.ts';
import { LocalRunFiles } from './localRunFiles.ts';
import { startSupervisor } from './startSupervisor.ts';
import { survivorsOf } from './survivorsOf.ts';

/** What finishing stands on. */
export interface FinishDeps {
  /** Path of `supervisor.js`. */
  readonly supervisor: string;
  /**
   * Names of machines and containers that are no more: somebody has said so, because it cannot be
   * seen from here. What runs of theirs have left is finished.
   */
  readonly gone?: readonly string[];
  /** Which runs are meant; all where it is absent. */
  readonly isMeant?: RunChoice | undefined;
}

/** What the system says of a disk that is full or cannot be written. */
const takesNothing = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/**
 * Finishes what a dead supervisor has left of a run: sweeps, or has a Nextflow that still lives
 * adopted. Null where nothing is to do: the run is closed, or somebody may have it who lives.
 */
export async function finishRun(
  folder: RunFolder,
  deps: FinishDeps,
  signal: AbortSignal,
): Promise<Result<RunId, Failure> | null> {
  try {
    return await finishUnlessLed(folder, deps, signal);
  } catch (error) {
    signal.throwIfAborted();
    const { run, path } = folder;
    return err({ kind: 'run-not-finished', run, path, reason: codeOf(error) });
  }
}

async function finishUnlessLed(
  folder: RunFolder,
  deps: FinishDeps,
  signal: AbortSignal,
): Promise<Result<RunId, Failure> | null> {
  await inOwnRoot(dirname(folder.path), () => inOwnFolder(folder.path, () => Promise.resolve()));
  const record = await readRecord(folder.record);
  if (deps.isMeant?.(record) === false) {
    return null;
  }
  const copies = await inspectCopies(folder, record);
  if (isFinished(record, copies)) {
    return damageOf(folder, copies);
  }
  // Known without asking, which takes its time where a supervisor is silent.
  if (await isOwned(folder.path, deps.gone).catch(() => false)) {
    return null;
  }
  const connection = await connectTo(folder, signal);
  if (connection.ok) {
    connection.value.dispose();
    return null;
  }
  return finish(folder, deps);
}

async function finish(folder: RunFolder, deps: FinishDeps): Promise<Result<RunId, Failure> | null> {
  const run = parseRunId(folder.run);
  if (run === null) {
    return null;
  }
  const { supervisor, gone = [] } = deps;
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
    if (process !== null && (await isElsewhere(process, gone))) {
      return null;
    }
    if (process === null || !(await isAlive(process))) {
      return await sweepEnded(folder, run);
    }
  } finally {
    await release();
    await announce(folder);
  }
  const adopted = await startSupervisor(supervisor, folder, null);
  return adopted === 'owned' ? null : adopted.ok ? ok(run) : adopted;
}

/** Sweeps a run of which nothing lives, and notes its end. */
async function sweepEnded(folder: RunFolder, run: RunId): Promise<Result<RunId, Failure>> {
  const reasons = await sweepCopies(folder, new JournalFile(folder.journal), Date.now);
  await markEnded(folder);
  const copies = await inspectCopies(folder, await readRecord(folder.record));
  const damaged = damageOf(folder, copies);
  // Where nothing can be read in the journal, the reason is that.
  const isUnread = damaged !== null && copies.entries.length + copies.places.length === 0;
  return reasons.length > 0 && !isUnread
    ? err({ kind: 'copies-not-removed', run, reasons })
    : (damaged ?? ok(run));
}

/**
 * Takes a run to finish it. On a disk that takes nothing more nobody can, and nobody can adopt it
 * either: where its Nextflow is gone too, its copies go all the same, which may be done twice.
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
async function checkUnused({ run, record }: RunFolder): Promise<void> {
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

/** Nobody watched its end, but Nextflow may have noted it. */
async function markEnded(folder: RunFolder): Promise<void> {
  const record = await readRecord(folder.record);
  if (record && record.state.kind !== 'ended') {
    const outcome = (await notedEnd(record)) ?? 'lost';
    const unseen = { exitCode: null, signal: null, detail: null };
    const state = { kind: 'ended', at: Date.now(), outcome, ...unseen } as const;
    const survivors =
      record.work.kind === 'terminal' ? [] : await survivorsOf(record).catch(() => []);
    await writeRecord(folder.record, { ...record, state, survivors });
  }
}

async function notedEnd(record: RunRecord): Promise<'succeeded' | 'failed' | null> {
  return new LocalRunFiles().notedEnd(record).catch(() => null); // Without it, it stays unseen.
}
