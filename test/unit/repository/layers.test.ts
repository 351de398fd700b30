import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from '../../support/sources.ts';

const all = sources('src');

test('the pure layers and the editor load nothing at run time, where lint does not look', () => {
  const loads = /\bimport\(|\brequire\(|\bcreateRequire\b|\bprocess\.binding\b|\beval\(/;
  const found = all.filter(
    ({ path, text }) => /^src\/(core|services|editor)\//.test(path) && loads.test(code(text)),
  );
  assert.deepEqual(
    found.map(({ path }) => path),
    [],
  );
});

test('what is loaded at run time is a package, a client or a command beside it, never another layer', () => {
  const beside = /^\.\/(?:\w+Sdk|(?:\w+\/)?register[A-Z]\w+)\.ts$/;
  const relative = all.flatMap(({ path, text }) =>
    [...code(text).matchAll(/\b(?:import|require)\(\s*(['"`])(\..*?)\1/g)]
      .map(([, , target = '']) => (beside.test(target) ? [] : [`${path}: ${target}`]))
      .flat(),
  );
  assert.deepEqual(relative, []);
});

test('ids of commands, views, settings and context keys stand in one file', () => {
  const literal = /(['"`])(command:)?nextflowSecrets\.\w+\1/;
  const found = all.filter(
    ({ path, text }) => path !== 'src/editor/ids.ts' && literal.test(code(text)),
  );
  assert.deepEqual(
    found.map(({ path }) => path),
    [],
  );
});

/** The text without its comments, roughly: enough for code that is formatted. */
function code(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}
