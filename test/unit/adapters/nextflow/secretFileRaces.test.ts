import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { NextflowSecretStore } from '../../../../src/adapters/nextflow/nextflowSecretStore.ts';
import { SecretFile } from '../../../../src/adapters/nextflow/secretFile.ts';
import { err, ok } from '../../../../src/core/result.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { secretName } from '../../../support/catalogs.ts';
import { inHome, listed, mode, newHome, write } from '../../../support/nextflowHome.ts';

const never = new AbortController().signal;
const key = secretName('API_TOKEN');
const value = new SecretValue('canary-5d20');

/** What `nextflow secrets` may do while we write, with the file as it has read it before. */
const racing: Readonly<Record<string, (path: string, replaced: number) => void>> = {
  'writes what it read before our change': path => {
    write('[{"name":"OLD","value":"1"},{"name":"THEIRS","value":"2"}]')(path);
  },
  'writes into the file that we have just replaced': (_, replaced) => {
    const text = '[{"name":"OLD","value":"1"},{"name":"THEIRS","value":"2"}]';
    ftruncateSync(replaced);
    writeSync(replaced, text, 0);
  },
};

for (const [what, race] of Object.entries(racing)) {
  test(`neither loses its change where \`nextflow secrets\` ${what}`, async () => {
    const home = newHome();
    const path = join(home, 'store.json');
    write('[{"name":"OLD","value":"1"},{"name":"GOES","value":"0"}]')(path);
    const replaced = openSync(path, 'r+');
    let moments = 0;
    const file = new SecretFile(path, () => {
      moments += 1;
      if (moments === 1) {
        race(path, replaced);
      }
      return Promise.resolve();
    });
    const store = new NextflowSecretStore(userScope, file);
    try {
      assert.ok((await store.add(key, value, never)).ok);
      const kept = JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly name: string }[];
      assert.deepEqual(
        kept.map(({ name }) => name),
        ['API_TOKEN', 'OLD', 'THEIRS'],
      );
      assert.equal(mode(path), '600');
    } finally {
      closeSync(replaced);
      store.dispose();
      rmSync(home, { recursive: true, maxRetries: 5 });
    }
  });
}

test('what a half written file says is not taken for a change', async () => {
  await inHome(async (path, store) => {
    assert.ok((await store.add(key, value, never)).ok);
    const file = new SecretFile(path, () => {
      write('[{"name":"API_TO')(path);
      return Promise.resolve();
    });
    const changed = await file.change(known => ok(known.with(secretName('OTHER'), '1')));
    assert.ok(changed.ok);
    assert.equal(readFileSync(path, 'utf8'), '[{"name":"API_TO');
  });
});

test('changes that come while one is written are written together, each with its own answer', async () => {
  await inHome(async (path, store) => {
    let moments = 0;
    const file = new SecretFile(path, () => {
      moments += 1;
      return Promise.resolve();
    });
    const names = Array.from({ length: 20 }, (_, at) => secretName(`NAME_${at}`));
    const done = await Promise.all([
      ...names.map(name => file.change(known => ok(known.with(name, '1')))),
      file.change(() => err({ kind: 'secret-exists', name: key })),
    ]);
    assert.deepEqual(
      done.map(one => one.ok),
      [...names.map(() => true), false],
    );
    assert.deepEqual(await listed(store), [...names].sort());
    assert.ok(moments <= 2, `${moments}`);
  });
});
