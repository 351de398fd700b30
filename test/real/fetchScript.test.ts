import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import which from 'which';
import { GoogleConnection } from '../../src/adapters/google/googleConnection.ts';
import { GoogleCopyManager } from '../../src/adapters/google/googleCopyManager.ts';
import { GoogleSecrets } from '../../src/adapters/google/googleSecrets.ts';
import { copyKey } from '../../src/core/runs/copies/copyKey.ts';
import { fetchCleanup, fetchScript } from '../../src/core/runs/delivery/fetchScript.ts';
import { SecretValue } from '../../src/core/secrets/secretValue.ts';
import { secretName } from '../support/catalogs.ts';
import { fetchedValues } from '../support/fetchedValues.ts';
import { GoogleServer } from '../support/google/googleServer.ts';
import { HttpFace, taskToken } from '../support/google/httpFace.ts';
import { runId } from '../support/ids.ts';
import { Skip, test } from '../support/test.ts';
import { until } from '../support/until.ts';

/** What a task runs first, in real bash with real programs, against Google's secrets over HTTP. */

const run = runId('1k0K4WlGep8ZTM');
const project = 'research';
const never = new AbortController().signal;

interface Fixture {
  readonly server: GoogleServer;
  readonly face: HttpFace;
  /** Runs the script for some names, then a line of the test's own. */
  readonly bash: (
    options: readonly string[],
    names: readonly string[],
    line: string,
  ) => Promise<{ readonly code: number | null; readonly output: string }>;
  /** A folder for what the line writes. */
  readonly folder: string;
}

