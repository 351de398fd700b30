import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseConfig } from '../../../../../src/core/nextflow/files/analyse.ts';
import {
  fixedParams,
  type ParamValue,
} from '../../../../../src/core/nextflow/files/fixedParams.ts';
import { launchParams } from '../../../../../src/core/runs/launch/launchParams.ts';

const given = new Map([['site', "o'x"]]);

for (const [what, config, expected] of [
  [
    'what a config sets is replaced',
    "params.site = f('a')\nx = 1\n",
    "params.site = 'o\\'x'\nx = 1\n",
  ],
  [
    'in a scope, a profile and twice',
    'params { site = 1; b = 2 }\nprofiles { p { params.site = 3 } }',
    "params { site = 'o\\'x'; b = 2 }\nprofiles { p { params.site = 'o\\'x' } }",
  ],
  ['what is nothing of it stays', 'params.sites = 1\nsite = 2\n', 'params.sites = 1\nsite = 2\n'],
  ['a part of it cannot be replaced', 'params.site.name = 1', null],
  ['a map of all cannot be replaced', 'params = [site: 1]', null],
] as const) {
  test(`params of a launch in a config: ${what}`, () => {
    const { settings } = analyseConfig(config);
    assert.equal(fixedParams({ text: config, settings }, given, false), expected);
    const root = fixedParams({ text: config, settings }, given, true);
    assert.equal(root, expected === null ? null : `params.site = 'o\\'x'\n${expected}`);
  });
}

test('a param with a hyphen is set in quotes, and values keep their types', () => {
  const values = new Map<string, ParamValue>([
    ['a.max-size', 5],
    ['on', true],
    ['none', null],
  ]);
  assert.equal(
    fixedParams({ text: '', settings: [] }, values, true),
    "params.a.'max-size' = 5\nparams.on = true\nparams.none = null\n",
  );
});

test('params of a launch are read as Nextflow reads them', () => {
  const words = ['-profile', 'x', '--a', 'b', '--n', '-5', '--f', '--t=', '--x', '1.50', '--last'];
  assert.deepEqual(
    [...launchParams(words, [])],
    [
      ['a', 'b'],
      ['n', -5],
      ['f', true],
      ['t', ''],
      ['x', 1.5],
      ['last', true],
    ],
  );
  const json = '{"a": "file", "deep": {"b": 1}, "list": [1], "p": "${projectDir}/x"}';
  assert.deepEqual(
    [...launchParams(['--a', 'line'], [json])],
    [
      ['a', 'line'],
      ['deep.b', 1],
      ['list', undefined],
      ['p', undefined],
    ],
  );
  const yaml =
    "a: lab # why\nb: yes\nc: 'x y'\nd: 012\ne: true\nf:\n  g: 1\nh: one\n  two\ni: plain.txt\n";
  assert.deepEqual(
    [...launchParams([], [yaml])].filter(([, value]) => value !== undefined),
    [
      ['c', 'x y'],
      ['e', true],
      ['i', 'plain.txt'],
    ],
  );
});
