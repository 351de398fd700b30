import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunState } from '../../../src/core/runs/run.ts';
import { outstandingCount, runTree, type RunNode } from '../../../src/core/views/runTree.ts';
import { outcomeLine, type ShownRun } from '../../../src/core/views/runWords.ts';
import { runRecord } from '../../support/memoryRunHost.ts';

const minute = 60_000;
const now = 1000 * minute;
const here = '/home/ada/pipeline';
const copy = { manager: 'file:/dev/shm/nfs/x', key: 'TOKEN', reason: null };
const secrets = [
  { name: 'KEY', scope: 'user' as const },
  { name: 'TOKEN', scope: 'workspace' as const },
];

test('a live run tells its tasks and how long it has run', () => {
  const progress = { submitted: 4, completed: 2, cached: 1, failed: 0 };
  check(
    [
      run({
        record: { startedAt: now - 2 * minute, progress, secrets, profiles: ['test'] },
        live: [copy],
      }),
    ],
    `
    main.nf  running · 3 of 5 tasks · 2 min · test  [sync~spin live]
      KEY, TOKEN  [key]
      TOKEN  copy in use  [file]
      nextflow run /home/ada/pipeline/main.nf  [terminal]
      Started 2 minutes ago  [clock]
      .nextflow.log  Nextflow’s own log  [output]
      work  the tasks’ folders  [folder]
    `,
  );
});

for (const [state, live, line] of [
  [{ kind: 'preparing' }, true, 'starting · 1 min  [sync~spin live]'],
  [{ kind: 'stopping', since: 0 }, true, 'stopping · 1 min  [sync~spin live]'],
  [{ kind: 'sweeping' }, true, 'removing copies · 1 min  [trash live]'],
  [ended('succeeded', 0), false, 'succeeded · 1 hour ago · all 2 copies removed  [pass ended]'],
  [
    ended('failed', 1),
    false,
    'failed with exit code 1 · 1 hour ago · all 2 copies removed  [error ended]',
  ],
  [
    ended('stopped', 143),
    false,
    'stopped · 1 hour ago · all 2 copies removed  [circle-slash ended]',
  ],
  [
    ended('killed', null),
    false,
    'killed · 1 hour ago · all 2 copies removed  [circle-slash ended]',
  ],
  [
    ended('lost', null),
    false,
    'ended unseen · 1 hour ago · all 2 copies removed  [circle-slash ended]',
  ],
  [
    ended('not-started', null),
    false,
    'not started · 1 hour ago · all 2 copies removed  [error ended]',
  ],
  [
    { kind: 'running' },
    false,
    'left by its supervisor · 1 minute ago · all 2 copies removed  [warning outstanding]',
  ],
] as const) {
  test(`a run reads: ${line}`, () => {
    const shown = run({ record: { state, secrets }, ...(live ? { live: [] } : {}) });
    assert.equal(picture(runTree([shown], [here], now))[0], `main.nf  ${line}`);
  });
}

test('copies that are not removed come first, with the reason', () => {
  const left = [copy, { ...copy, key: 'KEY', reason: 'EBUSY: resource busy' }];
  const shown = run({ record: { state: ended('failed', 1), secrets }, left });
  assert.deepEqual(picture(runTree([shown], [here], now)).slice(0, 4), [
    'main.nf  2 copies not removed: EBUSY: resource busy · failed with exit code 1 · 1 hour ago  [warning outstanding]',
    '  KEY, TOKEN  [key]',
    '  TOKEN  copy may still exist  [file]',
    '  KEY  copy not removed: EBUSY: resource busy  [file]',
  ]);
  assert.equal(outstandingCount([shown, run({ record: {}, live: [copy] })]), 2);
});

test('what failed stands first under its run', () => {
  const state = { ...ended('failed', 1), detail: "Error executing process > 'ALIGN (1)'" };
  const [shown] = runTree([run({ record: { state } })], [here], now);
  assert.equal(
    picture(shown?.children ?? [])[0],
    "Error executing process > 'ALIGN (1)'  [comment]",
  );
});

test('runs of other folders stand apart', () => {
  const elsewhere = run({
    record: { folder: '/srv/other', run: 'other000000001', state: ended('succeeded', 0) },
  });
  assert.deepEqual(
    picture(
      runTree(
        [elsewhere, run({ record: { test: true, state: ended('succeeded', 0) } })],
        [here],
        now,
      ),
    ).filter(line => !line.includes('[') || /ended|group/.test(line)),
    [
      'main.nf (test)  succeeded · 1 hour ago · no copies  [pass ended]',
      'Elsewhere on this machine  1  [device-desktop group]',
      '  main.nf  other · succeeded · 1 hour ago · no copies  [pass ended]',
    ],
  );
});

test('a row is spoken in full', () => {
  const [row] = runTree([run({ record: { state: ended('succeeded', 0), secrets } })], [here], now);
  assert.equal(row?.spoken, 'main.nf, succeeded, 1 hour ago, all 2 copies removed');
});

test('the last line of a run’s terminal tells the outcome and the copies', () => {
  assert.equal(
    outcomeLine(run({ record: { state: ended('succeeded', 0), secrets: secrets.slice(1) } })),
    'succeeded · its copy is removed',
  );
});

function ended(
  outcome: Extract<RunState, { kind: 'ended' }>['outcome'],
  exitCode: number | null,
): Extract<RunState, { kind: 'ended' }> {
  return { kind: 'ended', at: now - 60 * minute, outcome, exitCode, signal: null, detail: null };
}

interface Shape {
  readonly record: Partial<ShownRun['record']>;
  readonly live?: ShownRun['outstanding'];
  readonly left?: ShownRun['outstanding'];
}

function run({ record, live, left }: Shape): ShownRun {
  return {
    record: runRecord({ startedAt: now - minute, ...record }),
    outstanding: live ?? left ?? [],
    alive: live !== undefined,
  };
}

function check(runs: readonly ShownRun[], expected: string): void {
  const lines = expected
    .split('\n')
    .slice(1, -1)
    .map(line => line.slice(4));
  assert.deepEqual(picture(runTree(runs, [here], now)), lines);
}

function picture(nodes: readonly RunNode[], indent = ''): string[] {
  return nodes.flatMap(({ label, description, icon, kind, children }) => [
    `${indent}${[label, description, `[${icon}${kind === 'detail' ? '' : ` ${kind}`}]`].filter(part => part !== '').join('  ')}`,
    ...picture(children, `${indent}  `),
  ]);
}
