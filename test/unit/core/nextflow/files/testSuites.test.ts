import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSuites } from '../../../../../src/core/nextflow/files/testSuites.ts';
import { indexFile } from '../../../../../src/services/index/indexedFile.ts';
import { PipelineIndex } from '../../../../../src/services/index/pipelineIndex.ts';
import { testUses } from '../../../../../src/services/index/testUses.ts';

const processTest = `nextflow_process {
    name "Test ALIGN"
    // script "../old.nf"
    script "../modules/align.nf"
    process "ALIGN"

    test("aligns, and 'quotes'") {
        setup {
            run("PREPARE") {
                script "./prepare.nf"
                process { """ input[0] = 1 """ }
            }
        }
        when { process { """ input[0] = Channel.of(1) """ } }
        then { assert process.success }
    }
    test('fails') { }
}
`;

test('an nf-test file tells what it tests and which scripts it runs', () => {
  const [suite] = testSuites(processTest);
  assert.deepEqual(
    { ...suite, tests: suite?.tests.map(({ name }) => name) },
    {
      kind: 'process',
      span: { start: 0, end: 'nextflow_process'.length },
      scripts: ['../modules/align.nf', './prepare.nf'],
      subject: 'ALIGN',
      tests: ["aligns, and 'quotes'", 'fails'],
    },
  );
  assert.deepEqual(testSuites('nextflow_pipeline { script "main.nf"'), [
    {
      kind: 'pipeline',
      span: { start: 0, end: 'nextflow_pipeline'.length },
      scripts: ['main.nf'],
      subject: null,
      tests: [],
    },
  ]);
});

const pipeline = {
  'main.nf': "include { ALIGN } from './modules/align'\nworkflow { secrets.MAIN }",
  'other.nf': 'workflow { secrets.OTHER }',
  'modules/align.nf': `process ALIGN { secret 'ALIGN_KEY' }
process SORT { secret 'SORT_KEY' }
println secrets.TOP`,
  'tests/prepare.nf': "process PREPARE { secret 'PREPARE_KEY' }",
  'nextflow.config': 'env.X = secrets.CONFIG',
};

test('the test of a process needs what it and its set-up refer to, and not all of the folder', () => {
  assert.deepEqual(names(processTest), ['ALIGN_KEY', 'CONFIG', 'PREPARE_KEY', 'TOP']);
});

test('the test of a pipeline needs what its modules refer to', () => {
  assert.deepEqual(names('nextflow_pipeline { script "main.nf" }'), [
    'ALIGN_KEY',
    'CONFIG',
    'MAIN',
    'SORT_KEY',
    'TOP',
  ]);
});

test('a test of a script that nobody finds may need any secret of the folder', () => {
  assert.equal(names('nextflow_process { script "../nope.nf"\nprocess "X" }').length, 7);
  assert.equal(names('').length, 7);
});

function names(tests: string): string[] {
  const index = new PipelineIndex();
  for (const [path, text] of Object.entries(pipeline)) {
    const file = indexFile(`file:///p/${path}`, 'file:///p', text);
    assert.ok(file);
    index.set(file);
  }
  const { uses } = testUses(index, 'file:///p', 'file:///p/tests/a.nf.test', testSuites(tests));
  return [...new Set(uses.flatMap(({ reference }) => reference.name ?? []))].sort();
}
