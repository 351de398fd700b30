import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PipelineIndex } from '../../../../../src/services/index/pipelineIndex.ts';
import { printedModel } from '../../../../../src/services/index/runModel/printedModel.ts';
import { readRunModel } from '../../../../../src/services/index/runModel/readRunModel.ts';
import { MemorySource } from '../../../../support/memorySource.ts';

const folder = 'file:///w';
const process = "process P {\n  label 'big'\n  script: 'x'\n}\nworkflow { P() }\n";

test('what Nextflow has decided is no condition any more, also for what has a label', async () => {
  const config = "if (params.on) { process { withLabel: big { secret = ['SITE'] } } }\n";
  const [script, own] = [`${folder}/main.nf`, `${folder}/nextflow.config`];
  const source = new MemorySource({ [script]: process, [own]: config });
  const launch = { script, folder, configs: [own], profiles: [] };
  const written = await readRunModel(new PipelineIndex(), source, launch);
  const printed = "process.'withLabel:big'.secret = ['SITE']";
  const { uses } = printedModel(written, printed, new Set(['SITE']));
  for (const [model, use] of [
    [written.uses, 'conditional'],
    [uses, 'required'],
  ] as const) {
    const found = model.map(({ reference }) => [reference.name, reference.use]);
    assert.deepEqual(found, [['SITE', use]]);
  }
});