/** Copies of values under the names `V0`, `V1`, …, and a bash that has just what a task may have. */
async function context(
  t: TestContext,
  values: readonly string[],
  programs: readonly string[],
): Promise<Fixture> {
  const server = await GoogleServer.start();
  const face = await HttpFace.start(server);
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-fetch-'));
  const connection = new GoogleConnection({ project, credentialsFile: null }, server.environment);
  t.after(async () => {
    connection.dispose();
    face.stop();
    server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const site = { project, location: null, host: 'laptop', now: Date.now };
  const manager = new GoogleCopyManager(new GoogleSecrets(connection), site);
  for (const [at, value] of values.entries()) {
    const key = copyKey('google', run, secretName(`V${at}`));
    const expiresAt = Date.now() + 3_600_000;
    const put = await manager.put({ key, value: new SecretValue(value), run, expiresAt }, never);
    assert.ok(put.ok);
  }
  for (const program of [
    'sed',
    'tr',
    'base64',
    'grep',
    'cat',
    'env',
    'mktemp',
    'rm',
    ...programs,
  ]) {
    await symlink(await real(program), join(folder, program));
  }
  const endpoints = { metadata: face.url, secretManager: face.url };
  const script = fetchScript({ cloud: 'google', project, endpoints }, run);
  return {
    server,
    face,
    folder,
    bash: (options, names, line) =>
      runBash(
        folder,
        options,
        `${indented(`${script}\nnfs_fetch ${names.join(' ')}\n${fetchCleanup}`)}\n${line}`,
      ),
  };
}

/** As Nextflow writes a `beforeScript` into a task's wrapper (24.10.0). */
function indented(script: string): string {
  return script.replace(/^/gm, '    ');
}

/** The program itself: some systems have a script of that name that looks for it. */
async function real(program: string): Promise<string> {
  const tell = 'import sys; print(sys.executable)';
  return program === 'python3'
    ? spawnSync('python3', ['-c', tell], { encoding: 'utf8' }).stdout.trim()
    : which(program);
}

function runBash(folder: string, options: readonly string[], script: string) {
  const env = { PATH: folder, LC_ALL: 'C' };
  const child = spawn('/bin/bash', [...options, '-s'], { cwd: folder, env });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  child.stdin.end(script);
  return new Promise<{ code: number | null; output: string }>(done => {
    child.once('close', code => {
      done({ code, output });
    });
  });
}

const names = fetchedValues.map((_, at) => `V${at}`);
const values = fetchedValues.map(({ value }) => value);

for (const program of ['curl', 'wget', 'python3']) {
  test(`values arrive byte for byte in a task that has ${program} only`, async t => {
    if ((await which(program, { nothrow: true })) === null) {
      throw new Skip(`${program} is missing`);
    }
    const { bash, folder } = await context(t, values, [program]);
    const write = `for name in ${names.join(' ')}; do printf %s "\${!name}" > $name; done`;
    assert.deepEqual(await bash(['-eu'], names, write), { code: 0, output: '' });
    for (const [at, { what, value }] of fetchedValues.entries()) {
      assert.equal(await readFile(join(folder, `V${at}`), 'utf8'), value, what);
    }
  });

  test(`a missing secret ends a task that has ${program} only, and says which`, async t => {
    const { bash } = await context(t, ['canary'], [program]);
    const { code, output } = await bash(['-eu'], ['V0', 'V1'], 'echo went on');
    assert.equal(code, 77);
    assert.match(output, /404/);
    assert.match(
      output,
      /Nextflow Secrets: cannot read the secret V1. Is tower-\w+-V1 still in research, and has the task's service account roles\/secretmanager.secretAccessor\?/,
    );
    assert.doesNotMatch(output, /went on|canary/);
  });
}

test('a service account that may not read ends the task', async t => {
  const { bash, server } = await context(t, ['canary'], ['curl']);
  server.faults.always('accessSecretVersion', 'deny');
  const { code, output } = await bash(['-eu'], ['V0'], 'echo went on');
  assert.equal(code, 77);
  assert.match(output, /403[^]*cannot read the secret V0/);
});

for (const program of ['curl', 'python3']) {
  test(`${program} tries again while the service is busy`, async t => {
    const { bash, server } = await context(t, ['fine'], [program]);
    server.faults.next('accessSecretVersion', 'throttle', 'cut');
    const { code, output } = await bash(['-eu'], ['V0'], 'echo "V0=$V0"');
    assert.deepEqual([code, output.includes('V0=fine')], [0, true], output);
  });
}

test('a task without any of the programs says what it needs', async t => {
  const { bash } = await context(t, ['canary'], []);
  const { code, output } = await bash(['-eu'], ['V0'], 'echo went on');
  assert.equal(code, 77);
  assert.match(output, /neither curl, GNU wget nor python3/);
});

test('tracing shows neither a value nor the token, and goes on afterwards', async t => {
  const { bash } = await context(t, ['canary-1', 'canary-2'], ['curl']);
  const { code, output } = await bash(['-eux'], ['V0', 'V1'], 'true traced again');
  assert.equal(code, 0);
  assert.match(output, /\+ true traced again/);
  assert.doesNotMatch(output, /canary/);
});

test('the task’s environment has the secrets, and nothing else of ours', async t => {
  const { bash } = await context(t, ['one', 'two'], ['curl']);
  const { output } = await bash(['-eu'], ['V1'], 'env; declare -F; set | grep nfs_ || true');
  const words = output
    .trim()
    .split('\n')
    .filter(word => !/^(PATH|LC_ALL|PWD|SHLVL|_|OLDPWD)=/.test(word));
  assert.deepEqual(words, ['V1=two']);
});

test('neither a value nor the token is an argument of a process', async t => {
  const { bash, server, face } = await context(t, ['canary'], ['curl']);
  server.faults.latency = 3000;
  const child = bash(['-eu'], ['V0'], 'true');
  await until(
    () => Promise.resolve(face.requests.some(line => line.includes('V0')) ? true : null),
    'the value to be asked for',
  );
  const seen = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
  assert.match(seen, new RegExp(`curl .*${face.url}`));
  assert.doesNotMatch(seen, new RegExp(taskToken));
  assert.equal((await child).code, 0);
});

test('secrets may have the names of common variables', async t => {
  const { server, bash } = await context(t, [], ['curl']);
  for (const name of ['name', 'value', 'token', 'reply', 'IFS_']) {
    const id = `tower-${run}-${name}`;
    server.service.createSecret(`projects/${project}`, id, { replication: { automatic: {} } });
    server.service.addSecretVersion(`projects/${project}/secrets/${id}`, {
      data: Buffer.from(`of ${name}`),
    });
  }
  const { output } = await bash(
    ['-eu'],
    ['name', 'value', 'token', 'reply'],
    'echo "$name,$value,$token,$reply"',
  );
  assert.equal(output, 'of name,of value,of token,of reply\n');
});
