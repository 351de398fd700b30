import { basename, dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { JournalFile } from '../adapters/copies/journalFile.ts';
import { ownRun } from '../adapters/runFolders/ownRun.ts';
import { readRecord } from '../adapters/runFolders/recordFile.ts';
import { RunFolder } from '../adapters/runFolders/runFolder.ts';
import { identify } from '../adapters/system/processes.ts';
import {
  assignmentSchema,
  formatMessage,
  parseMessage,
  protocolVersion,
  retrySchema,
  type Started,
} from '../core/runs/record/protocol.ts';
import { retrySweep } from '../services/copies/retrySweep.ts';
import { endPrograms } from './end/endPrograms.ts';
import { retryDeps } from './end/retryDeps.ts';
import { startRetry } from './end/startRetry.ts';
import { newRecord } from './newRecord.ts';
import { ConsoleLog } from './nextflow/consoleLog.ts';
import { reasonOf } from './reasonOf.ts';
import { Supervisor } from './supervisor.ts';

/**
 * `supervisor.js` owns the run of the assignment on its standard input; `supervisor.js --adopt
 * <run folder>` owns one whose supervisor died. Both answer on standard output with one line, then
 * go on alone. `supervisor.js --retry <run folder>` removes what an ended run has left.
 */
async function main(): Promise<void> {
  // Whoever started us may go away: nothing that is said to them may end us.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const [flag, runFolder] = process.argv.slice(2);
  if (runFolder === undefined) {
    await supervise();
  } else {
    await (flag === '--retry' ? retry(runFolder) : adopt(runFolder));
  }
}

async function supervise(): Promise<void> {
  const assignment = parseMessage(assignmentSchema, await text(process.stdin));
  if (!assignment) {
    answer({ type: 'failed', detail: 'the assignment is not one of this version' });
    return;
  }
  const folder = folderOf(assignment.runFolder);
  const make = async (): Promise<Supervisor | null> =>
    // Told twice of one run, the second has nothing to do, even if the first is over.
    (await readRecord(folder.record))
      ? null
      : new Supervisor(folder, await newRecord(assignment), await ConsoleLog.open(folder.console));
  await own(folder, make, supervisor => supervisor.run(assignment));
}

async function adopt(runFolder: string): Promise<void> {
  const folder = folderOf(runFolder);
  const make = async (): Promise<Supervisor | null> => {
    const record = await readRecord(folder.record);
    const supervisor = await identify(process.pid);
    return record?.state.kind === 'ended' || !record
      ? null
      : new Supervisor(folder, { ...record, supervisor }, await ConsoleLog.open(folder.console));
  };
  await own(folder, make, supervisor => supervisor.adopt());
}

/** Takes the run, opens its control socket, says so, and sees the run to its end. */
async function own(
  folder: RunFolder,
  make: () => Promise<Supervisor | null>,
  drive: (supervisor: Supervisor) => Promise<void>,
): Promise<void> {
  const release = await ownRun(folder.path);
  const supervisor = release ? await make() : null;
  if (!release || !supervisor) {
    await release?.();
    answer({ type: 'failed', detail: 'another process owns the run', owned: true });
    return;
  }
  const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
  const stop = (): void => {
    supervisor.stop();
  };
  signals.forEach(signal => process.on(signal, stop));
  stopOnFault(stop);
  try {
    await supervisor.open();
    answer({ type: 'started', version: protocolVersion, pid: process.pid });
    await drive(supervisor);
  } finally {
    await release();
  }
  // From here on a signal ends us: another process can do what is left as well, or nobody can.
  signals.forEach(signal => process.off(signal, stop));
  await leaveRest(folder, supervisor);
}

/**
 * Stops a run at the first fault that nobody waits for, say in a library of a cloud: it would end us
 * with all copies in place.
 */
function stopOnFault(stop: () => void): void {
  let isStopped = false;
  const onFault = (error: unknown): void => {
    report(error);
    if (!isStopped) {
      isStopped = true;
      stop();
    }
  };
  process.on('unhandledRejection', onFault);
  process.on('uncaughtException', onFault);
}

/** In the log of the run's own folder. */
function report(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
}

/** What is left now is tried again by a process that has never known a value. */
async function leaveRest(folder: RunFolder, { journal, record }: Supervisor): Promise<void> {
  const { target } = record;
  if (!(await retryDeps(folder, target).isOver(journal))) {
    await startRetry(folder, { target, entries: [...(await journal.read())] });
  }
}

async function retry(runFolder: string): Promise<void> {
  const left = parseMessage(retrySchema, await text(process.stdin));
  const folder = folderOf(runFolder);
  if (left) {
    const journal = new JournalFile(folder.journal, left.entries);
    await retrySweep(retryDeps(folder, left.target), journal);
  }
}

function folderOf(path: string): RunFolder {
  return new RunFolder(dirname(path), basename(path));
}

/** Says it once; nobody listens any more after the first answer. */
function answer(message: Started): void {
  if (!process.stdout.writableEnded) {
    process.stdout.end(formatMessage(message));
  }
}

void main()
  .catch((error: unknown) => {
    report(error);
    answer({ type: 'failed', detail: reasonOf(error) });
  })
  .then(endPrograms)
  .then(() => process.exit());
