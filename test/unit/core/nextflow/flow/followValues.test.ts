import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';

/** Blocks that name no secret are read only where a value comes into them. */

const journeys = [
  {
    what: 'a chain of functions in front of a process',
    text: 'def a() {\n  secrets.X\n}\ndef b() {\n  a()\n}\ndef c() {\n  b()\n}\nprocess P {\n  script:\n  "x ${c()}"\n}\n',
    leaks: ['script'],
  },
  {
    what: 'a variable of the script that a workflow sets',
    text: 'workflow {\n  token = secrets.X\n  P()\n}\nprocess P {\n  script:\n  "x ${token}"\n}\n',
    leaks: ['script'],
  },
  {
    what: 'a parameter',
    text: 'params.token = secrets.X\nprocess P {\n  script:\n  "x ${params.token}"\n}\n',
    leaks: ['script'],
  },
  {
    what: 'an input of a process that names nothing',
    text: 'process P {\n  input:\n  val y\n  script:\n  "x ${y}"\n}\nworkflow {\n  P(secrets.X)\n}\n',
    leaks: ['script'],
  },
  {
    what: 'another variable of that name',
    text: 'workflow {\n  def token = secrets.X\n}\nprocess P {\n  input:\n  val token\n  script:\n  "x ${token}"\n}\n',
    leaks: undefined,
  },
];

for (const { what, text, leaks } of journeys) {
  test(`a value is followed through ${what}`, () => {
    const [reference] = analyse(text, 'script').references;
    assert.deepEqual(reference?.leaks, leaks);
  });
}

test('a value is followed through as many names as there are', () => {
  const functions = Array.from({ length: 80 }, (_, at) => `def f${at}() {\n  f${at + 1}()\n}\n`);
  const text = `${functions.join('')}def f80() {\n  secrets.X\n}\nprocess P {\n  script:\n  "x \${f0()}"\n}\n`;
  const [reference] = analyse(text, 'script').references;
  assert.deepEqual(reference?.leaks, ['script']);
});

test('a setting’s value is followed into another scope of a config', () => {
  const text = 'token = secrets.X\nprocess {\n  beforeScript = "export T=${token}"\n}\n';
  const [reference] = analyse(text, 'config').references;
  assert.deepEqual(reference?.leaks, ['wrapper']);
});

for (const [name, leaks] of [
  ['args', ['script']],
  ['args2', ['script']],
  ['prefix', ['script']],
  ['auth_data_base64', undefined],
] as const) {
  test(`a config's ext.${name} ${leaks ? 'is' : 'may not be'} written into a script`, () => {
    const text = `process {\n  withName: 'P' {\n    ext.${name} = secrets.X\n  }\n}\n`;
    const [reference] = analyse(text, 'config').references;
    assert.deepEqual(reference?.leaks, leaks);
  });
}

const checked = [
  "secrets.A ?: error('set A')\nprintln secrets.A.trim()\n",
  "assert secrets.A : 'set A'\nsecrets.A.trim()\n",
  "secrets.A || error('set A')\nsecrets.A.trim()\n",
  "while (!secrets.A) { error 'set A' }\nsecrets.A.trim()\n",
  "if (params.x) {\n  assert secrets.A : 'set A'\n  if (!secrets.A) { error 'never' }\n}\n",
  "def x = secrets.A ?: error('set A')\nif (!secrets.A) { throw new Exception('never') }\n",
];

for (const text of checked) {
  test(`behind a check that ends the run the secret is there: ${text.split('\n')[0]}`, () => {
    const endings = analyse(text, 'script').references.map(({ ending }) => ending?.text);
    assert.deepEqual(endings, ['set A', undefined]);
  });
}
