import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isLogOf,
  runNameIn,
  sessionOf,
  workRootOf,
} from '../../../../../src/core/leaks/nextflowFiles.ts';
import { forgettable } from '../../../../../src/core/runs/record/forgettable.ts';
import type { ShownRun } from '../../../../../src/core/views/runs/shownRun.ts';
import { runRecord } from '../../../../support/memoryRunHost.ts';

const now = 1000;
const copy = { manager: 'file:/x', key: 'KEY', reason: 'EBUSY' };

test('the history keeps the newest runs, and none for longer than it should', () => {
  const runs = [over('a', 990), over('b', 980), over('c', 970), over('d', 100)];
  assert.deepEqual(forgettable(runs, { maxAge: 500, maxRuns: 9 }, now), ['d']);
  assert.deepEqual(forgettable(runs, { maxAge: 5000, maxRuns: 2 }, now), ['c', 'd']);
  assert.deepEqual(forgettable(runs, { maxAge: 5000, maxRuns: 0 }, now), ['a', 'b', 'c', 'd']);
});

test('a run that lives or has copies left is never forgotten, and takes no place', () => {
  const runs: ShownRun[] = [
    { ...over('left', 10), outstanding: [copy] },
    { ...over('sweeping', 10), alive: true },
    { record: runRecord({ run: 'lives' }), outstanding: [], alive: true },
    { record: runRecord({ run: 'abandoned' }), outstanding: [], alive: false },
    over('a', 990),
  ];
  assert.deepEqual(forgettable(runs, { maxAge: 0, maxRuns: 0 }, now), ['a']);
  assert.deepEqual(forgettable(runs, { maxAge: 500, maxRuns: 1 }, now), []);
});

/** As of a run that has a config of ours. */
const command = 'nextflow run main.nf -c /state/runs/1k0K4WlGep8ZTM/delivery.config';
const mark = { run: '1k0K4WlGep8ZTM', runName: null, pid: null };
const other = { run: '2XDXxX0vCX8xhx', runName: null, pid: null };

test('a run’s session is found among those of other runs', () => {
  const history = [
    '2026-11-25 01:39:42\t4.9s\tdesperate_meucci\tOK\te1dc4c3b74\t11111111-aaaa\tnextflow run main.nf',
    `2026-11-25 01:39:49\t3.4s\ttrusting_avogadro\tERR\te1dc4c3b74\t22222222-bbbb\t${command}`,
    '',
  ].join('\n');
  assert.equal(sessionOf(mark, history), '22222222-bbbb');
  assert.equal(sessionOf(other, history), null);
  assert.equal(sessionOf({ ...other, runName: 'desperate_meucci' }, history), '11111111-aaaa');
  assert.equal(sessionOf({ ...other, runName: 'meucci' }, history), null);
});

test('a log tells whose it is and where the tasks work', () => {
  const log = (
    line: string,
  ): string => `Nov-25 01:43:09.584 [main] DEBUG nextflow.cli.Launcher - $> ${line}
Nov-25 01:43:10.222 [main] DEBUG nextflow.Session - Run name: happy_euler
Nov-25 01:43:10.300 [main] DEBUG nextflow.cli.CmdRun - \n  Process: 4242@vm [127.0.0.1]
Nov-25 01:43:10.385 [main] DEBUG nextflow.Session - Work-dir: /data/my work [ext2/ext3]
`;
  const plain = log('nextflow run main.nf');
  assert.equal(isLogOf(mark, log(command)), true);
  assert.equal(isLogOf(other, log(command)), false);
  assert.equal(isLogOf({ ...mark, runName: 'happy_euler' }, plain), true);
  assert.equal(isLogOf({ ...mark, pid: 4242 }, plain), true, 'before its name is known');
  assert.equal(isLogOf({ ...mark, pid: 424 }, plain), false);
  assert.equal(isLogOf({ ...mark, pid: 4242, runName: 'sad_euler' }, plain), false, 'used again');
  assert.equal(runNameIn(plain), 'happy_euler');
  assert.equal(workRootOf(plain), '/data/my work');
});

function over(run: string, at: number): ShownRun {
  const unseen = { exitCode: 0, signal: null, detail: null };
  const state = { kind: 'ended', at, outcome: 'succeeded', ...unseen } as const;
  return { record: runRecord({ run, state }), outstanding: [], alive: false };
}
