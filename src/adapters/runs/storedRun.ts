import { intended, outstanding } from '../../core/runs/record/journal.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import type { StoredRun } from '../../services/ports/runs/runHost.ts';
import { inspectCopies, isFinished } from '../copies/inspectCopies.ts';
import { exists } from '../files/exists.ts';
import { inOwnFolder } from '../files/ownFile.ts';
import { ownerOf } from '../runFolders/ownRun.ts';
import { readRecord } from '../runFolders/recordFile.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { isElsewhere } from '../system/processes.ts';
import type { SupervisorAnswers } from './supervisorAnswers.ts';
import { stillAlive } from './survivorsOf.ts';

/**
 * What the folder of a run and its supervisor tell of it; null for one that is only prepared. Throws
 * the reason where that cannot be known. `gone` are machines that are no more.
 */
export async function storedRun(
  folder: RunFolder,
  answers: SupervisorAnswers,
  gone: readonly string[] = [],
): Promise<StoredRun | null> {
  const record = await inOwnFolder(folder.path, () => readRecord(folder.record));
  if (!record) {
    return (await isBeingWritten(folder)) ? storedRun(folder, answers, gone) : null;
  }
  const { entries, damage } = await inspectCopies(folder, record);
  const over = record.state.kind === 'ended';
  const answer = over ? 'none' : await answers.of(folder);
  const alive = answer !== 'none';
  const copies = { outstanding: outstanding(entries), intended: intended(entries) };
  const done = alive || (over && copies.outstanding.length === 0);
  const elsewhere = done ? null : await elsewhereOf(folder, record, gone);
  return {
    record: { ...record, survivors: await stillAlive(record.survivors) },
    ...copies,
    alive,
    ...(answer === 'silent' && { silent: true }),
    ...(damage && { damage }),
    ...(elsewhere !== null && { elsewhere }),
  };
}

/** Whether a record came just after it was looked for; throws where one should be and is not. */
async function isBeingWritten(folder: RunFolder): Promise<boolean> {
  const finished = isFinished(null, await inspectCopies(folder, null));
  if (await readRecord(folder.record)) {
    return true;
  }
  if (await exists(folder.record)) {
    throw new Error('run.json is damaged, or of another version');
  }
  if (!finished) {
    throw new Error('run.json is lost');
  }
  return false;
}

/** The machine or container whose processes may have a run, unseen from here; null for none. */
async function elsewhereOf(
  folder: RunFolder,
  record: RunRecord,
  gone: readonly string[],
): Promise<string | null> {
  const owner = await ownerOf(folder.path).catch(() => null); // Whoever finishes it tells why.
  const process = record.state.kind === 'ended' ? null : record.process;
  for (const one of [owner, process]) {
    if (one !== null && (await isElsewhere(one, gone))) {
      return one.host;
    }
  }
  return null;
}
