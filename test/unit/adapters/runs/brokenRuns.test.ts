import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readRecord, writeRecord } from '../../../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../../../src/adapters/runFolders/runFolder.ts';
import { LocalRunHost } from '../../../../src/adapters/runs/localRunHost.ts';
import { localTarget } from '../../../../src/core/runs/backends/runTarget.ts';
import { formatEntry } from '../../../../src/core/runs/record/journal.ts';
import { runRecord } from '../../../support/memoryRunHost.ts';

const [bad, good] = ['badrun00000001', 'goodrun0000001'];

interface Runs {
  readonly root: string;
  readonly host: LocalRunHost;
  readonly bad: RunFolder;
  readonly good: RunFolder;
  /** A file of the user's that runs have nothing to do with. */
  readonly own: string;
}

/** Two runs whose supervisors died, each with a copy left. */
async function twoRuns(t: TestContext): Promise<Runs> {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-broken-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const root = join(home, 'runs');
  await mkdir(root, { mode: 0o700 });
  const host = new LocalRunHost({ root: () => root, supervisor: 'none' });
  t.after(() => {
    host.dispose();
  });
  for (const run of [bad, good]) {
    const folder = new RunFolder(root, run);
    const store = join(folder.path, 'secrets');
    await mkdir(store, { recursive: true, mode: 0o700 });
    await writeFile(join(store, 'secrets.json'), '[]', { mode: 0o600 });
    const copies = [{ manager: `file:${store}`, key: 'KEY' }];
    await writeFile(folder.journal, formatEntry({ kind: 'intended', at: 1, copies }));
    await writeRecord(folder.record, runRecord({ run, storeFolder: store }));
  }
  const own = join(home, 'authorized_keys');
  await writeFile(own, 'mine\n');
  return { root, host, bad: new RunFolder(root, bad), good: new RunFolder(root, good), own };
}

const pipe = (path: string): void => {
  execFileSync('mkfifo', [path]);
};

/** What may become of a run's folder, and what is told of it. */
const damages: Readonly<
  Record<string, readonly [damage: (runs: Runs) => unknown, reason: RegExp]>
> = {
  'a journal that is a folder': [
    async ({ bad: { journal } }) => {
      await rm(journal);
      await mkdir(journal);
    },
    /not a regular file/,
  ],
  'a journal of 3 GB': [({ bad: { journal } }) => truncate(journal, 3 * 2 ** 30), /longer than/],
  'a journal that is a pipe': [
    async ({ bad: { journal } }) => {
      await rm(journal);
      pipe(journal);
    },
    /not a regular file/,
  ],
  'a journal that is a link': [
    async ({ bad: { journal }, own }) => {
      await rm(journal);
      await symlink(own, journal);
    },
    /journal\.jsonl is a link/,
  ],
  'an owner that is a plain file': [
    ({ bad: { path } }) => writeFile(join(path, 'owner.1'), 'x'),
    /its supervisor may live, and the newest link owner\.N/,
  ],
  'a folder that is a link': [
    async ({ bad: { path } }) => {
      await rename(path, `${path}-moved`);
      await symlink(`${path}-moved`, path);
    },
    /is no folder/,
  ],
  'a folder that others may write': [
    ({ bad: { path } }) => chmod(path, 0o777),
    /other users can write/,
  ],
  'a folder that is a file': [
    async ({ bad: { path } }) => {
      await rm(path, { recursive: true });
      await writeFile(path, '');
    },
    /is no folder/,
  ],
  'a folder that is a pipe': [
    async ({ bad: { path } }) => {
      await rm(path, { recursive: true });
      pipe(path);
    },
    /is no folder/,
  ],
};

for (const [name, [damage, reason]] of Object.entries(damages)) {
  test(`${name} is a state of that run alone`, async t => {
    const runs = await twoRuns(t);
    await damage(runs);
    const results = await runs.host.recover(new AbortController().signal);
    assert.deepEqual(
      results.map(({ ok }) => ok),
      [false, true],
    );
    const [failed] = results;
    assert.match(JSON.stringify(failed), reason);
    assert.equal(existsSync(join(runs.good.path, 'secrets')), false, 'the other one is swept');
    const listed = await runs.host.list();
    assert.ok(listed.some(({ record }) => record.run === good));
    assert.equal(await readFile(runs.own, 'utf8'), 'mine\n');
  });
}

for (const name of ['run.json', 'console.log', 'supervisor.log', 'delivery.config']) {
  test(`a link in the place of ${name} is not followed`, async t => {
    const runs = await twoRuns(t);
    await rm(join(runs.bad.path, name), { force: true });
    await symlink(runs.own, join(runs.bad.path, name));
    await runs.host.recover(new AbortController().signal);
    await runs.host.list();
    assert.equal(await readFile(runs.own, 'utf8'), 'mine\n');
    assert.equal(existsSync(join(runs.good.path, 'secrets')), false, 'the other one is swept');
  });
}

test('runs that cannot be read are told beside those that can', async t => {
  const runs = await twoRuns(t);
  await rm(runs.bad.record);
  pipe(runs.bad.record);
  assert.deepEqual(
    (await runs.host.list()).map(({ record }) => record.run),
    [good],
  );
  assert.deepEqual((await runs.host.look()).broken, [
    { run: bad, path: runs.bad.path, reason: 'run.json is damaged, or of another version' },
  ]);
});

for (const [name, openOf] of [
  ['a folder of runs', ({ root }: Runs) => root],
  ['a folder above that of all runs', ({ root }: Runs) => dirname(root)],
] as const) {
  test(`${name} that others may write is told, and nothing in it is touched`, async t => {
    const runs = await twoRuns(t);
    await chmod(openOf(runs), 0o777);
    assert.deepEqual(await runs.host.list(), []);
    const [broken, ...others] = (await runs.host.look()).broken;
    assert.deepEqual([broken?.run, broken?.path, others], [null, runs.root, []]);
    assert.match(broken?.reason ?? '', /other users can write/);
    assert.deepEqual(await runs.host.recover(new AbortController().signal), []);
    assert.ok(existsSync(join(runs.good.path, 'secrets')));
    const swept = await runs.host.sweep(runs.good.run as never, new AbortController().signal);
    assert.equal(swept.ok, false);
    assert.ok(existsSync(join(runs.good.path, 'secrets')));
    const prepared = await runs.host.prepare('newrun00000001' as never, localTarget);
    assert.match(prepared.ok ? '' : prepared.error.kind, /^state-folder-/);
  });
}

test('a run that has lost its record is told as broken until it is swept', async t => {
  const runs = await twoRuns(t);
  await rm(runs.bad.record);
  const reasons = async () =>
    (await runs.host.look()).broken.map(({ run, reason }) => [run, reason]);
  assert.deepEqual(await reasons(), [[bad, 'run.json is lost']]);
  await runs.host.recover(new AbortController().signal);
  assert.deepEqual(await reasons(), []);
  assert.equal(existsSync(join(runs.bad.path, 'secrets')), false);
});

test('one flipped bit in a record is seen', async t => {
  const { bad } = await twoRuns(t);
  const whole = await readFile(bad.record);
  assert.notEqual(await readRecord(bad.record), null);
  for (let at = 0; at < whole.length; at += 7) {
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    await writeFile(bad.record, flipped);
    const read = await readRecord(bad.record);
    // A flipped bit between the fields may leave all that they say as it was.
    assert.ok(
      read === null ||
        JSON.stringify(read) === JSON.stringify(JSON.parse(String(whole), withoutSum)),
    );
  }
});

function withoutSum(key: string, value: unknown): unknown {
  return key === 'sum' ? undefined : value;
}
