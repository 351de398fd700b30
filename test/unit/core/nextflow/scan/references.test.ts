import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import type { FileKind } from '../../../../../src/core/nextflow/files/fileKind.ts';

/** What a source refers to: `kind NAME use`, dynamic names as `…`. */
function references(source: string, kind: FileKind): string[] {
  return analyse(source, kind).references.map(
    ({ kind: form, name, use }) => `${form} ${name ?? '…'}${use === 'required' ? '' : ` ${use}`}`,
  );
}

const scripts: readonly (readonly [string, readonly string[]])[] = [
  ['x = secrets.A', ['property A']],
  ['x = secrets[\'A\']; y = secrets["B"]', ['property A', 'property B']],
  ['x = secrets."A"', ['property A']],
  ['x = secrets?.A', ['property A']],
  ['x = this.secrets?.A', ['property A']],
  ['x = secrets /* c */ .\n  A', ['property A']],
  ['x = secrets\n  .A', ['property A']],
  ['x = "a ${secrets.A} $secrets.B"', ['property A', 'property B']],
  ['x = /a ${secrets.A}/', ['property A']],
  ['x = $/a ${secrets.A}/$', ['property A']],
  ['x = a / b / secrets.A', ['property A']],
  ['x = { it -> secrets.A }', ['property A']],
  ['x = "${"${secrets.A}"}"', ['property A']],
  ['x = secrets[n]', ['property …']],
  ['x = secrets."${n}"', ['property …']],
  ["x = secrets['A' + b]", ['property …']],
  ['def s = secrets', ['property …']],
  ["x = 'secrets.A'", []],
  ['x = "\\${secrets.A}"', []],
  ['// secrets.A', []],
  ['/* secrets.A */', []],
  ['#!/usr/bin/env secrets.A', []],
  ['foo.secrets.A', []],
  ['params.secrets.A', []],
  ['x = [secrets: 1]', []],
  ["secrets.get('A')", []],
  ['secrets.class', ['property class']],
  ['def secrets = [A: 1]\nsecrets.A', []],
  ['ch.map { secrets -> secrets.A }', []],
  ['def f(secrets) { secrets.A }\nsecrets.B', ['property B']],
  ["x = secrets.A ?: ''", ['property A optional']],
  ["x = secrets.A ? secrets.A : ''", ['property A optional', 'property A optional']],
  ['if (secrets.A) { x = secrets.A }', ['property A optional', 'property A optional']],
  ["if (!secrets.A) { error 'no' }\nx = secrets.A", ['property A', 'property A optional']],
  ['if (params.x) { y = secrets.A }', ['property A conditional']],
  ["process P { secret 'A'\n script: 'x' }", ['directive A']],
  ["process P { secret 'A', \"B\"\n script: 'x' }", ['directive A', 'directive B']],
  ["process P { secret('A')\n script: 'x' }", ['directive A']],
  ["process P { secret(['A', 'B'])\n script: 'x' }", ['directive A', 'directive B']],
  ["process P { secret { ['A'] }\n script: 'x' }", ['directive A']],
  ["process P { secret 'A',\n 'B'\n script: 'x' }", ['directive A', 'directive B']],
  ["process P { input: val x\n secret 'A'\n script: 'x' }", ['directive A']],
  [
    "process P { secret secrets.A ? 'A' : ''\n script: 'x' }",
    ['property A optional', 'directive A optional'],
  ],
  [
    "process P { secret params.x ? 'A' : 'B'\n script: 'x' }",
    ['directive A conditional', 'directive B conditional'],
  ],
  ["process P { secret params.x\n script: 'x' }", ['directive …']],
  ['process P { script: """ secret \'A\' """ }', []],
  ["workflow { secret 'A' }", []],
  ["process P { shell: ''' !{secrets.A} ${secrets.B} ''' }", ['property A']],
  ["process P { script: ''' !{secrets.A} ''' }", []],
];

const configs: readonly (readonly [string, readonly string[]])[] = [
  // As `process { includeConfig 'it' }` takes it, which `nextflow config` (24.10.0) shows.
  ["withName: P { secret = 'A' }", ['configDirective A']],
  ["process.secret = ['A', 'B']", ['configDirective A', 'configDirective B']],
  ["process { secret = ['A'] }", ['configDirective A']],
  ["process { withName: 'X|Y' { secret = ['A'] } }", ['configDirective A']],
  ["process { withLabel:big { cpus = 1; secret = ['A'] } }", ['configDirective A conditional']],
  ["profiles { x { process.secret = ['A'] } }", ['configDirective A conditional']],
  ["process.secret = 'A'", ['configDirective A']],
  ["params.secret = ['A']", []],
  ['env.X = secrets.A', ['property A']],
  ['params.x = "${secrets.A}"', ['property A']],
];

for (const [kind, table] of [
  ['script', scripts],
  ['config', configs],
] as const) {
  for (const [source, expected] of table) {
    test(`${kind} ${source.replaceAll('\n', '⏎')}`, () => {
      assert.deepEqual(references(source, kind), expected);
    });
  }
}

test('a value in a task’s script is told from one in code around it', () => {
  const source =
    'process P {\n tag "${secrets.A}"\n script:\n def x = "${secrets.B}"\n """ ${secrets.C} """\n}';
  const places = analyse(source, 'script').references.map(({ name, place }) => [
    name,
    place.kind === 'process' && place.script,
  ]);
  assert.deepEqual(places, [
    ['A', false],
    ['B', false],
    ['C', true],
  ]);
});

test('includes, profiles, entry and processes are found', () => {
  const script = analyse(
    'include { A } from \'./a\'\ninclude { B as B2; C\n D as D2 } from "${projectDir}/b"\nprocess P { exec: x }\nworkflow { }',
    'script',
  );
  assert.deepEqual(
    script.includes.map(({ target }) => target),
    ['./a', '${projectDir}/b'],
  );
  assert.deepEqual(
    script.includes.map(({ components }) => components.map(({ name, as }) => `${name} ${as}`)),
    [['A A'], ['B B2', 'C C', 'D D2']],
  );
  assert.deepEqual(
    script.processes.map(({ name, kind }) => [name, kind]),
    [['P', 'exec']],
  );
  assert.ok(script.entry);
  const config = analyse("profiles { test { } 'big one' { } }\nincludeConfig params.x", 'config');
  assert.deepEqual(config.profiles, ['test', 'big one']);
  assert.deepEqual(
    config.includes.map(({ target }) => target),
    [null],
  );
});
