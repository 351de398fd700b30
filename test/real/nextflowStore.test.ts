import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { NextflowSecretStore } from '../../src/adapters/nextflow/nextflowSecretStore.ts';
import { SecretFile } from '../../src/adapters/nextflow/secretFile.ts';
import { usualStoreFile } from '../../src/core/runs/copies/storeFile.ts';
import { userScope } from '../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../src/core/secrets/secretValue.ts';
import { secretName } from '../support/catalogs.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** The store `nextflow`, beside the real `nextflow secrets` on the very same file. */

const never = new AbortController().signal;
const ours = secretName('OF_OURS');
const theirs = secretName('OF_THEIRS');
/** What Gson writes in its own way. */
const odd = 'é<b>&=\'"\\ \u2028 \t$x `id` 😀';

test('`nextflow secrets` and we see each other’s changes, and write the same file', async t => {
  await besideNextflow(t, async ({ nextflow, store, path }) => {
    await nextflow('secrets', 'set', theirs, 'from a terminal');
    assert.deepEqual(await names(store), [theirs]);
    assert.equal(await text(store, theirs), 'from a terminal');
    ok(await store.add(ours, new SecretValue(odd), never));
    ok(await store.add(secretName('AA'), new SecretValue('first'), never));
    ok(await store.update(theirs, new SecretValue('from a window'), never));
    assert.equal(await nextflow('secrets', 'list'), ['AA', ours, theirs].join('\n'));
    assert.equal(await nextflow('secrets', 'get', theirs), 'from a window');
    assert.equal(await nextflow('secrets', 'get', ours), odd);

    // Byte for byte what Nextflow makes of it, so that neither changes the other's lines.
    const written = await readFile(path, 'utf8');
    await nextflow('secrets', 'set', 'AA', 'second');
    assert.equal(await readFile(path, 'utf8'), written.replace('first', 'second'));

    let changes = 0;
    store.onDidChange(() => (changes += 1));
    await nextflow('secrets', 'delete', theirs);
    await until(() => changes > 0);
    assert.deepEqual(await names(store), ['AA', ours]);
    ok(await store.remove(secretName('AA'), never));
    ok(await store.remove(ours, never));
    assert.equal(await nextflow('secrets', 'list'), 'no secrets available');
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });
});

test('a run outside of us gets what we have stored', async t => {
  await besideNextflow(t, async ({ nextflow, store, home }) => {
    ok(await store.add(ours, new SecretValue('from a window'), never));
    await writeFile(
      join(home, 'main.nf'),
      `process P {
  secret '${ours}'
  debug true
  script: "echo task=\\$${ours}"
}
workflow { println "head=\${secrets.${ours}}"; P() }
`,
    );
    const output = await nextflow('run', 'main.nf', '-ansi-log', 'false');
    assert.match(output, /^head=from a window$/m);
    assert.match(output, /^task=from a window$/m);
  });
});

test('what Nextflow refuses we refuse, and what it takes we take', async t => {
  await besideNextflow(t, async ({ nextflow, store, path }) => {
    await mkdir(join(path, '..'), { recursive: true });
    for (const [content, mode] of [
      ['[{"name":"AB","value":1.50},{"name":"A-B","value":"x"}]', 0o600],
      ['\uFEFF[{"name":"AB","value":"x"},{"name":"AB","value":"y"}]', 0o600],
      ['["AB"]', 0o600],
      ['[{"name":"AB","value":"x"}]', 0o640],
    ] as const) {
      await rm(path, { force: true });
      await writeFile(path, content, { mode });
      const listed = await nextflow('secrets', 'get', 'AB').catch(() => null);
      const read = await store.read(secretName('AB'), never);
      const own = read.ok ? read.value.reveal() : read.error.kind;
      const expected = listed === null ? /^(file-malformed|store-file-mode)$/ : /./;
      assert.match(own, expected, content);
      if (listed !== null) {
        assert.equal(own, listed === 'null' ? 'secret-not-found' : listed, content);
      }
    }
  });
});

interface Fixture {
  readonly home: string;
  readonly path: string;
  readonly store: NextflowSecretStore;
  /** Runs Nextflow, and gives what it prints; rejects where it fails. */
  readonly nextflow: (...args: readonly string[]) => Promise<string>;
}

async function besideNextflow(t: TestContext, body: (context: Fixture) => Promise<void>) {
  const program = requireTool('Nextflow');
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-beside-'));
  const env = { ...process.env, NXF_HOME: join(home, 'nxf'), NXF_SECRETS_FILE: undefined };
  const path = usualStoreFile(env, home);
  const store = new NextflowSecretStore(userScope, new SecretFile(path));
  const nextflow = (...args: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      execFile(program, args, { cwd: home, env }, (error, out, errors) => {
        if (error) {
          reject(new Error(`${out}${errors}`, { cause: error }));
        } else {
          resolve(out.trimEnd());
        }
      });
    });
  try {
    await body({ home, path, store, nextflow });
  } finally {
    store.dispose();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function names(store: NextflowSecretStore): Promise<readonly string[]> {
  const listed = await store.list(never);
  assert.ok(listed.ok, JSON.stringify(listed));
  return listed.value.map(({ name }) => name);
}

async function text(store: NextflowSecretStore, name: typeof ours): Promise<string> {
  const read = await store.read(name, never);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value.reveal();
}

function ok(done: { readonly ok: boolean }): void {
  assert.ok(done.ok, JSON.stringify(done));
}
