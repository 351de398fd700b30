import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileUri } from '../../../../src/core/nextflow/fileUri.ts';
import { configuredValue } from '../../../../src/core/runs/backends/configuredValue.ts';
import { processTarget } from '../../../../src/core/runs/backends/processTarget.ts';
import { plainOptions } from '../../../../src/core/runs/launch/launchOptions.ts';
import { PipelineIndex } from '../../../../src/services/index/pipelineIndex.ts';
import type { PipelineUses } from '../../../../src/services/launch/launchRequest.ts';
import { PipelineReader } from '../../../../src/services/launch/pipelineReader.ts';
import { type LaunchCase, launchCases, launchFiles } from '../../../support/launchCases.ts';
import { MemorySource } from '../../../support/memorySource.ts';

for (const case_ of launchCases) {
  test(`a launch takes into account ${case_.what}`, async () => {
    if (case_.asked) {
      await assert.rejects(read(case_), /Nextflow is asked/);
      return;
    }
    const { processes, settings, gaps } = await read(case_);
    const executors = processes
      .filter(({ called }) => called !== undefined)
      .map(process => processTarget(process, settings).executor?.value ?? 'local');
    assert.deepEqual(executors.sort(), case_.executors);
    assert.equal(configuredValue(settings, 'workDir')?.value ?? 'work', case_.work ?? 'work');
    assert.deepEqual(gaps, []);
  });
}

function read({
  config,
  words = [],
  variables = {},
  files = {},
}: LaunchCase): Promise<PipelineUses> {
  const index = new PipelineIndex();
  index.setComplete(true);
  const texts = Object.entries({ ...launchFiles, 'nextflow.config': config, ...files });
  const source = new MemorySource(
    Object.fromEntries(texts.map(([path, text]) => [fileUri(`/w/${path}`), text])),
    {},
    variables,
    fileUri('/w/.home/config'),
  );
  const reader = new PipelineReader({ index, source, labelOf: uri => uri });
  const options = { ...plainOptions('/w/main.nf'), extraArguments: [...words] };
  const folder = { uri: 'file:///w', path: '/w', name: null };
  const ask = (): Promise<never> => Promise.reject(new Error('Nextflow is asked'));
  const { signal } = new AbortController();
  return reader.read({ folder, options, test: false }, signal, { key: '', ask });
}
