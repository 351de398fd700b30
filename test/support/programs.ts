import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { formatMessage, parseMessage, startedSchema } from '../../src/core/runs/record/protocol.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import type { RunRig } from './runRig.ts';

/** What starts Node for a program of ours: another version, another user, another namespace. */
export type Way = readonly string[];

/** Runs the command line in a way; rejects where it does not end with 0. */
export async function cli(way: Way, args: readonly string[]): Promise<string> {
  const [program = '', ...rest] = way;
  const words = [...rest, resolve('dist/cli.js'), ...args];
  return (await promisify(execFile)(program, words, { timeout: 60_000 })).stdout;
}

/** Starts a supervisor in a way on a run of one secret, as a window does. */
export async function supervise(way: Way, rig: RunRig, run: RunId): Promise<void> {
  const [program = '', ...rest] = way;
  const child = spawn(program, [...rest, resolve('dist/supervisor.js')], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const assignment = await rig.assignment(run, [rig.secret('KEY', 'raw')], {});
  // Another user has another folder in memory.
  const storeFolder = join(assignment.runFolder, 'secrets');
  child.stdin.end(formatMessage({ ...assignment, storeFolder }));
  const [answer] = (await once(child.stdout, 'data')) as [Buffer];
  const started = parseMessage(startedSchema, answer.toString().trim());
  assert.equal(started?.type, 'started', answer.toString());
  child.unref();
}
