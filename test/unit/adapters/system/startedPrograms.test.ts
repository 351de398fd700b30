import assert from 'node:assert/strict';
import { type ChildProcess, exec, spawn } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { isAlive } from '../../../../src/adapters/system/processes.ts';
import { StartedPrograms } from '../../../../src/adapters/system/startedPrograms.ts';
import { hangingLibrary } from '../../../support/hangingLibrary.ts';
import { until } from '../../../support/until.ts';

test('a program that a library has started is ended, deaf or not, once nobody waits for it', async t => {
  const library = hangingLibrary(t);
  let givenUp = 0;
  const programs = new StartedPrograms(() => (givenUp += 1));
  const waiting = [new AbortController(), new AbortController()] as const;
  let shared: Promise<unknown> | null = null;
  const answers = waiting.map(({ signal }) =>
    programs.wait(() => (shared ??= library.ask().catch(() => null)), signal),
  );
  const other = spawn('sleep', ['600']);
  t.after(() => other.kill('SIGKILL'));
  const program = await library.program();
  waiting[0].abort(new Error('given up'));
  await assert.rejects(answers[0] ?? assert.fail(), /given up/);
  await new Promise(resolve => setTimeout(resolve, 300));
  assert.deepEqual([await isAlive(program), givenUp], [true, 0], 'somebody still waits');
  waiting[1].abort(new Error('given up too'));
  await assert.rejects(answers[1] ?? assert.fail(), /given up too/);
  assert.equal(givenUp, 1);
  await until(async () => !(await isAlive(program)), 'its end');
  assert.equal(other.exitCode ?? other.signalCode, null, 'what others have started runs on');
});

test('the next program that a library tries when one is ended is ended too', async t => {
  const library = hangingLibrary(t);
  const programs = new StartedPrograms(() => undefined);
  const cancel = new AbortController();
  const next: ChildProcess[] = [];
  const work = async (): Promise<void> => {
    await library.ask().catch(() => undefined);
    next.push(spawn('sleep', ['600']));
  };
  const answer = programs.wait(work, cancel.signal);
  await library.program();
  cancel.abort(new Error('given up'));
  await assert.rejects(answer, /given up/);
  await until(() => (next[0]?.signalCode ?? null) !== null, 'the next to end');
});

test('a program that has answered is nobody’s to end', async () => {
  let givenUp = 0;
  const programs = new StartedPrograms(() => (givenUp += 1));
  const { signal } = new AbortController();
  const answer = await programs.wait(() => promisify(exec)('echo answered'), signal);
  assert.equal(answer.stdout, 'answered\n');
  await assert.rejects(programs.wait(() => promisify(exec)('exit 3'), signal));
  programs.end();
  assert.equal(givenUp, 0);
});
