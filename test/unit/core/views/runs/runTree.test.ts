import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noTasks, type ProcessTasks } from '../../../../../src/core/runs/record/runProgress.ts';
import { noProgress, type RunProgress } from '../../../../../src/core/runs/record/runRecord.ts';
import { outcomeLine } from '../../../../../src/core/views/runs/runLine.ts';
import { runStatus } from '../../../../../src/core/views/runs/runStatus.ts';
import { outstandingCount, runTree } from '../../../../../src/core/views/runs/runTree.ts';
import { type ShownRun } from '../../../../../src/core/views/runs/shownRun.ts';
import { ended, here, minute, now, picture, run } from '../../../../support/runPictures.ts';

const copy = { manager: 'file:/dev/shm/nfs/x', key: 'TOKEN', reason: null };
const secrets = [
  { name: 'KEY', scope: 'user' as const },
  { name: 'TOKEN', scope: 'workspace' as const },
];

test('a live run tells its tasks and how long it has run', () => {
  const progress = { ...noProgress, submitted: 4, completed: 2, cached: 1 };
  check(
    [
      run({
        record: { startedAt: now - 2 * minute, progress, secrets, profiles: ['test'] },
        live: [copy],
      }),
    ],
    `
    main.nf  running · 3 of 5 tasks · 2 min · test  [sync~spin live]
      KEY, TOKEN  in use  [key]
      nextflow run /home/ada/pipeline/main.nf  [terminal]
      Started 2 minutes ago  [clock]
      .nextflow.log  Nextflow’s own log  [output]
      work  the tasks’ folders  [folder]
    `,
  );
});

for (const [state, live, line] of [
  [{ kind: 'preparing' }, true, 'starting · 1 min  [sync~spin live]'],
  [{ kind: 'stopping', since: 0, timeout: null }, true, 'stopping · 1 min  [sync~spin live]'],
  [
    { kind: 'stopping', since: now - 10_000, timeout: minute },
    true,
    'killed in 50 s · stopping · 1 min  [sync~spin live]',
  ],
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
    'ended, outcome unknown · 1 hour ago · all 2 copies removed  [circle-slash ended]',
  ],
  [
    ended('not-started', null),
    false,
    'not started · 1 hour ago · all 2 copies removed  [error ended]',
  ],
  [
    { kind: 'running' },
    false,
    'its supervisor has ended · 1 minute ago · all 2 copies removed  [warning outstanding]',
  ],
] as const) {
  test(`a run reads: ${line}`, () => {
    const shown = run({ record: { state, secrets }, ...(live ? { live: [] } : {}) });
    assert.equal(picture(runTree([shown], [here], now))[0], `main.nf  ${line}`);
  });
}

const batch = {
  kind: 'aws-batch',
  region: 'eu-west-1',
  profile: null,
  executionRole: null,
} as const;

for (const [record, where] of [
  [{ backend: 'aws-batch', target: batch }, 'AWS Batch in eu-west-1'],
  [{ backend: 'hpc', target: { kind: 'hpc', executor: 'slurm' } }, 'Slurm'],
  [{ backend: 'google-batch', target: null }, 'Google Batch'],
] as const) {
  test(`a run names where its tasks run: ${where}`, () => {
    const live = run({ record, live: [] });
    const over = run({ record: { ...record, state: ended('succeeded', 0) } });
    const [first, second] = [live, over].map(
      shown => picture(runTree([shown], [here], now))[0] ?? '',
    );
    assert.ok(first?.includes(` · ${where}  [sync~spin live]`), first);
    assert.ok(second?.includes(` · ${where}  [pass ended]`), second);
  });
}

test('copies that are not removed come first, with the reason', () => {
  const left = [copy, { ...copy, key: 'KEY', reason: 'EBUSY: resource busy' }];
  const shown = run({ record: { state: ended('failed', 1), secrets }, left });
  assert.deepEqual(picture(runTree([shown], [here], now)).slice(0, 4), [
    'main.nf  2 copies not removed: EBUSY: resource busy · failed with exit code 1 · 1 hour ago  [warning outstanding]',
    '  TOKEN  copy may still exist  [file]',
    '  KEY  copy not removed: EBUSY: resource busy  [file]',
    '  KEY, TOKEN  [key]',
  ]);
  assert.equal(outstandingCount([shown, run({ record: {}, live: [copy] })]), 2);
});

/** A run of three processes, two of which have one word of their names in common. */
const progress: RunProgress = {
  ...noProgress,
  submitted: 7,
  completed: 3,
  cached: 1,
  failed: 3,
  retried: 1,
  processes: [
    tasks('RNASEQ:MAP:SORT', { submitted: 2, completed: 1, cached: 1 }),
    tasks('RNASEQ:CALL:SORT', { submitted: 3, completed: 2, failed: 1, retried: 1 }),
    tasks('RNASEQ:REPORT', { submitted: 2, failed: 2 }),
  ],
  failures: [
    { task: 'RNASEQ:CALL:SORT (a)', hash: '11/aaaaaa', exit: 137, then: 'retried' },
    { task: 'RNASEQ:REPORT (html)', hash: '22/bbbbbb', exit: 7, then: 'ignored' },
    { task: 'RNASEQ:REPORT (pdf)', hash: '33/cccccc', exit: null, then: 'ended-run' },
  ],
  error: "Error executing process > 'RNASEQ:REPORT (pdf)'",
};

