import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Comparison } from '../../../../src/core/secrets/comparison.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { comparisonTree } from '../../../../src/core/views/comparisonTree.ts';
import { compareStores, withSeveralLines } from '../../../../src/services/catalog/compareStores.ts';
import type { SecretStore } from '../../../../src/services/ports/stores/secretStore.ts';
import { secretName } from '../../../support/catalogs.ts';
import { Memory, MemoryStore } from '../../../support/memoryStore.ts';

const signal = new AbortController().signal;
const called = { first: 'AWS one', second: 'AWS two' };

async function store(values: Readonly<Record<string, string>>): Promise<MemoryStore> {
  const made = new MemoryStore(userScope, new Memory());
  for (const [name, value] of Object.entries(values)) {
    assert.ok((await made.add(secretName(name), new SecretValue(value), signal)).ok);
  }
  return made;
}

/** The same secrets on a Platform, which gives no value back. */
function onPlatform(store: SecretStore, more: Partial<SecretStore> = {}): SecretStore {
  return Object.assign(
    Object.create(store) as SecretStore,
    { kind: 'seqera', ...more },
    {
      list: store.list.bind(store),
      read: () => assert.fail('no value is asked for'),
    },
  );
}

async function compared(first: SecretStore, second: SecretStore): Promise<Comparison> {
  const progress: string[] = [];
  const found = await compareStores(
    first,
    second,
    signal,
    all => done => progress.push(`${done}/${all}`),
  );
  return found.ok ? found.value : assert.fail(found.error.kind);
}

function drawn(comparison: Comparison): readonly string[] {
  return comparisonTree(comparison, called).flatMap(group => [
    `${group.label}: ${group.description} [${group.kind}]`,
    ...group.children.map(({ label, description, kind }) => `  ${label}: ${description} [${kind}]`),
  ]);
}

test('two stores are compared by name, and by value, which nothing shows', async () => {
  const first = await store({ ALONE: 'canary-1', SAME: 'canary-2', OTHER: 'canary-3' });
  const second = await store({ SAME: 'canary-2', OTHER: 'canary-4', THEIRS: 'canary-5' });
  const comparison = await compared(first, second);
  assert.deepEqual(drawn(comparison), [
    'Only in AWS one: 1 secret · can be copied to AWS two [copyable]',
    '  ALONE: missing in AWS two [missing]',
    'Only in AWS two: 1 secret · can be copied to AWS one [copyable]',
    '  THEIRS: missing in AWS one [missing]',
    'Different Values: 1 secret · copying replaces none of them [group]',
    '  OTHER:  [detail]',
    'Same Value: 1 secret [group]',
    '  SAME:  [detail]',
  ]);
  assert.ok(!JSON.stringify([comparison, comparisonTree(comparison, called)]).includes('canary'));
});

test('a store that gives no values is compared by name, and nothing is copied from it', async () => {
  const first = await store({ ALONE: 'a', SAME: 'b' });
  const second = onPlatform(await store({ SAME: 'b', THEIRS: 'c' }));
  assert.deepEqual(drawn(await compared(first, second)), [
    'Only in AWS one: 1 secret · can be copied to AWS two [copyable]',
    '  ALONE: missing in AWS two [missing]',
    'Only in AWS two: 1 secret · AWS two does not return values, so they cannot be copied [group]',
    '  THEIRS: missing in AWS one [detail]',
    'In Both, Not Compared: 1 secret · one of the stores does not return values [group]',
    '  SAME:  [detail]',
  ]);
});

test('whoever may not change a store is told the role instead of being offered a copy', async () => {
  const first = await store({ ALONE: 'a' });
  const viewer = onPlatform(await store({}), { readOnly: true, roles: ['view'] });
  assert.deepEqual(drawn(await compared(first, viewer)), [
    'Only in AWS one: 1 secret · your role in AWS two is view, which cannot add secrets [group]',
    '  ALONE: missing in AWS two [detail]',
  ]);
  const refused = onPlatform(await store({}), { readOnly: true, roles: [] });
  assert.match(drawn(await compared(first, refused))[0] ?? '', /you are not allowed to add/);
});

test('a value that cannot be read is not compared, and a listing that fails is told', async () => {
  const first = await store({ ONE: 'a', TWO: 'b' });
  const second = await store({ ONE: 'a', TWO: 'b' });
  second.faults.next('read', 'deny');
  const lines = drawn(await compared(first, second));
  assert.equal(lines.filter(line => /^In Both, Not Compared: 1 secret \[/.test(line)).length, 1);
  assert.equal(lines.filter(line => line.startsWith('Same Value: 1 secret')).length, 1);
  second.faults.next('list', 'cut');
  const failed = await compareStores(first, second, signal, () => () => undefined);
  assert.ok(!failed.ok && failed.error.kind === 'cloud-unreachable');
});

test('whoever gives up gets no half of a comparison', async () => {
  const abort = new AbortController();
  const [first, second] = [await store({ ONE: 'a' }), await store({ ONE: 'a' })];
  const comparing = compareStores(first, second, abort.signal, () => {
    abort.abort();
    return () => undefined;
  });
  await assert.rejects(comparing, { name: 'AbortError' });
});

test('values of several lines are found, whatever ends their lines', async () => {
  const source = await store({ ONE: 'a', TWO: 'a\nb', THREE: 'a\rb', FOUR: 'a\r\n' });
  const names = ['ONE', 'TWO', 'THREE', 'FOUR', 'GONE'].map(secretName);
  const found = await withSeveralLines(source, names, signal);
  assert.deepEqual([...found].sort(), ['FOUR', 'THREE', 'TWO']);
});
