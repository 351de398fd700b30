import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { EditorStore } from '../../../../src/editor/secretStorage/editorStore.ts';
import { storeContract } from '../../../contract/storeContract.ts';
import { secretName } from '../../../support/catalogs.ts';
import { MemorySecretStorage } from '../../../support/memorySecretStorage.ts';

storeContract('SecretStorage', () => {
  const storage = new MemorySecretStorage();
  return Promise.resolve({
    context: scope => new EditorStore(scope, storage, Date.now),
    leave: () => undefined,
  });
});

test('two windows that change secrets at the same time lose none', async () => {
  const storage = new MemorySecretStorage();
  const scope = { kind: 'user' } as const;
  const one = new EditorStore(scope, storage, Date.now);
  const other = new EditorStore(scope, storage, Date.now);
  const names = Array.from({ length: 20 }, (_, at) => secretName(`NAME_${at}`));
  await Promise.all(
    names.map((name, at) => (at % 2 ? one : other).add(name, new SecretValue(`value ${at}`))),
  );
  await Promise.all([
    one.update(secretName('NAME_1'), new SecretValue('changed')),
    other.remove(secretName('NAME_2')),
  ]);
  for (const window of [one, other]) {
    const listed = await window.list();
    assert.deepEqual(
      listed.ok && listed.value.map(({ name }) => name).sort(),
      names.filter(name => name !== 'NAME_2').sort(),
    );
    const changed = await window.read(secretName('NAME_1'));
    assert.equal(changed.ok && changed.value.reveal(), 'changed');
  }
});

test('a change in one window is told in the other, and a listing reads no value', async () => {
  const storage = new MemorySecretStorage();
  const here = new EditorStore({ kind: 'user' }, storage, Date.now);
  const there = new EditorStore({ kind: 'user' }, storage, Date.now);
  let notifications = 0;
  there.onDidChange(() => (notifications += 1));
  await here.add(secretName('NAME_1'), new SecretValue('canary'));
  assert.ok(notifications > 0);
  storage.read.length = 0;
  await there.list();
  assert.deepEqual(
    storage.read.filter(key => key.startsWith('value/')),
    [],
  );
});
