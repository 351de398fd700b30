import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { memoryRoot } from '../../src/adapters/copies/storePlace.ts';
import { usableMemory } from '../../src/adapters/copies/usableMemory.ts';
import { writeRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { identify, isAlive } from '../../src/adapters/system/processes.ts';
import { formatEntry } from '../../src/core/runs/record/journal.ts';
import type { ProcessIdentity, RunRecord } from '../../src/core/runs/record/runRecord.ts';
import { cleaned } from '../support/cleaned.ts';
import { runRecord } from '../support/memoryRunHost.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { until } from '../support/until.ts';

/** Runs that `clean` reports each time, and how somebody ends that. */

const [bad, good] = ['badrun00000001', 'goodrun0000001'];
const cloud = { manager: 'aws:123456789012:eu-west-1', key: `tower-${bad}/KEY` };

/** A process of this machine that is no more. */
const dead: ProcessIdentity = {
  ...(await identify(process.pid)),
  pid: 4_194_304,
  startedAt: 'another boot 17',
};

interface Runs {
  readonly home: string;
  readonly runs: string;
  readonly folder: RunFolder;
  readonly store: string;
  /** A file of the user's that runs have nothing to do with. */
  readonly own: string;
}

/** A run whose supervisor is dead, with its store on disk and in memory, and one that is as it should be. */
async function leftRuns(t: TestContext, more: Partial<RunRecord> = {}): Promise<Runs> {
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-forget-'));
  t.after(() => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const runs = join(home, 'runs');
  for (const run of [bad, good]) {
    const folder = new RunFolder(runs, run);
    const storeFolder = join(folder.path, 'secrets');
    mkdirSync(storeFolder, { recursive: true, mode: 0o700 });
    writeFileSync(join(storeFolder, 'secrets.json'), '[]', { mode: 0o600 });
    const copies = [{ manager: `file:${storeFolder}`, key: 'KEY' }];
    writeFileSync(folder.journal, formatEntry({ kind: 'intended', at: 1, copies }));
    await writeRecord(folder.record, runRecord({ run, storeFolder, ...more }));
  }
  const own = join(home, 'authorized_keys');
  writeFileSync(own, 'mine\n');
  const folder = new RunFolder(runs, bad);
  return { home, runs, folder, store: join(folder.path, 'secrets'), own };
}

/** Nothing is told of these runs; stores of tests beside these may lie in the same memory. */
function nothingLeft(runs: string): void {
  const { status, out } = cleaned(runs);
  assert.equal(status, 0, out);
  assert.doesNotMatch(out, new RegExp(`${bad}|${good}`));
}

const endless: Readonly<Record<string, (runs: Runs) => void>> = {
  'a journal with a flipped bit': ({ folder: { journal } }) => {
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('intended', 'intendee'));
  },
  'a journal that is a folder': ({ folder: { journal } }) => {
    rmSync(journal);
    mkdirSync(journal);
  },
  'a record that is damaged': ({ folder: { record } }) => {
    writeFileSync(record, '{');
  },
  'a record that is a pipe': ({ folder: { record } }) => {
    rmSync(record);
    execFileSync('mkfifo', [record]);
  },
  'a copy in a cloud that nobody reaches any more': ({ folder: { journal } }) => {
    writeFileSync(journal, formatEntry({ kind: 'intended', at: 1, copies: [cloud] }));
  },
  'a copy of a kind that is not known': ({ folder: { journal } }) => {
    const copies = [{ manager: 'vault:ships.example', key: 'KEY' }];
    writeFileSync(journal, formatEntry({ kind: 'intended', at: 1, copies }));
  },
  'a link in the place of its folder': ({ folder: { path }, home }) => {
    renameSync(path, join(home, 'moved'));
    symlinkSync(join(home, 'moved'), path);
  },
  'a file in the place of its folder': ({ folder: { path } }) => {
    rmSync(path, { recursive: true });
    writeFileSync(path, '');
  },
  'a pipe in the place of its folder': ({ folder: { path } }) => {
    rmSync(path, { recursive: true });
    execFileSync('mkfifo', [path]);
  },
  'a file in the place of the link that names its owner': ({ folder: { path, journal } }) => {
    writeFileSync(join(path, 'owner.1'), '');
    writeFileSync(journal, '{}\n\n{}\n');
  },
};

for (const [name, damage] of Object.entries(endless)) {
  test(`${name}: clean names what ends it, and --forget ends it`, async t => {
    const { memory } = await usableMemory();
    const runs = await leftRuns(t, { supervisor: { ...dead }, process: { ...dead } });
    const inMemory = memory === null ? null : join(memory, bad);
    t.after(() => {
      rmSync(inMemory ?? runs.store, { recursive: true, force: true });
    });
    damage(runs);
    for (const time of ['first', 'again']) {
      const { status, out } = cleaned(runs.runs);
      assert.equal(status, 1, out);
      assert.match(out, new RegExp(`--forget ${bad}`), time);
    }
    if (inMemory !== null) {
      mkdirSync(inMemory, { mode: 0o700 }); // As if it had come back: forgetting sweeps by itself.
    }
    const dry = cleaned(runs.runs, ['--dry-run', '--forget', bad]);
    assert.equal(dry.status, 1, dry.out);
    assert.match(dry.out, new RegExp(`^${bad} {2}would be forgotten`, 'm'));
    const forgotten = cleaned(runs.runs, ['--forget', bad]);
    assert.equal(forgotten.status, 0, forgotten.out);
    assert.match(forgotten.out, new RegExp(`^${bad} {2}forgotten; .*may remain`, 'm'));
    assert.equal(existsSync(runs.folder.path), false);
    assert.equal(inMemory !== null && existsSync(inMemory), false);
    assert.equal(readFileSync(runs.own, 'utf8'), 'mine\n');
    assert.ok(existsSync(join(runs.runs, good)), 'the other one is as it was');
    nothingLeft(runs.runs);
  });
}

test('what may remain is told by name, for people and for programs', async t => {
  for (const format of ['text', 'json']) {
    const { runs, folder } = await leftRuns(t);
    writeFileSync(folder.journal, formatEntry({ kind: 'intended', at: 1, copies: [cloud] }));
    const { status, out } = cleaned(runs, ['--forget', bad, '--format', format]);
    assert.equal(status, 0, out);
    assert.ok(
      out.includes(
        format === 'text'
          ? `${bad}  forgotten; 1 copy may remain: ${cloud.key} (${cloud.manager})\n`
          : `{"run":"${bad}","state":"forgotten","copies":[${JSON.stringify(cloud)}],"unknown":null}\n`,
      ),
      out,
    );
  }
});

test('a run that is not there, or has no such name, is said to be none', async t => {
  const { runs } = await leftRuns(t);
  const gone = cleaned(runs, ['--forget', 'gonerun0000001']);
  assert.match(gone.out, /gonerun0000001: The run is no longer in the history/);
  assert.equal(gone.status, 1);
  const none = cleaned(runs, ['--forget', '../../home']);
  assert.deepEqual([none.status, /14 letters and digits/.test(none.out)], [2, true], none.out);
});

const needed: Readonly<
  Record<string, readonly [harm: (runs: Runs) => Promise<void>, reason: RegExp]>
> = {
  'its owner lives': [
    async ({ folder: { path } }) => {
      symlinkSync(JSON.stringify(await identify(process.pid)), join(path, 'owner.1'));
    },
    /a process that owns it lives/,
  ],
  'its owner may live on another machine': [
    ({ folder: { path } }) => {
      const owner = { pid: 1, startedAt: 'boot 17', host: 'login1', pidNamespace: null };
      symlinkSync(JSON.stringify(owner), join(path, 'owner.1'));
      return Promise.resolve();
    },
    /may live on another machine/,
  ],
  'others may write in its folder': [
    ({ folder: { path } }) => {
      chmodSync(path, 0o777);
      return Promise.resolve();
    },
    /other users can write to .*chmod/,
  ],
};

for (const [name, [harm, reason]] of Object.entries(needed)) {
  test(`a run is not forgotten where ${name}`, async t => {
    const runs = await leftRuns(t);
    await harm(runs);
    const { status, out } = cleaned(runs.runs, ['--forget', bad]);
    assert.equal(status, 1, out);
    assert.match(out, reason);
    assert.doesNotMatch(out, /forgotten;/);
    assert.ok(existsSync(runs.store));
  });
}

test('a run is not forgotten while a process has its secrets, whatever its files say', async t => {
  const { runs, folder, store } = await leftRuns(t);
  writeFileSync(folder.record, '{');
  writeFileSync(folder.journal, '{');
  const env = { ...process.env, NXF_SECRETS_FILE: join(store, 'secrets.json') };
  const holder = spawn('sleep', ['600'], { env });
  t.after(() => holder.kill('SIGKILL'));
  await until(
    () => Promise.resolve(holder.pid === undefined ? null : true),
    'a process with the secrets',
  );
  const { status, out } = cleaned(runs, ['--forget', bad]);
  assert.equal(status, 1, out);
  assert.match(out, /which has its secrets, lives/);
  assert.ok(existsSync(store));
});

test('runs whose folder was moved with their stores are finished where they are now', async t => {
  const { home, runs, store } = await leftRuns(t);
  const now = join(home, 'elsewhere/runs');
  mkdirSync(join(home, 'elsewhere'), { mode: 0o700 });
  renameSync(runs, now);
  const { status, out } = cleaned(now);
  assert.equal(status, 0, out);
  assert.match(out, /^badrun00000001 .*removed$/m);
  assert.deepEqual(
    [now, runs].map(root => existsSync(join(root, bad, 'secrets'))),
    [false, false],
  );
  assert.equal(existsSync(store), false);
  nothingLeft(now);
});

test('of a folder that was copied, the store of the original is told and left to the original', async t => {
  const { home, runs, store } = await leftRuns(t);
  const copy = join(home, 'copy');
  execFileSync('cp', ['-a', runs, copy]);
  const { status, out } = cleaned(copy);
  assert.equal(status, 1, out);
  assert.match(out, /badrun00000001\/secrets is not a place of this run.*--forget badrun00000001/);
  assert.deepEqual([existsSync(store), existsSync(join(copy, bad, 'secrets'))], [true, false]);
  assert.equal(cleaned(runs).status, 0);
  assert.equal(cleaned(copy).status, 0, 'now nothing is left there either');
});

test('the store of a run goes with its run, though the folder is moved while it runs', async t => {
  const rig = await RunRig.create(t, await standIn(), {});
  const run = rig.newRun();
  const place = await rig.assignment(run, [rig.secret('KEY', 'raw')], {});
  const storeFolder = join(place.runFolder, 'secrets');
  rmSync(join(memoryRoot() ?? place.runFolder, run), { recursive: true, force: true });
  assert.ok((await rig.host.start({ ...place, storeFolder })).ok);
  await rig.reached('started');
  const { supervisor } = (await rig.find(run)).record;
  const moved = join(rig.home, 'moved', run);
  mkdirSync(join(rig.home, 'moved'), { mode: 0o700 });
  renameSync(place.runFolder, moved);
  assert.notDeepEqual(rig.leaks(run), []);
  await rig.letGo();
  await until(async () => ((await isAlive(supervisor)) ? null : true), 'the supervisor to end');
  assert.deepEqual(rig.leaks(run), []);
  const { status, out } = cleaned(join(rig.home, 'moved'));
  assert.equal(status, 0, out);
});
