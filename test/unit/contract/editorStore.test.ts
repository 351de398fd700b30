import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import { EditorStore } from '../../../src/editor/secrets/editorStore.ts';
import { Emitter } from '../../../src/services/event.ts';
import { SecretValue } from '../../../src/core/value.ts';
import { storeContract } from '../../contract/storeContract.ts';
import { secretName } from '../../support/catalogs.ts';

storeContract('SecretStorage', () => {
  const storage = new MemoryStorage();
  return Promise.resolve({
    ground: scope => new EditorStore(scope, storage, Date.now),
    leave: () => undefined,
  });
});

/** VS Code's SecretStorage as its documentation describes it. */
class MemoryStorage implements vscode.SecretStorage {
  readonly #texts = new Map<string, string>();
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  /** The keys whose texts were asked for. */
  readonly read: string[] = [];

  keys(): Promise<string[]> {
    return Promise.resolve([...this.#texts.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    this.read.push(key);
    return Promise.resolve(this.#texts.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.#texts.set(key, value);
    this.#changed.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#texts.delete(key);
    this.#changed.fire({ key });
    return Promise.resolve();
  }
}

test('two windows that change secrets at the same time lose none', async () => {
  const storage = new MemoryStorage();
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
  const storage = new MemoryStorage();
  const here = new EditorStore({ kind: 'user' }, storage, Date.now);
  const there = new EditorStore({ kind: 'user' }, storage, Date.now);
  let told = 0;
  there.onDidChange(() => (told += 1));
  await here.add(secretName('NAME_1'), new SecretValue('canary'));
  assert.ok(told > 0);
  storage.read.length = 0;
  await there.list();
  assert.deepEqual(
    storage.read.filter(key => key.startsWith('value/')),
    [],
  );
});
