import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import type { Edit } from '../../../../../src/core/nextflow/misuse/misuse.ts';

/** What each fix makes of a line; after it nothing is left to mend. */

const directives = [
  ["sercet 'A'", "secret 'A'"],
  ["Secret('A', 'B')", "secret('A', 'B')"],
  ["secretName 'A'", "secret 'A'"],
  ["secrets = ['A']", "secret = ['A']"],
  ["secret['A']", "secret 'A'"],
  ["secret ['A', 'B'] // both", "secret 'A', 'B' // both"],
  ["secret: 'A'", "secret 'A'"],
  ["secret:\n  'A'", "secret 'A'"],
  ['secret.A', "secret 'A'"],
  ["secret += 'A'", "secret 'A'"],
  ['secret A', "secret 'A'"],
  ["secret(A, 'B')", "secret('A', 'B')"],
  ['secrets.A', "secret 'A'"],
  ['secret secrets.A', "secret 'A'"],
] as const;

for (const [before, after] of directives) {
  test(`a process: ${before.replace('\n', '⏎')}`, () => {
    const around = (line: string): string =>
      `process P {\n  cpus 1\n  ${line}\n  script:\n  'true'\n}\nworkflow { P() }\n`;
    assert.equal(mended(around(before), 'script'), around(after));
  });
}

const settings = [
  ["process.sercet = ['A']", "process.secret = ['A']"],
  ["process {\n  Secret = ['A']\n}", "process {\n  secret = ['A']\n}"],
  ["process {\n  secret 'A'\n}", "process {\n  secret = ['A']\n}"],
  [
    "process {\n  withName: P {\n    secrets('A', 'B')\n  }\n}",
    "process {\n  withName: P {\n    secret = ['A', 'B']\n  }\n}",
  ],
  ["process {\n  secret['A']\n}", "process {\n  secret = ['A']\n}"],
  ["process {\n  secret: ['A', 'B']\n}", "process {\n  secret = ['A', 'B']\n}"],
  ["process {\n  secret { 'A' }\n}", "process {\n  secret = ['A']\n}"],
  ["process.secret 'A'", "process.secret = ['A']"],
  ["process.secret = [A, 'B']", "process.secret = ['A', 'B']"],
  ['process.secret = [secrets.A]', "process.secret = ['A']"],
  ["params.x = 1\nsecret = ['A']", "params.x = 1\nprocess.secret = ['A']"],
  ["secret 'A'", "process.secret = ['A']"],
] as const;

for (const [before, after] of settings) {
  test(`a config: ${before.replaceAll(/\s+/g, ' ')}`, () => {
    assert.equal(mended(before, 'config'), after);
  });
}

test('names that a script sets are no names without quotes', () => {
  const task = "process P {\n  secret TOKEN\n  script:\n  'true'\n}\n";
  for (const own of ["TOKEN = 'A'\n", "def TOKEN = 'A'\n", "def TOKEN() { 'A' }\n"]) {
    assert.deepEqual(analyse(own + task, 'script').misuses, []);
  }
  assert.deepEqual(
    analyse(task, 'script').misuses.map(({ kind }) => kind),
    ['unquoted-name'],
  );
});

test('what is named secret is no directive in the wrong place', () => {
  for (const own of [
    'def secret(x) { x }',
    'process secret {\n  input: val x\n  exec:\n  println x\n}',
    "include { secret } from './m'",
    "include { a ; other as secret } from './m'",
    'secret = { x -> x }',
  ]) {
    const script = `${own}\nworkflow {\n  secret 'A'\n}\n`;
    assert.deepEqual(analyse(script, 'script').misuses, [], own);
  }
});

test('a file that another includes into the scope of processes may assign the directive', () => {
  assert.deepEqual(analyse("cpus = 2\nsecret = ['A']", 'config').misuses, []);
});

test('other words, other places and other values are nothing of secrets', () => {
  const script = `process P {
  scratch true
  shell '/bin/bash', '-e'
  input:
  val secret
  path secrets
  script:
  def secrets_of = ['A']
  sacred = 'A'
  'true'
}
def secretOf(x) { x }
workflow { P(secretOf('A'), Channel.of('secret')) }
`;
  assert.deepEqual(analyse(script, 'script').misuses, []);
  const config = "params.secret = 'A'\nprocess { ext.secret = 'A'; section = ['A'] }\n";
  assert.deepEqual(analyse(config, 'config').misuses, []);
});

/** A text after the fixes of what is found in it, in which nothing is found any more. */
function mended(text: string, kind: 'script' | 'config'): string {
  const { misuses } = analyse(text, kind);
  assert.ok(misuses.length > 0, text);
  const after = apply(
    text,
    misuses.flatMap(({ edits }) => edits),
  );
  const left = analyse(after, kind).misuses.filter(each => each.older === undefined);
  assert.deepEqual(left, [], after);
  return after;
}

function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (whole, { span, text: by }) => whole.slice(0, span.start) + by + whole.slice(span.end),
      text,
    );
}
