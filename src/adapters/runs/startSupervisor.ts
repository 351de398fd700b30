import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import {
  type Assignment,
  formatMessage,
  parseMessage,
  startedSchema,
} from '../../core/runs/record/protocol.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
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
  const log = await open(folder.log, 'a', 0o600);
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
    const answered = new Promise<string>((resolve, reject) => {
      onLine(stdout, longestAnswer, resolve);
      child.once('error', reject);
      child.once('exit', code => {
        reject(new Error(`it ended with ${code ?? 'a signal'}; see ${folder.log}`));
      });
      setTimeout(() => {
        reject(new Error(`it did not answer; see ${folder.log}`));
      }, timeout).unref();
    });
    stdin.on('error', () => undefined); // Its exit tells more.
    stdin.end(assignment ? formatMessage(assignment) : '');
    const started = parseMessage(startedSchema, await answered);
    if (started?.type === 'failed' && started.owned) {
      return 'owned';
    }
    return started?.type === 'started'
      ? ok(undefined)
      : err({ kind: 'supervisor-not-started', detail: started?.detail ?? 'its answer is unknown' });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ kind: 'supervisor-not-started', detail });
  } finally {
    stdout?.destroy();
    child.unref();
    await log.close();
  }
}
