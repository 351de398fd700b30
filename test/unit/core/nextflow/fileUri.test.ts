import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileUri, resolveUri } from '../../../../src/core/nextflow/fileUri.ts';

test('a path becomes the URI that VS Code makes of it', () => {
  assert.equal(
    fileUri("/home/ada/my run's (1)*!/a+b@c=ü,;.nf"),
    'file:///home/ada/my%20run%27s%20%281%29%2A%21/a%2Bb%40c%3D%C3%BC%2C%3B.nf',
  );
});

test('a relative path is resolved beside a file', () => {
  const from = 'file:///w/a%20b/main.nf';
  assert.equal(resolveUri(from, './modules/x (2).nf'), 'file:///w/a%20b/modules/x%20%282%29.nf');
  assert.equal(resolveUri(from, '../shared//y'), 'file:///w/shared/y');
});
