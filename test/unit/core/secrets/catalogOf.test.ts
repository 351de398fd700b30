import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf } from '../../../../src/core/secrets/catalogOf.ts';

test('what is named is there, and nothing else is', () => {
  const catalog = catalogOf(['AB', 'CD', 'no name']);
  assert.equal(catalog.resolve('AB').kind, 'found');
  assert.equal(catalog.resolve('EF').kind, 'missing');
  assert.deepEqual(catalog.names, ['AB', 'CD']);
});
