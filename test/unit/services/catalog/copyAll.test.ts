import assert from 'node:assert/strict';
import { test } from 'node:test';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import {
  copyAll,
  type NotCopied,
  removable,
  removeCopied,
} from '../../../../src/services/catalog/copyAll.ts';
import { secretName } from '../../../support/catalogs.ts';
import { Memory, MemoryStore } from '../../../support/memoryStore.ts';

const signal = new AbortController().signal;
const unanswered = (): void => undefined;
const names = ['AA', 'BB', 'CC', 'DD', 'EE', 'FF'].map(secretName);

async function stores(): Promise<{ source: MemoryStore; target: MemoryStore }> {
  const source = new MemoryStore(userScope, new Memory());
  for (const name of names) {
    assert.ok((await source.add(name, new SecretValue(`value ${name}`), signal)).ok);
  }
  return { source, target: new MemoryStore(userScope, new Memory()) };
}

async function contents(store: MemoryStore): Promise<string> {
  const texts = await Promise.all(
    names.map(async name => {
      const value = await store.read(name, signal);
      return value.ok ? `${name}=${value.value.reveal()}` : '';
    }),
  );
  return texts.filter(text => text !== '').join(' ');
}

const all = names.map(name => `${name}=value ${name}`).join(' ');

function stayedText(stayed: readonly NotCopied[]): readonly string[] {
  return stayed.map(({ name, why }) => `${name} ${why === 'differs' ? why : why.kind}`);
}

test('every secret is copied, and then removed where the copy is the same', async () => {
  const { source, target } = await stores();
  const copied = await copyAll(source, target, names, signal, unanswered);
  assert.deepEqual([...copied.made].sort(), names);
  assert.deepEqual([await contents(source), await contents(target)], [all, all]);
  const { gone, stayed } = await removeCopied(source, target, names, signal, unanswered);
  assert.deepEqual([[...gone].sort(), stayed], [names, []]);
  assert.deepEqual([await contents(source), await contents(target)], ['', all]);
});

test('what the other store has already is not replaced, and another value is not lost', async () => {
  const { source, target } = await stores();
  await target.add(secretName('BB'), new SecretValue('another'), signal);
  await target.add(secretName('CC'), new SecretValue('value CC'), signal);
  assert.deepEqual((await copyAll(source, target, names, signal, unanswered)).stayed, []);
  assert.deepEqual(
    stayedText((await removeCopied(source, target, names, signal, unanswered)).stayed),
    ['BB differs'],
  );
  assert.equal(await contents(source), 'BB=value BB');
  assert.match(await contents(target), /BB=another/);
});

for (const fault of ['deny', 'cut', 'sign-out'] as const) {
  test(`where a copy meets “${fault}” nothing is removed, and the same again completes it`, async () => {
    const { source, target } = await stores();
    target.faults.next('add', fault);
    const { stayed } = await copyAll(source, target, names, signal, unanswered);
    assert.equal(stayed.length, 1);
    assert.equal(await contents(source), all);
    assert.deepEqual((await copyAll(source, target, names, signal, unanswered)).stayed, []);
    assert.equal(await contents(target), all);
  });
}

test('a value that cannot be read back is not removed', async () => {
  const { source, target } = await stores();
  await copyAll(source, target, names, signal, unanswered);
  target.faults.next('read', 'deny');
  assert.equal((await removeCopied(source, target, names, signal, unanswered)).stayed.length, 1);
  assert.equal((await contents(source)).split('=').length - 1, 1);
});

test('a removal that fails leaves the secret in both, and is told', async () => {
  const { source, target } = await stores();
  await copyAll(source, target, names, signal, unanswered);
  source.faults.next('remove', 'throttle');
  assert.deepEqual(
    (await removeCopied(source, target, names, signal, unanswered)).stayed.map(
      ({ why }) => why !== 'differs' && why.kind,
    ),
    ['cloud-throttled'],
  );
  assert.equal(await contents(target), all);
});

test('giving up stops copying and removing, and what was done is told', async () => {
  const { source, target } = await stores();
  const giveUpAfter = (most: number) => {
    const abort = new AbortController();
    const onProgress = (done: number): void => {
      if (done === most) {
        abort.abort();
      }
    };
    return [abort.signal, onProgress] as const;
  };
  const copied = await copyAll(source, target, names, ...giveUpAfter(1));
  assert.ok(copied.made.length > 0 && copied.made.length < names.length);
  assert.deepEqual([copied.there, copied.stayed], [[], []]);
  assert.equal(await contents(source), all);

  const rest = await copyAll(source, target, names, signal, unanswered);
  assert.deepEqual([...rest.there].sort(), [...copied.made].sort());
  assert.equal(await contents(target), all);
  const { gone, stayed } = await removeCopied(source, target, names, ...giveUpAfter(1));
  assert.ok(gone.length > 0 && gone.length < names.length);
  assert.deepEqual(stayed, []);
  assert.equal((await contents(source)).split('=').length - 1, names.length - gone.length);
});

test('what hangs when it is given up is not called done', async () => {
  const { source, target } = await stores();
  const abort = new AbortController();
  target.faults.next('add', 'hang');
  const copied = await copyAll(source, target, names, abort.signal, done => {
    if (done === names.length - 1) {
      abort.abort();
    }
  });
  assert.equal(copied.made.length, names.length - 1);
  assert.deepEqual(copied.stayed, []);
});

test('progress counts each one that is over, whatever became of it', async () => {
  const { source, target } = await stores();
  await target.add(secretName('BB'), new SecretValue('another'), signal);
  target.faults.next('add', 'deny');
  const counted: number[] = [];
  await copyAll(source, target, names, signal, done => counted.push(done));
  await removeCopied(source, target, names, signal, done => counted.push(done));
  assert.deepEqual(counted, [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
});

test('two ways into the very same place remove nothing', async () => {
  const memory = new Memory();
  const [one, other] = [new MemoryStore(userScope, memory), new MemoryStore(userScope, memory)];
  for (const name of names) {
    await one.add(name, new SecretValue(`value ${name}`), signal);
  }
  const copied = await copyAll(one, other, names, signal, unanswered);
  assert.deepEqual(copied, { made: [], there: names, stayed: [] });
  await removeCopied(one, other, removable(one, other, names, copied), signal, unanswered);
  assert.equal(await contents(other), all);
});
