import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NextflowStore } from '../../../../src/core/stores/nextflowStore.ts';
import { secretName } from '../../../support/catalogs.ts';

const key = secretName('API_TOKEN');

/** What Nextflow 24.10.0 makes of each text: the values that a run gets, and what is remarked. */
const read: Readonly<Record<string, readonly [text: string, ...expected: string[]]>> = {
  nothing: [''],
  blanks: [' \n'],
  'an empty list': ['[ ]'],
  'the word null': ['null'],
  'an empty value': ['[{"name":"AB","value":""}]', 'AB='],
  'a byte order mark': ['\uFEFF[{"name":"AB","value":"x"}]', 'AB=x'],
  'more than names and values': ['[{"name":"AB","value":"x","note":{"by":"ada"}}]', 'AB=x'],
  'a number': ['[{"name":"AB","value":1.50}]', 'AB=1.50'],
  'a truth value': ['[{"name":"AB","value":true}]', 'AB=true'],
  'a name twice': ['[{"name":"AB","value":"1"},{"name":"AB","value":"2"}]', 'AB=2'],
  'a name twice, the last without a value': [
    '[{"name":"AB","value":"1"},{"name":"AB"}]',
    'no-value AB',
  ],
  'values that are null or not there': [
    '[{"name":"AB","value":null},{"name":"CD"},{"name":"EF","value":"x"}]',
    'EF=x',
    'no-value AB',
    'no-value CD',
  ],
  'names that only Nextflow takes': [
    '[{"name":"A-B","value":"x"},{"name":"A__B","value":"x"},{"name":"A-B","value":"y"}]',
    'illegal-name A-B',
    'illegal-name A__B',
  ],
  'an entry without a name': ['[{"value":"x"},{"name":"AB","value":"x"}]', 'AB=x'],
};

for (const [what, [text, ...expected]] of Object.entries(read)) {
  test(`a store file with ${what} is read as Nextflow reads it`, () => {
    const store = parsed(text);
    assert.deepEqual(
      [
        ...store.names.map(name => `${name}=${store.value(name) ?? ''}`),
        ...store.remarks.map(({ kind, name }) => `${kind} ${name}`),
      ],
      expected,
    );
  });
}

for (const [what, text, reason] of [
  ['half of a list', '[{"name":"AB","value":"canary', 'it is not JSON'],
  ['an object', '{"AB":"canary"}', 'it is not a list of names and values'],
  ['a text in the list', '["canary"]', 'entry 1 is not a name with a value'],
  ['null in the list', '[{"name":"AB","value":"x"},null]', 'entry 2 is not a name with a value'],
  [
    'a value of several',
    '[{"name":"AB","value":["canary"]}]',
    'entry 1 is not a name with a value',
  ],
] as const) {
  test(`${what} is refused, as Nextflow refuses it, without telling a value`, () => {
    const store = NextflowStore.parse(text);
    assert.deepEqual(store, { ok: false, error: reason });
  });
}

test('a change leaves all else as it was, also what only Nextflow or another program knows', () => {
  const text = JSON.stringify([
    { name: 'ZZ', value: 'z', note: { count: 1.5, of: ['x', null] } },
    { name: 'A-B', value: 'q' },
    { value: 'nameless' },
    { name: 'API_TOKEN', value: 'first', note: 'mine' },
    { name: 'NN', value: null },
  ]);
  const changed = parsed(text).with(key, 'second').with(secretName('NEW_ONE'), 'n');
  assert.deepEqual(JSON.parse(changed.format()), [
    { value: 'nameless' },
    { name: 'A-B', value: 'q' },
    { name: 'API_TOKEN', value: 'second', note: 'mine' },
    { name: 'NEW_ONE', value: 'n' },
    { name: 'NN', value: null },
    { name: 'ZZ', value: 'z', note: { count: 1.5, of: ['x', null] } },
  ]);
  assert.deepEqual(parsed(changed.without(key).without(secretName('NEW_ONE')).format()).names, [
    'ZZ',
  ]);
});

test('of a name that stands twice an update leaves one, and a removal none', () => {
  const twice = parsed('[{"name":"API_TOKEN","value":"1"},{"name":"API_TOKEN","value":"2"}]');
  assert.deepEqual(JSON.parse(twice.with(key, '3').format()), [{ name: 'API_TOKEN', value: '3' }]);
  assert.equal(twice.without(key).format(), '[]');
  // What is not changed stays in its order: the last one counts.
  assert.equal(parsed(twice.with(secretName('AA'), 'x').format()).value(key), '2');
});

test('adding what has no value gives it one', () => {
  const store = parsed('[{"name":"API_TOKEN","value":null,"note":"mine"}]').with(key, 'x');
  assert.deepEqual(JSON.parse(store.format()), [{ name: 'API_TOKEN', value: 'x', note: 'mine' }]);
});

function parsed(text: string): NextflowStore {
  const store = NextflowStore.parse(text);
  assert.ok(store.ok, JSON.stringify(store));
  return store.value;
}
