import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { memoryRoot } from '../../../../src/adapters/copies/storePlace.ts';
import { LocalTools } from '../../../../src/adapters/nextflow/localTools.ts';
import { rootCandidates, safeRoot } from '../../../../src/adapters/runFolders/safeRoot.ts';
import { LocalRunHost } from '../../../../src/adapters/runs/localRunHost.ts';
import type { Failure } from '../../../../src/core/failure.ts';
import type { Result } from '../../../../src/core/result.ts';
import { localTarget, type RunTarget } from '../../../../src/core/runs/backends/runTarget.ts';
import { runId } from '../../../support/ids.ts';

const grid: RunTarget = { kind: 'hpc', executor: 'slurm' };

test('a Nextflow that is not there is told with where it was looked for', async t => {
  const home = await folder(t);
  surround(t, { PATH: home });
  assert.deepEqual(await failure(new LocalTools().nextflow(null)), {
    kind: 'nextflow-not-found',
    setting: null,
  });
  const setting = join(home, 'nextflow');
  assert.equal((await failure(new LocalTools().nextflow(setting)))?.kind, 'nextflow-not-found');
  await writeFile(setting, '#!/bin/sh\n', { mode: 0o755 });
  assert.equal(await failure(new LocalTools().nextflow(setting)), null);
});

test('Java is looked for where Nextflow looks, and one that is too old is none', async t => {
  const home = await folder(t);
  const java = join(home, 'bin/java');
  await mkdir(join(home, 'bin'));
  for (const [version, found] of [
    [null, null],
    ['1.8.0_402', '1.8.0_402'],
    ['11.0.22', undefined],
    ['21', undefined],
  ] as const) {
    if (version !== null) {
      await writeFile(java, `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
      await chmod(java, 0o755);
    }
    for (const variable of ['JAVA_HOME', 'NXF_JAVA_HOME']) {
      surround(t, { PATH: '/nowhere', [variable]: home });
      const failed = await failure(new LocalTools().java('/nowhere/nextflow'));
      const expected = found === undefined ? null : { kind: 'java-not-found', found };
      assert.deepEqual(failed, expected, `${variable} ${version ?? 'none'}`);
    }
  }
});

test('a Nextflow that runs without a Java of the environment has one of its own', async t => {
  const home = await folder(t);
  surround(t, { PATH: '/nowhere' });
  for (const [name, script, kind] of [
    ['runs', 'echo "      version 24.10.0 build 5928"', undefined],
    ['fails', 'echo "ERROR: Cannot find Java" >&2; exit 1', 'java-not-found'],
    ['says nothing', 'exit 0', 'java-not-found'],
  ] as const) {
    const program = join(home, name);
    await writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    assert.equal((await failure(new LocalTools().java(program)))?.kind, kind, name);
  }
});

test('a folder for runs that others can look into is refused and left as it is', async t => {
  const root = await folder(t);
  await chmod(root, 0o755);
  assert.deepEqual(await prepare(root, localTarget), {
    kind: 'state-folder-not-private',
    path: root,
    mode: '755',
  });
  assert.equal((await stat(root)).mode & 0o777, 0o755);
});

test('a folder for runs that others can replace is refused, with one that is safe', async t => {
  const shared = await realpath(await folder(t));
  await chmod(shared, 0o2777);
  const home = await folder(t);
  surround(t, { ...process.env, XDG_STATE_HOME: home });
  for (const target of [localTarget, grid]) {
    const refused = await prepare(join(shared, 'me/runs'), target);
    assert.equal(refused?.kind, 'state-folder-exposed');
    const instead = join(home, 'nextflow-secrets/runs');
    assert.deepEqual([refused.above, refused.because, refused.instead], [shared, 'open', instead]);
    assert.ok(!existsSync(instead), 'nothing is made before it is chosen');
  }
});

test('a folder is safe for runs where nobody else can have one of its name', async t => {
  const home = await realpath(await folder(t));
  const [open, closed, file] = [join(home, 'open'), join(home, 'closed'), join(home, 'file')];
  await mkdir(open);
  await chmod(open, 0o777);
  await mkdir(closed, { mode: 0o755 });
  await writeFile(file, '');
  const runs = join(closed, 'runs');
  assert.equal(await safeRoot([join(open, 'runs'), join(file, 'runs'), closed, runs]), runs);
  assert.equal(await safeRoot([join(open, 'runs'), closed]), null);
  await mkdir(runs, { mode: 0o700 });
  assert.equal(await safeRoot([runs]), runs);
  await chmod(runs, 0o750);
  assert.equal(await safeRoot([runs]), null);
  // Nodes of a grid do not see what is in /var/tmp of this machine.
  assert.ok(rootCandidates(true).every(path => !path.startsWith('/var/tmp/')));
});

test('a folder for runs that is a file, or lies below one, is refused', async t => {
  const file = join(await folder(t), 'file');
  await writeFile(file, '');
  assert.equal((await prepare(file, localTarget))?.kind, 'state-folder-not-private');
  assert.equal((await prepare(join(file, 'runs'), localTarget))?.kind, 'state-folder-not-writable');
});

test('characters that a task’s shell would trip over are refused where the store lies there', async t => {
  for (const character of [' ', '$', "'", '"', ';', '&', '(', '*', 'ä', '`', '\n']) {
    const root = join(await folder(t), `a${character}b`);
    const refused = await prepare(root, grid);
    assert.equal(refused?.kind, 'unsafe-path', JSON.stringify(character));
    assert.equal(refused.character, character);
    // In memory the path is ours to choose, so that nothing is wrong with such a folder.
    const local = await prepare(root, localTarget);
    assert.equal(local?.kind, memoryRoot() === null ? 'unsafe-path' : undefined);
  }
});

async function prepare(root: string, target: RunTarget): Promise<Failure | null> {
  const host = new LocalRunHost({ root: () => root, supervisor: '' });
  try {
    return await failure(host.prepare(runId('run00000000002'), target));
  } finally {
    host.dispose();
  }
}

async function failure(result: Promise<Result<unknown, Failure>>): Promise<Failure | null> {
  const done = await result;
  return done.ok ? null : done.error;
}

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'nextflow-secrets-context-'));
  t.after(() => rm(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
}

/** Sets the variables by which programs are found, until the test is over. */
function surround(t: TestContext, variables: NodeJS.ProcessEnv): void {
  const names = ['PATH', 'JAVA_CMD', 'JAVA_HOME', 'NXF_JAVA_HOME', 'XDG_STATE_HOME'];
  const before = names.map(name => [name, process.env[name]] as const);
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) {
      Reflect.deleteProperty(process.env, name);
    } else {
      process.env[name] = value;
    }
  };
  names.forEach(name => {
    set(name, variables[name]);
  });
  t.after(() => {
    before.forEach(([name, value]) => {
      set(name, value);
    });
  });
}
