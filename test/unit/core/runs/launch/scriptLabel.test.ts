import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptLabel, shortScriptLabel } from '../../../../../src/core/runs/launch/scriptLabel.ts';

for (const [script, path, name, label] of [
  ['/w/main.nf', '/w', null, 'main.nf'],
  ['/w/main.nf', '/w/', null, 'main.nf'],
  ['/w/a/main.nf', '/w', null, 'a/main.nf'],
  ['/w/a/main.nf', '/w', 'first', 'first/a/main.nf'],
  ['c:\\w\\a\\main.nf', 'c:\\w', null, 'a/main.nf'],
  ['/wide/main.nf', '/w', 'first', '/wide/main.nf'],
  ['/main.nf', '/', null, 'main.nf'],
  ['/w', '/w', null, '/w'],
] as const) {
  test(`${script} of ${path}${name === null ? '' : `, shown as ${name},`} is called ${label}`, () => {
    assert.equal(scriptLabel(script, { path, name }), label);
  });
}

for (const [script, label] of [
  ['/w/a/main.nf', 'a/main.nf'],
  ['/w/pipelines/rnaseq/quantification/salmon/main.nf', '…/rnaseq/quantification/salmon/main.nf'],
  ['/w/a-folder-of-a-name-that-takes-all-of-the-room/main.nf', '…/main.nf'],
  [
    '/w/a/a-script-of-a-name-that-takes-all-of-the-room.nf',
    '…/a-script-of-a-name-that-takes-all-of-the-room.nf',
  ],
] as const) {
  test(`where there is little room ${script} keeps its end`, () => {
    assert.equal(shortScriptLabel(script, { path: '/w', name: null }), label);
  });
}
