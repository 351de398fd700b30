import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileUri } from '../../../../src/core/nextflow/fileUri.ts';
import { secretsOf } from '../../../../src/core/runs/backends/processSecrets.ts';
import { plainOptions } from '../../../../src/core/runs/launch/launchOptions.ts';
import { PipelineIndex } from '../../../../src/services/index/pipelineIndex.ts';
import type { PipelineUses } from '../../../../src/services/launch/launchRequest.ts';
import { PipelineReader } from '../../../../src/services/launch/pipelineReader.ts';
import { MemorySource } from '../../../support/memorySource.ts';
import { paramCases } from '../../../support/paramCases.ts';
import { type RunCase, runCases } from '../../../support/runCases.ts';

for (const case_ of [...runCases, ...paramCases]) {
  test(`a run asks for what its tasks have on Nextflow: ${case_.what}`, async () => {
    if (case_.asked) {
      await assert.rejects(read(case_), /Nextflow is asked/);
      return;
    }
    const { processes, settings, uses, gaps } = await read(case_);
    assert.deepEqual(gaps, []);
    const names = uses.flatMap(({ reference }) => reference.name ?? []);
    const wanted = Object.values(case_.tasks).flat();
    assert.deepEqual([...new Set(names)].sort(), [...new Set(wanted)].sort());
    const references = uses.map(({ reference }) => reference);
    const tasks = processes.map(process => [
      process.called?.path ?? process.name,
      [...secretsOf(process, references, settings).names].sort(),
    ]);
    assert.deepEqual(Object.fromEntries(tasks), case_.tasks);
  });
}

test('what a profile or a label decides in a file is decided in a run', async () => {
  const ofX = "profiles { x { process.secret = ['ONE'] } }\n";
  const ofLabel = "process { withLabel: big { secret = ['TWO'] } }\n";
  const called = "process P {\n  label 'big'\n  script: 'x'\n}\nprocess Q { script: 'x' }\n";
  const files = {
    'main.nf': `${called}workflow { P(); Q() }\n`,
    'nextflow.config': ofX + ofLabel,
  };
  for (const [words, expected] of [
    [['-profile', 'x'], { ONE: 'required', TWO: 'required' }],
    [[], { TWO: 'required' }],
  ] as const) {
    const { uses } = await read({ what: '', files, words, tasks: {} });
    const found = uses.map(({ reference: { name, use } }) => [name, use]);
    assert.deepEqual(Object.fromEntries(found), expected);
  }
});

function read({ files, from, script, words = [] }: RunCase): Promise<PipelineUses> {
  const index = new PipelineIndex();
  index.setComplete(true);
  const source = new MemorySource(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [fileUri(`/w/${path}`), text])),
  );
  const reader = new PipelineReader({ index, source, labelOf: uri => uri });
  const folder = from === undefined ? '/w' : `/w/${from}`;
  const options = {
    ...plainOptions(script === undefined ? `${folder}/main.nf` : `/w/${script}`),
    extraArguments: [...words],
  };
  const launched = { uri: fileUri(folder), path: folder, name: null };
  const ask = (): Promise<never> => Promise.reject(new Error('Nextflow is asked'));
  const { signal } = new AbortController();
  const work = { kind: 'pipeline', options } as const;
  return reader.read({ folder: launched, work, test: false }, signal, { key: '', ask });
}
