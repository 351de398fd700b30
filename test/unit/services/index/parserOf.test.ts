import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type IndexedFile, indexFile } from '../../../../src/services/index/indexedFile.ts';
import { type NextflowEnvironment, parserOf } from '../../../../src/services/index/parserOf.ts';
import { WorkspaceFindings } from '../../../../src/services/index/workspaceFindings.ts';
import { catalog, folder } from '../../../support/catalogs.ts';

const script = file('rnaseq/modules/main.nf', 'x = this.secrets.KEY\n');
const nothing = catalog({ user: ['KEY'], workspace: [] });

const asks = (version: string): string => `manifest {\n  nextflowVersion = '${version}'\n}\n`;

for (const [name, configs, env, expected] of [
  ['nothing known', {}, {}, []],
  ['by the config above', { 'rnaseq/nextflow.config': asks('!>=26.04.0') }, {}, ['error']],
  ['a hint', { 'nextflow.config': "manifest.nextflowVersion = '>=25.10.0'\n" }, {}, ['info']],
  ['old ones do too', { 'rnaseq/nextflow.config': asks('>=23.04.0') }, {}, []],
  [
    'the nearest',
    { 'nextflow.config': asks('>=26.04.0'), 'rnaseq/nextflow.config': asks('>=25.04.0') },
    {},
    ['info'],
  ],
  ['another pipeline', { 'rna/nextflow.config': asks('>=26.04.0') }, {}, []],
  [
    'a profile may be left out',
    { 'nextflow.config': `profiles {\n  p {\n    ${asks('>=26.04.0')}\n  }\n}\n` },
    {},
    [],
  ],
  ['NXF_VER', { 'nextflow.config': asks('>=26.04.0') }, { NXF_VER: '24.10.0' }, []],
  ['NXF_VER alone', {}, { NXF_VER: '26.04.6' }, ['error']],
  ['the parser', {}, { NXF_SYNTAX_PARSER: 'v2' }, ['error']],
  ['the older parser', {}, { NXF_VER: '26.04.6', NXF_SYNTAX_PARSER: 'v1' }, []],
] as const satisfies readonly (readonly [
  string,
  Readonly<Record<string, string>>,
  NextflowEnvironment,
  readonly string[],
])[]) {
  test(`older syntax, ${name}`, () => {
    const files = [...Object.entries(configs).map(([path, text]) => file(path, text)), script];
    const findings = new WorkspaceFindings(each => parserOf(each, files, env));
    assert.deepEqual(
      findings.of(script, nothing).map(({ severity }) => severity),
      expected,
    );
  });
}

function file(path: string, text: string): IndexedFile {
  const made = indexFile(`${folder}/${path}`, folder, text);
  assert.ok(made);
  return made;
}
