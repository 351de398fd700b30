import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFindings } from '../../../../src/core/language/findFindings.ts';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';
import type { FileKind } from '../../../../src/core/nextflow/files/fileKind.ts';
import { catalog } from '../../../support/catalogs.ts';

const secrets = catalog({ user: ['KEY'], workspace: [] });

/** What is found wrong with a text whose secret is there. */
function codes(text: string, kind: FileKind): readonly string[] {
  const analysis = analyse(text, kind);
  return analysis.references
    .flatMap(reference => [...findFindings(reference, analysis, name => secrets.resolve(name))])
    .map(({ code }) => code);
}

for (const [text, expected] of [
  ['env.ZED = secrets.KEY', ['value-in-environment']],
  ['env {\n  ZED = "x ${secrets.KEY}"\n}', ['value-in-environment']],
  ['profiles { test { env.ZED = secrets.KEY } }', ['value-in-environment']],
  ['params.token = secrets.KEY', []],
  ['aws.accessKey = secrets.KEY\nenv.ZED = 1', []],
] as const) {
  test(`${JSON.stringify(text)} in a config: ${expected.join() || 'nothing'}`, () => {
    assert.deepEqual(codes(text, 'config'), expected);
  });
}

test('a value in a task’s script or shell is found before it runs', () => {
  const process = (body: string): string => `process P {\n${body}\n}\nworkflow { P() }`;
  const inScript = process('script:\n"""\n: ${secrets.KEY}\n"""');
  const inShell = process("shell:\n'''\n: !{secrets.KEY}\n'''");
  assert.deepEqual(codes(inScript, 'script'), ['value-in-script']);
  assert.deepEqual(codes(inShell, 'script'), ['value-in-script']);
});
