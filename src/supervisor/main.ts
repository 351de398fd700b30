import { text } from 'node:stream/consumers';
import { basename, dirname } from 'node:path';
import { identify } from '../adapters/processes.ts';
import { ownRun } from '../adapters/runs/ownership.ts';
import { readRecord } from '../adapters/runs/recordFile.ts';
import { RunFolder } from '../adapters/runs/runFolder.ts';
import {
  assignmentSchema,
  formatMessage,
  parseMessage,
  protocolVersion,
  type Started,
} from '../core/runs/protocol.ts';
import { ConsoleLog } from './consoleLog.ts';
import { newRecord, Supervisor } from './supervisor.ts';

/** How long Stop waits where no assignment says, in milliseconds. */
const defaultStopTimeout = 60_000;

/**
 * `supervisor.js` owns the run of the assignment on its standard input; `supervisor.js --adopt
 * <run folder>` owns one whose supervisor died. Answers on standard output with one line, then
 * goes on alone.
 */
async function main(): Promise<void> {
  // Whoever started us may go away: nothing that is said to them may end us.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const [flag, adopted] = process.argv.slice(2);
  await (flag === '--adopt' && adopted !== undefined ? adopt(adopted) : supervise());
}

async function supervise(): Promise<void> {
  const assignment = parseMessage(assignmentSchema, await text(process.stdin));
  if (!assignment) {
    answer({ type: 'failed', detail: 'the assignment is not one of this version' });
    return;
  }
  const folder = folderOf(assignment.runFolder);
  await own(
    folder,
    async () => {
      const console = await ConsoleLog.open(folder.console);
      return new Supervisor(folder, await newRecord(assignment), console, assignment.stopTimeout);
    },
    supervisor => supervisor.run(assignment),
  );
}

async function adopt(runFolder: string): Promise<void> {
  const folder = folderOf(runFolder);
  await own(
    folder,
    async () => {
      const record = await readRecord(folder.record);
      if (!record) {
        throw new Error('the run has no record');
      }
      const console = await ConsoleLog.open(folder.console);
      const adopted = { ...record, supervisor: await identify(process.pid) };
      return new Supervisor(folder, adopted, console, defaultStopTimeout);
    },
    supervisor => supervisor.adopt(),
  );
}

/** Takes the run, opens its control socket, says so, and sees the run to its end. */
async function own(
  folder: RunFolder,
  make: () => Promise<Supervisor>,
  drive: (supervisor: Supervisor) => Promise<void>,
): Promise<void> {
  const release = await ownRun(folder.lock, 8);
  if (!release) {
    answer({ type: 'failed', detail: 'another process owns the run' });
    return;
  }
  try {
    const supervisor = await make();
    await supervisor.open();
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
      process.on(signal, () => {
        supervisor.stop();
      });
    }
    answer({ type: 'started', version: protocolVersion, pid: process.pid });
    await drive(supervisor);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    answer({ type: 'failed', detail: error instanceof Error ? error.message : String(error) });
  } finally {
    await release();
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

void main().then(() => process.exit());
