import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  checkForLeaks,
  type LeakBounds,
  leakBounds,
} from '../../../../src/adapters/leaks/checkForLeaks.ts';
import { RunFolder } from '../../../../src/adapters/runFolders/runFolder.ts';
import type { LeakReport } from '../../../../src/core/leaks/leak.ts';
import { Needles } from '../../../../src/core/leaks/needles.ts';
import { workOf } from '../../../../src/core/runs/record/runWork.ts';
import { runRecord } from '../../../support/memoryRunHost.ts';

const value = 'c4nary-of-this-test';
const needles = new Needles([{ name: 'KEY', value }]);

/** What is found in a launch folder with these files. */
async function found(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  bounds: Partial<LeakBounds>,
  more: { readonly kind?: 'pipeline' | 'terminal'; readonly signal?: AbortSignal } = {},
): Promise<LeakReport> {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-leaks-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(home, name, '..'), { recursive: true });
    await writeFile(join(home, name), text);
  }
  const record = runRecord({
    launchFolder: home,
    startedAt: 0,
    work: workOf(more.kind ?? 'pipeline', join(home, 'main.nf')),
  });
  return checkForLeaks(
    { record, folder: new RunFolder(join(home, 'runs'), 'run00000000001'), needles },
    { ...leakBounds, ...bounds },
    more.signal ?? new AbortController().signal,
  );
}

function files({ leaks }: LeakReport): readonly string[] {
  return leaks.map(({ file }) => basename(file)).sort();
}

const noLog = 'Nextflow’s log and the tasks’ folders, because the log is not there';

test('a file is looked at to a bound, which is told', async t => {
  const filler = 'x'.repeat(1023) + '\n';
  const report = await found(
    t,
    {
      'early.txt': `${value}\n${filler.repeat(3000)}`,
      'late.txt': `${filler.repeat(3000)}${value}\n`,
      'whole.txt': `${filler.repeat(1000)}${value}\n`,
    },
    { bytesOfOne: 2 * 1024 * 1024 },
  );
  assert.deepEqual(files(report), ['early.txt', 'whole.txt']);
  assert.deepEqual(
    report.unseen.map(text => text.replace(/^\/.*\//, '')),
    [noLog, 'early.txt: only its first 2 MB', 'late.txt: only its first 2 MB'],
  );
});

test('what a task wrote and did not publish is looked at, its inputs and binary files are not', async t => {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-outputs-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const task = join(home, 'tasks', '7d', '39c6d05e5d7a');
  await mkdir(join(task, 'deep'), { recursive: true });
  await mkdir(join(home, 'launch'));
  const outputs = { 'secret.txt': value, 'deep/more.txt': `it's ${value}`, 'x.bam': `\0${value}` };
  for (const [name, text] of Object.entries({ ...outputs, '.command.sh': 'echo' })) {
    await writeFile(join(task, name), text);
  }
  await writeFile(join(home, 'input.txt'), value);
  await symlink(join(home, 'input.txt'), join(task, 'input.txt'));
  const log = `a/run00000000001/trace.txt\nWork-dir: ${home}/tasks [ext]\nTaskHandler[id: 1; workDir: ${task}]\n`;
  await writeFile(join(home, 'launch', '.nextflow.log'), log);
  const record = runRecord({
    launchFolder: join(home, 'launch'),
    run: 'run00000000001',
    startedAt: 0,
  });
  const folder = new RunFolder(join(home, 'runs'), 'run00000000001');
  const look = (bounds: Partial<LeakBounds>): Promise<LeakReport> => {
    const { signal } = new AbortController();
    return checkForLeaks({ record, folder, needles }, { ...leakBounds, ...bounds }, signal);
  };
  const report = await look({});
  assert.deepEqual([files(report), report.unseen], [['more.txt', 'secret.txt'], []]);
  const cut = await look({ entries: 2 });
  assert.ok(cut.unseen.includes('some outputs of tasks, because there are so many files'));
});

test('what is more than all bounds together is told, not searched', async t => {
  const text = `${'x'.repeat(99_999)}\n`;
  const names = Array.from({ length: 10 }, (_, at) => `out/${at}.txt`);
  const report = await found(t, Object.fromEntries(names.map(name => [name, `${text}${value}`])), {
    bytesOfAll: 300_000,
  });
  assert.deepEqual(files(report), ['0.txt', '1.txt', '2.txt']);
  assert.deepEqual(report.unseen, [noLog, 'the rest, because it is so much']);
});

test('a folder of very many files is looked at to a bound, which is told', async t => {
  const names = Array.from({ length: 300 }, (_, at) => `out/${String(at).padStart(3, '0')}.txt`);
  const report = await found(t, Object.fromEntries(names.map(name => [name, 'x\n'])), {
    entries: 100,
  });
  assert.equal(report.files, 99); // And their folder.
  assert.deepEqual(report.unseen, [noLog, 'some published files, because there are so many files']);
});

test('published files that are no text are passed over, pipes and links in a circle too', async t => {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-pipe-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  execFileSync('mkfifo', [join(home, 'pipe.txt')]);
  execFileSync('ln', ['-s', '.', join(home, 'self')]);
  execFileSync('ln', ['-s', 'loop.txt', join(home, 'loop.txt')]);
  await writeFile(join(home, 'reads.bam'), `\0${value}`);
  await writeFile(join(home, 'empty.txt'), '');
  await truncate(join(home, 'empty.txt'), 3_000_000);
  await writeFile(join(home, 'plain.txt'), value);
  const record = runRecord({ launchFolder: home, startedAt: 0 });
  const folder = new RunFolder(join(home, 'runs'), 'run00000000001');
  const { signal } = new AbortController();
  const report = await checkForLeaks({ record, folder, needles }, leakBounds, signal);
  assert.deepEqual(files(report), ['plain.txt']);
  assert.deepEqual(report.unseen, [noLog]);
});

test('a search that is stopped says so and tells what it had found', async t => {
  const report = await found(t, { 'a.txt': value }, {}, { signal: AbortSignal.abort() });
  assert.deepEqual(report.unseen, ['the rest, because Stop was asked for']);
  assert.deepEqual(files(report), []);
});

test('a search that takes too long says so', async t => {
  const report = await found(t, { 'a.txt': value.repeat(1_000_000) }, { timeout: 1 });
  assert.ok(report.unseen.includes('the rest, because it took too long'), report.unseen.join());
});

test('of a terminal all that changed in its folder is looked at, tasks too, and no more', async t => {
  const report = await found(
    t,
    { 'work/ab/cdef/.command.sh': value, '.nextflow.log': value, 'seen.txt': 'nothing' },
    {},
    { kind: 'terminal' },
  );
  assert.deepEqual(files(report), ['.command.sh', '.nextflow.log']);
  assert.equal(report.unseen.length, 1);
  assert.match(report.unseen[0] ?? '', /^other folders: only what changed in \/.* is known$/);
});