test('under a live run stand its processes, with short names and counts as they happen', () => {
  const [shown] = runTree([run({ record: { progress }, live: [] })], [here], now);
  assert.equal(shown?.description, 'running · 4 of 7 tasks · 2 failed · 1 min');
  assert.equal(shown.open, true);
  assert.deepEqual(picture(shown.children).slice(2, 5), [
    'MAP:SORT  2 of 3 · 1 running · 1 cached  [sync~spin]',
    'CALL:SORT  2 of 2 · 1 retried  [pass]',
    'REPORT  0 of 2 · 2 failed  [error]',
  ]);
  assert.equal(shown.children[2]?.spoken, 'RNASEQ:MAP:SORT, 2 of 3, 1 running, 1 cached');
});

test('the task that ended a run stands first under it, then those whose failure was ignored', () => {
  const state = ended('failed', 1);
  const [shown] = runTree([run({ record: { state, progress } })], [here], now);
  assert.deepEqual(picture(shown?.children ?? []).slice(0, 3), [
    'REPORT (pdf) failed  [error task]',
    'REPORT (html) failed with exit code 7  ignored  [warning task]',
    'MAP:SORT  2 of 3 · 1 cached  [circle-slash]',
  ]);
  assert.deepEqual(shown?.children[0]?.action, {
    kind: 'taskLog',
    run: 'run00000000001',
    hash: '33/cccccc',
  });
});

test('a terminal and tests are told in words of their own', () => {
  const lines = (
    [{ kind: 'terminal' }, { kind: 'tests', file: '/home/ada/pipeline/main.nf.test' }] as const
  ).flatMap(work => [
    run({ record: { work }, live: [] }),
    run({ record: { work, state: ended('succeeded', 0) } }),
  ]);
  assert.deepEqual(
    runTree(lines, [here], now).map(({ label, description }) => `${label}: ${description}`),
    [
      'Terminal: open · 1 min',
      'Terminal: closed · 1 hour ago · no copies',
      'main.nf.test: testing · 1 min',
      'main.nf.test: passed · 1 hour ago · no copies',
    ],
  );
});

test('the status bar tells what lives and what is left, and else nothing', () => {
  const live = run({ record: { progress }, live: [copy] });
  const starting = run({ record: { state: { kind: 'preparing' } }, live: [] });
  const terminal = run({ record: { work: { kind: 'terminal' } }, live: [copy] });
  const over = run({ record: { state: ended('succeeded', 0) } });
  const left = run({ record: { state: ended('failed', 1) }, left: [copy] });
  const text = (...runs: ShownRun[]): string | null => runStatus(runs, [here])?.text ?? null;
  assert.equal(text(over), null);
  assert.equal(text(live, over), '$(sync~spin) main.nf: 4 of 7');
  assert.equal(text(starting), '$(sync~spin) main.nf: starting');
  assert.equal(text(live, starting, terminal), '$(sync~spin) 2 runs');
  assert.equal(text(terminal), '$(key) Terminal');
  assert.equal(text(left, live), '$(warning) 1 copy not removed  $(sync~spin) main.nf: 4 of 7');
  assert.equal(runStatus([left], [here])?.warns, true);
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
    record: {
      folder: '/srv/other',
      work: { kind: 'pipeline', script: '/srv/other/rna/main.nf' },
      run: 'other000000001',
      state: ended('succeeded', 0),
    },
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
      '  rna/main.nf  other · succeeded · 1 hour ago · no copies  [pass ended]',
    ],
  );
});

test('runs of two scripts of one name are told apart, also in two folders of one window', () => {
  const second = { path: '/home/ada/second', name: 'second' };
  const runs = ['/home/ada/pipeline/main.nf', '/home/ada/pipeline/a/main.nf'].map(script =>
    run({ record: { work: { kind: 'pipeline', script }, state: ended('succeeded', 0) } }),
  );
  const other = run({
    record: {
      folder: second.path,
      work: { kind: 'pipeline', script: `${second.path}/a/main.nf` },
      state: ended('failed', 1),
    },
  });
  const terminal = run({
    record: { folder: second.path, work: { kind: 'terminal' } },
    live: [copy],
  });
  const labels = (folders: (typeof second)[]): string[] =>
    runTree([...runs, other, terminal], folders, now).map(({ label }) => label);
  assert.deepEqual(labels([{ ...here, name: 'first' }, second]), [
    'first/main.nf',
    'first/a/main.nf',
    'second/a/main.nf',
    'Terminal: second',
  ]);
  assert.equal(
    runStatus([other, { ...other, alive: true }], [second])?.text,
    '$(sync~spin) second/a/main.nf: failed with exit code 1',
  );
});

test('all of a row is where it is pointed at, however little there is room for', () => {
  const story = 'AccessDeniedException: the role may not do that. '.repeat(30);
  const names = Array.from({ length: 60 }, (_, at) => `SECRET_${at}`);
  const shown = run({
    record: {
      state: { ...ended('failed', 1), detail: story },
      command: ['nextflow', 'run', 'main.nf', ...names.map(name => `--${name.toLowerCase()}`)],
      secrets: names.map(name => ({ name, scope: 'user' as const })),
    },
    left: [{ ...copy, reason: story }],
  });
  const rows = runTree([shown], [here], now).flatMap(node => [node, ...node.children]);
  const secretsRow = rows.find(({ icon }) => icon === 'key');
  assert.equal(secretsRow?.label, 'SECRET_0, SECRET_1, SECRET_2 and 57 more');
  assert.ok(names.every(name => secretsRow.tooltip.includes(name)));
  assert.ok(rows.some(({ tooltip }) => tooltip.includes(story.trim())));
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

function tasks(name: string, counts: Partial<Omit<ProcessTasks, 'name'>>): ProcessTasks {
  return { name, ...noTasks, ...counts };
}

function check(runs: readonly ShownRun[], expected: string): void {
  const lines = expected
    .split('\n')
    .slice(1, -1)
    .map(line => line.slice(4));
  assert.deepEqual(picture(runTree(runs, [here], now)), lines);
}
