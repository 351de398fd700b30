import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PipelineIndex } from '../../../../../src/services/index/pipelineIndex.ts';
import { readRunModel } from '../../../../../src/services/index/runModel/readRunModel.ts';
import type { RunModel } from '../../../../../src/services/index/runModel/runModel.ts';
import { MemorySource } from '../../../../support/memorySource.ts';

test('what no workflow of a run names is no part of it', async () => {
  const declared = (name: string): string =>
    `process ${name} {\n secret 'P_${name}'\n script: 'x'\n}\n`;
  const texts = {
    'main.nf': `include { A; W as X; IDLE } from './m'
${declared('LOCAL')}${declared('BY_FUNCTION')}${declared('PIPED')}${declared('OTHER')}
def run_it() { BY_FUNCTION() }
workflow NEVER { LOCAL(secrets.NEVER) }
workflow ENTRY { OTHER(secrets.ENTRY) }
workflow { A() | PIPED; X(); run_it() }
`,
    'm.nf': `${declared('A')}${declared('B')}${declared('C')}${declared('D')}
workflow W { C(secrets.IN_W) }
workflow IDLE { D(secrets.IN_IDLE) }
def unused() { secrets.FUNCTION }
`,
  };
  const both = ['FUNCTION', 'P_BY_FUNCTION'];
  const model = await read(texts);
  assert.deepEqual(namesOf(model), ['FUNCTION', 'IN_W', 'P_A', 'P_BY_FUNCTION', 'P_C', 'P_PIPED']);
  assert.deepEqual(
    model.processes.map(({ name }) => name),
    ['BY_FUNCTION', 'PIPED', 'A', 'C'],
  );
  const entry = await read(texts, 'ENTRY');
  assert.deepEqual(namesOf(entry), ['ENTRY', ...both, 'P_OTHER']);
  // Any may be called where a name is computed, or where a module is not known.
  for (const more of [
    'workflow { "${params.tool}"() }',
    'include { Z } from params.z\nworkflow { Z() }',
    'println 1',
  ]) {
    const main = texts['main.nf'].replace(/workflow { A[^]*$/, more);
    assert.ok(namesOf(await read({ ...texts, 'main.nf': main })).includes('P_B'), more);
  }
  const none = await read({ 'main.nf': `${declared('A')}workflow { }` });
  assert.deepEqual([namesOf(none), none.processes], [[], []]);
});

function read(
  texts: Readonly<Record<string, string>>,
  entry: string | null = null,
): Promise<RunModel> {
  const files = Object.entries(texts).map(([path, text]) => [`file:///w/${path}`, text] as const);
  return readRunModel(new PipelineIndex(), new MemorySource(Object.fromEntries(files)), {
    script: 'file:///w/main.nf',
    folder: 'file:///w',
    configs: [],
    profiles: [],
    entry,
  });
}

function namesOf({ uses }: RunModel): readonly string[] {
  return [...new Set(uses.flatMap(({ reference }) => reference.name ?? []))].sort();
}
