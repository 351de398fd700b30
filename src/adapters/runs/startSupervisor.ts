import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import {
  type Assignment,
  formatMessage,
  parseMessage,
  type Started,
  startedSchema,
} from '../../core/runs/record/protocol.ts';
import { openOwnFile } from '../files/ownFile.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf } from '../system/codeOf.ts';
import { onLine } from '../system/onLine.ts';

/**
 * After so long without an answer a supervisor counts as not started, in milliseconds: a login node
 * that is busy, with its programs on a network's disk, takes its time.
 */
const timeout = 60_000;
/** Its answer is one line, of so many characters at most. */
const longestAnswer = 1024 * 1024;

/**
 * Starts a detached supervisor on a run and waits until it says that it owns it, or that another
 * process does. The assignment goes to its standard input; an adopting one gets none.
 */
export async function startSupervisor(
  program: string,
  folder: RunFolder,
  assignment: Assignment | null,
): Promise<Result<void, Failure> | 'owned'> {
  const log = await openOwnFile(folder.log, 'append').catch((error: unknown) => codeOf(error));
  if (typeof log === 'string') {
    return err({ kind: 'supervisor-not-started', detail: `${folder.log}: ${log}` });
  }
  const args = assignment ? [program] : [program, '--adopt', folder.path];
  const child = spawn(process.execPath, args, {
    detached: true,
    cwd: folder.path,
    // VS Code's own program is Node only when it is told to be.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', log.fd],
  });
  const { stdin, stdout } = child;
  try {
    if (!stdin || !stdout) {
      throw new Error('it has no standard streams');
    }
    const answered = answerOf(child, stdout, folder);
    stdin.on('error', () => undefined); // Its exit tells more.
    stdin.end(assignment ? formatMessage(assignment) : '');
    return outcomeOf(parseMessage(startedSchema, await answered));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ kind: 'supervisor-not-started', detail });
  } finally {
    stdout?.destroy();
    child.unref();
    await log.close();
  }
}

/** The first line that it says; rejects where it ends without one, or does not say one in time. */
function answerOf(child: ChildProcess, stdout: Readable, { log }: RunFolder): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    onLine(stdout, longestAnswer, resolve);
    child.once('error', reject);
    child.once('exit', code => {
      reject(new Error(`it ended with ${code ?? 'a signal'}; see ${log}`));
    });
    setTimeout(() => {
      reject(new Error(`it did not answer; see ${log}`));
    }, timeout).unref();
  });
}

function outcomeOf(started: Started | null): Result<void, Failure> | 'owned' {
  if (started?.type === 'failed' && started.owned === true) {
    return 'owned';
  }
  return started?.type === 'started'
    ? ok(undefined)
    : err({ kind: 'supervisor-not-started', detail: started?.detail ?? 'its answer is unknown' });
}
