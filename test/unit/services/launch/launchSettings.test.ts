import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileUri, resolveUri } from '../../../../src/core/nextflow/fileUri.ts';
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

test('what is started in a terminal has the configs of its folder, and none of the folder above', async () => {
  for (const work of [
    { kind: 'terminal', shell: '/bin/bash' },
    { kind: 'tests', file: 'tests/main.nf.test', only: null },
  ] as const) {
    const { settings } = await readerOf({
      'nextflow.config': "process.queue = 'long'",
      '../nextflow.config': "workDir = '/above'",
    }).read({ folder, work, test: false }, new AbortController().signal);
    assert.deepEqual(
      settings.map(({ path }) => path.join('.')),
      ['process.queue'],
    );
  }
});

const folder = { uri: 'file:///w', path: '/w', name: null };

function read({
  config,
  words = [],
  variables = {},
  files = {},
}: LaunchCase): Promise<PipelineUses> {
  const reader = readerOf({ ...launchFiles, 'nextflow.config': config, ...files }, variables);
  const options = { ...plainOptions('/w/main.nf'), extraArguments: [...words] };
  const ask = (): Promise<never> => Promise.reject(new Error('Nextflow is asked'));
  const { signal } = new AbortController();
  return reader.read({ folder, work: { kind: 'pipeline', options }, test: false }, signal, {
    key: '',
    ask,
  });
}

/** Reads files of these paths from the folder. */
function readerOf(
  files: Readonly<Record<string, string>>,
  variables: LaunchCase['variables'] = {},
): PipelineReader {
  const index = new PipelineIndex();
  index.setComplete(true);
  const source = new MemorySource(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [resolveUri('file:///w/x', path), text]),
    ),
    {},
    variables,
    fileUri('/w/.home/config'),
  );
  return new PipelineReader({ index, source, labelOf: uri => uri });
}
