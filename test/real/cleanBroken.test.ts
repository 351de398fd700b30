import assert from 'node:assert/strict';
import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecord, writeRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { formatEntry } from '../../src/core/runs/record/journal.ts';
import type { RunRecord } from '../../src/core/runs/record/runRecord.ts';
import { cleaned } from '../support/cleaned.ts';
import { runRecord } from '../support/memoryRunHost.ts';
import { test } from '../support/test.ts';
import { requireStranger } from '../support/ways.ts';

/** A run whose supervisor is dead and whose store file stands. */
async function leftRun(runs: string, run: string, more: Partial<RunRecord> = {}): Promise<string> {
  const folder = join(runs, run);
  const storeFolder = join(folder, 'secrets');
  mkdirSync(storeFolder, { recursive: true, mode: 0o700 });
  writeFileSync(join(storeFolder, 'secrets.json'), '[]', { mode: 0o600 });
  const copies = [{ manager: `file:${storeFolder}`, key: 'KEY' }];
  writeFileSync(join(folder, 'journal.jsonl'), formatEntry({ kind: 'intended', at: 1, copies }));
  await writeRecord(join(folder, 'run.json'), runRecord({ run, storeFolder, ...more }));
  return storeFolder;
}

for (const flags of [[], ['--dry-run']]) {
  test(`clean ${flags.join(' ')} tells of a run that cannot be read, and goes on with the others`, async () => {
    const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
    try {
      const runs = join(home, 'runs');
      const store = await leftRun(runs, 'goodrun0000001');
      await leftRun(runs, 'openrun0000001');
      // Anybody could have put anything there.
      chmodSync(join(runs, 'openrun0000001'), 0o777);
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['dist/cli.js', 'clean', '--run-directory', runs, ...flags],
        { env: { PATH: process.env['PATH'], HOME: home, NXF_HOME: home }, encoding: 'utf8' },
      );
      assert.equal(status, 1, stderr);
      assert.match(stderr, /run openrun0000001 .*\(.*openrun0000001\)/);
      assert.match(
        stdout,
        flags.length > 0 ? /^goodrun0000001 .* left$/m : /^goodrun0000001 .*removed$/m,
      );
      assert.doesNotMatch(stdout + stderr, /Nothing is left|^ {4}at /m);
      assert.equal(existsSync(store), flags.length > 0);
    } finally {
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

test('what we have no right to read is told of that run alone, and its values go all the same', async t => {
  const home = mkdtempSync('/var/tmp/nextflow-secrets-clean-');
  t.after(() => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const runs = join(home, 'runs');
  const secret = await leftRun(runs, 'badrun00000001');
  const locked = await leftRun(runs, 'badrun00000002');
  const good = await leftRun(runs, 'goodrun0000001');
  await leftRun(runs, 'nulrun00000001', { launchFolder: '/a\0b' });
  chmodSync(join(secret, '../journal.jsonl'), 0);
  chmodSync(locked, 0);
  const modes = [0o000, 0o100, 0o400, 0o500];
  const closed = await Promise.all(modes.map((_, at) => leftRun(runs, `modrun0000000${at}`)));
  for (const [at, mode] of modes.entries()) {
    chmodSync(join(runs, `modrun0000000${at}`), mode);
  }
  // Root may read all.
  const isRoot = process.getuid?.() === 0;
  const way = isRoot ? [...requireStranger(), process.execPath] : [process.execPath];
  if (isRoot) {
    execFileSync('chown', ['-R', '65533:65533', home]);
  }
  const { status, out } = cleaned(runs, [], way);
  assert.equal(status, 1, out);
  assert.match(out, /journal of the run badrun00000001 is incomplete \(EACCES\)/);
  assert.match(out, /^badrun00000002 .* removed$/m);
  assert.doesNotMatch(out, /is not known/);
  assert.deepEqual([secret, locked, good, ...closed].filter(existsSync), []);
  assert.doesNotMatch(out + cleaned(runs, [], way).out, /modrun\d+ (?:could|are)|\d left.*modrun/);
});

test('5 MB of brackets in the place of a record cost nothing', async t => {
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
  t.after(() => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const runs = join(home, 'runs');
  const store = await leftRun(runs, 'badrun00000001');
  writeFileSync(join(store, '../run.json'), '['.repeat(5e6));
  const parse = t.mock.method(JSON, 'parse');
  assert.equal(await readRecord(join(store, '../run.json')), null);
  assert.equal(parse.mock.callCount(), 0, 'it is not parsed, which takes seconds');
  parse.mock.restore();
  const { status, out } = cleaned(runs);
  assert.equal(status, 1, out);
  assert.match(out, /badrun00000001 are not known: run\.json is damaged/);
  assert.equal(existsSync(store), false);
});

test('names that others chose say nothing to the terminal', async () => {
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
  try {
    const runs = join(home, 'runs');
    await leftRun(runs, 'awayrun0000001');
    const host = 'a\x1b]0;mine\x07\nawayrun0000001  removed';
    const owner = { pid: 1, startedAt: 'boot-of-another 17', host, pidNamespace: null };
    symlinkSync(JSON.stringify(owner), join(runs, 'awayrun0000001/owner.1'));
    writeFileSync(join(home, 'a\x1b[2J\nb.nf'), 'println secrets.KEY\n');
    const cleanedText = cleaned(runs).out;
    assert.match(cleanedText, /a\\x1b\]0;mine\\x07\\x0aawayrun0000001 {2}removed may still use it/);
    const scanned = spawnSync(process.execPath, ['dist/cli.js', 'scan', home], {
      encoding: 'utf8',
    });
    assert.match(scanned.stdout, /a\\x1b\[2J\\x0ab\.nf:1:17/);
    for (const character of ['\x07', '\x1b']) {
      assert.ok(!(cleanedText + scanned.stdout).includes(character));
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('clean tells which machine may still have a run, and finishes it once that is said to be gone', async () => {
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
  try {
    const runs = join(home, 'runs');
    const store = await leftRun(runs, 'awayrun0000001');
    const owner = { pid: 1, startedAt: 'boot-of-another 17', host: 'login1', pidNamespace: null };
    symlinkSync(JSON.stringify(owner), join(runs, 'awayrun0000001/owner.1'));
    const clean = (...flags: string[]): SpawnSyncReturns<string> =>
      spawnSync(process.execPath, ['dist/cli.js', 'clean', '--run-directory', runs, ...flags], {
        env: { PATH: process.env['PATH'], HOME: home, NXF_HOME: home },
        encoding: 'utf8',
      });
    const left = clean();
    assert.equal(left.status, 1, left.stderr);
    assert.match(
      left.stdout,
      /^awayrun0000001 .* left; login1 may still use it\. .*--gone-host login1$/m,
    );
    assert.match(clean('--format', 'json').stdout, /"left":1,"host":"login1"/);
    assert.ok(existsSync(store));
    assert.equal(clean('--gone-host', 'login2').status, 1);
    assert.match(clean('--gone-host', hostname()).stderr, /This is the current machine/);
    assert.ok(existsSync(store));
    const finished = clean('--gone-host', 'login1');
    assert.equal(finished.status, 0, finished.stderr);
    assert.match(finished.stdout, /^awayrun0000001 .*removed$/m);
    assert.equal(existsSync(store), false);
    assert.doesNotMatch(clean().stdout, /awayrun/);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
