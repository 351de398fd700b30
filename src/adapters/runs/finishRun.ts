import { dirname } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseRunId, type RunId } from '../../core/runs/record/runId.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import type { RunChoice } from '../../services/ports/runs/runHost.ts';
import { damageOf, inspectCopies, isFinished } from '../copies/inspectCopies.ts';
import { JournalFile } from '../copies/journalFile.ts';
import { sweepCopies } from '../copies/sweepCopies.ts';
import { inOwnFolder } from '../files/ownFile.ts';
import { restoreRights } from '../files/privateFolder.ts';
import { inOwnRoot } from '../runFolders/inOwnRoot.ts';
import { isOwned } from '../runFolders/ownRun.ts';
import { announce, readRecord, writeRecord } from '../runFolders/recordFile.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf } from '../system/codeOf.ts';
import { connectTo } from './connectTo.ts';
import { LocalRunFiles } from './localRunFiles.ts';
import { startSupervisor } from './startSupervisor.ts';
import { survivorsOf } from './survivorsOf.ts';
import { takeRun } from './takeRun.ts';

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
  /** Gives up waiting for clouds: copies there stay outstanding, and what is here goes all the same. */
  readonly clouds?: AbortSignal;
}

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
  await inOwnRoot(dirname(folder.path), async () => {
    await restoreRights(folder.path);
    await inOwnFolder(folder.path, () => Promise.resolve());
  });
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
  const taken = await takeRun(folder, deps.gone);
  if (!taken) {
    return null;
  }
  try {
    if (taken.isElsewhere) {
      return null;
    }
    if (!taken.isAlive) {
      return await sweepEnded(folder, run, deps.clouds);
    }
  } finally {
    await taken.release();
    await announce(folder);
  }
  const adopted = await startSupervisor(deps.supervisor, folder, null);
  return adopted === 'owned' ? null : adopted.ok ? ok(run) : adopted;
}

/** Sweeps a run of which nothing lives, and notes its end. */
async function sweepEnded(
  folder: RunFolder,
  run: RunId,
  clouds?: AbortSignal,
): Promise<Result<RunId, Failure>> {
  const journal = new JournalFile(folder.journal);
  const reasons = await sweepCopies(folder, journal, Date.now, null, clouds);
  await markEnded(folder);
  const copies = await inspectCopies(folder, await readRecord(folder.record));
  const damaged = damageOf(folder, copies);
  // Where nothing can be read in the journal, the reason is that.
  const isUnread = damaged !== null && copies.entries.length + copies.places.length === 0;
  return reasons.length > 0 && !isUnread
    ? err({ kind: 'copies-not-removed', run, reasons })
    : (damaged ?? ok(run));
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
