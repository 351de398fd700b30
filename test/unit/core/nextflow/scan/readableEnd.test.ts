import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFindings } from '../../../../../src/core/language/findFindings.ts';
import { misuseFinding } from '../../../../../src/core/language/misuseFinding.ts';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import type { FileKind } from '../../../../../src/core/nextflow/files/fileKind.ts';
import { TokenList } from '../../../../../src/core/nextflow/groovy/tokenList.ts';
import { readableEnd } from '../../../../../src/core/nextflow/scan/readableEnd.ts';
import { claimCases } from '../../../../claims/claimCases.ts';
import { catalog } from '../../../../support/catalogs.ts';

const none = catalog({ user: [], workspace: [] });

/** The errors in a text while no secret is defined, by what stands there. */
function errorsIn(text: string, kind: FileKind = 'script'): readonly string[] {
  const analysis = analyse(text, kind);
  return [
    ...analysis.misuses.map(misuseFinding),
    ...analysis.references.flatMap(reference => [
      ...findFindings(reference, analysis, name => none.resolve(name)),
    ]),
  ]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

const ends: readonly (readonly [readable: string, rest: string])[] = [
  ["process P { secret 'A' }", ''],
  ["def a = '$b' + /c/ + \"${d}\" + '''\n'''", ''],
  ['process P ', "{ secret 'A'\nprocess Q { secret 'B' }"],
  ["process P { secret 'A'\n script: ", '"""\n echo ${a}\n}\n'],
  ["process P { secret 'A'\n script: ", '"${ a \n}\n'],
  ['def a = ', "'b\ndef c = 1\n"],
  ['def a = f', '(b }\ndef c = 1\n'],
  ['def a = f(b)', ')\ndef c = 1\n'],
];

for (const [readable, rest] of ends) {
  test(`a text can be read up to what is not closed: ${readable}|${rest}`, () => {
    const expected = rest === '' ? Infinity : readable.length;
    assert.equal(readableEnd(new TokenList(readable + rest)), expected);
  });
}

test('nothing is claimed of what follows a bracket or a string that is not closed', () => {
  const broken = "process P {\n  script:\n  'true'\n";
  assert.deepEqual(errorsIn(`${broken}process Q {\n  secret 'BETA'\n  script:\n  'true'\n}\n`), []);
  assert.deepEqual(
    errorsIn(`workflow {\n  f('a\n  secrets.size()\n  secrets.ALPHA.trim()\n}\n`),
    [],
  );
  assert.deepEqual(errorsIn("process {\n  withName: 'P' {\n  secret = 'ALPHA'\n}\n", 'config'), []);
});

test('what stands before it is claimed as ever', () => {
  const process = "process P {\n  secret 'ALPHA'\n  script:\n";
  assert.deepEqual(errorsIn(`${process}  """\n  echo \${a\n  """\n}\n`), ['missing-secret ALPHA']);
  assert.deepEqual(errorsIn("process.secret = ['ALPHA']\nparams {\n  a = 1\n", 'config'), [
    'missing-secret ALPHA',
  ]);
});

test('references stay, whatever is not closed', () => {
  const text =
    "process P {\n  secret 'ALPHA'\n  script:\n  \"${secrets.BETA}\"\nprocess Q { secret 'GAMMA' }\n";
  const names = analyse(text, 'script').references.map(({ name }) => name);
  assert.deepEqual(names.slice(0, 2), ['ALPHA', 'BETA']);
});

test('a file that is cut off has no error behind what is open', () => {
  for (const { files } of claimCases) {
    for (const [path, text] of Object.entries(files).filter(([name]) => name.endsWith('.nf'))) {
      const cut = text.slice(0, text.lastIndexOf('}'));
      const end = readableEnd(new TokenList(cut));
      const analysis = analyse(cut, 'script');
      const wrong = analysis.misuses.filter(({ span, fails }) => fails && span.start >= end);
      assert.deepEqual(wrong, [], path);
    }
  }
});
