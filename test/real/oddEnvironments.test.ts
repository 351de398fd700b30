import assert from 'node:assert/strict';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { spawned } from '../support/cleaned.ts';
import { mountSmall } from '../support/mountSmall.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';

/** Environments of batch jobs, cron and containers: folders that are named and cannot be used. */

const nextflow = await standIn();

interface Environment {
  readonly [name: string]: string | undefined;
}

/** Names what cannot be used, in a folder of the test: `gone`, `foreign` and the read-only `fixed`. */
const environments: Readonly<Record<string, (folder: string) => Environment>> = {
  'XDG_RUNTIME_DIR is gone': folder => ({ XDG_RUNTIME_DIR: join(folder, 'gone') }),
  'XDG_RUNTIME_DIR is read-only': folder => ({ XDG_RUNTIME_DIR: join(folder, 'fixed') }),
  'XDG_RUNTIME_DIR is somebody else’s': folder => ({ XDG_RUNTIME_DIR: join(folder, 'foreign') }),
  'TMPDIR is gone': folder => ({ TMPDIR: join(folder, 'gone') }),
  'TMPDIR is read-only': folder => ({ TMPDIR: join(folder, 'fixed') }),
  'HOME is unset': () => ({ HOME: undefined }),
  'HOME is empty': () => ({ HOME: '' }),
  'HOME is relative': () => ({ HOME: 'home' }),
  'HOME is gone': folder => ({ HOME: join(folder, 'gone') }),
  'HOME is read-only': folder => ({ HOME: join(folder, 'fixed') }),
  'XDG_STATE_HOME is read-only': folder => ({ XDG_STATE_HOME: join(folder, 'fixed') }),
};

for (const [name, environmentIn] of Object.entries(environments)) {
  test(`where ${name}, a run goes, and one that was left is found and removed`, async t => {
    const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-odd-'));
    const [fixed, foreign] = [join(folder, 'fixed'), join(folder, 'foreign')];
    mkdirSync(fixed);
    mkdirSync(foreign, { mode: 0o700 });
    if (name.includes('read-only')) {
      mountSmall(t, fixed, 'size=64k,ro');
    }
    if (process.getuid?.() === 0) {
      chownSync(foreign, 65533, 65533);
    }
    t.after(() => {
      rmSync(folder, { recursive: true });
    });
    const rig = await RunRig.create(t, nextflow, {});
    const { PATH, HOME } = process.env;
    const environment = { PATH, HOME, ...environmentIn(folder) };
    for (const [variable, value] of Object.entries(environment)) {
      setVariable(t, variable, value);
    }
    const run = await rig.launch([rig.secret('KEY', 'raw')], {});
    await rig.reached('started');
    await rig.kill(run, 'both');
    assert.notDeepEqual(rig.leaks(run), []);
    const cli = (...words: readonly string[]) =>
      spawned([process.execPath, resolve('dist/cli.js'), ...words], environment);
    const listed = cli('list');
    assert.deepEqual([listed.status, listed.out.includes('    at ')], [0, false], listed.out);
    const { status, out } = cli('clean', '--run-directory', join(rig.home, 'runs'));
    assert.equal(status, 0, out);
    assert.match(out, new RegExp(`^${run} .* removed$`, 'm'));
    assert.deepEqual(rig.leaks(run), []);
    writeFileSync(join(rig.launchFolder, 'go'), '');
    const second = await rig.launch([rig.secret('KEY', 'raw')], {});
    const { record } = await rig.ended(second);
    assert.ok(record.state.kind === 'ended' && record.state.outcome === 'succeeded');
    assert.deepEqual(rig.leaks(second), []);
  });
}

for (const [name, pathIn] of Object.entries({
  'on a disk that cannot be written': folder => join(folder, 'fixed/runs'),
  'that is there, on such a disk': folder => join(folder, 'fixed'),
  'where the system makes no folders': () => '/proc/nextflow-secrets/runs',
} satisfies Record<string, (folder: string) => string>)) {
  test(`a folder for runs ${name} is refused at a launch, and by clean in words`, t => {
    const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-odd-'));
    mkdirSync(join(folder, 'fixed'));
    mountSmall(t, join(folder, 'fixed'), 'size=64k,ro,mode=0700');
    t.after(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(join(folder, 'main.nf'), 'println secrets.KEY\n');
    const environment = { PATH: process.env['PATH'], HOME: folder };
    const cli = (...words: readonly string[]) =>
      spawned([process.execPath, resolve('dist/cli.js'), ...words], environment);
    const directory = ['--run-directory', pathIn(folder)];
    const launched = cli('canary', folder, '--nextflow', nextflow, ...directory);
    assert.equal(launched.status, 2, launched.out);
    assert.match(launched.out, /cannot be written: (?:EROFS|ENOENT|EACCES).*--run-directory/);
    const cleaned = cli('clean', ...directory);
    // Whatever other runs of the machine have left, of this folder nothing is told.
    const lines = cleaned.out.trim().split('\n');
    const own = lines.filter(line => line !== 'Nothing is left.' && !line.startsWith('machine  '));
    assert.deepEqual([cleaned.status, own], [0, []]);
  });
}

function setVariable(t: TestContext, name: string, value: string | undefined): void {
  const before = process.env[name];
  const set = (to: string | undefined): void => {
    if (to === undefined) {
      Reflect.deleteProperty(process.env, name);
    } else {
      process.env[name] = to;
    }
  };
  set(value);
  t.after(() => {
    set(before);
  });
}
