import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../../../src/core/result.ts';
import { defaultExecutor } from '../../../../src/core/runs/backends/processTarget.ts';
import type { FixedConfigs } from '../../../../src/services/ports/runs/tools.ts';
import { readLaunch } from '../../../support/pipelineReading.ts';

for (const { what, name = 'x', options } of [
  { what: 'its command line', options: { extraArguments: ['--x', 'slurm'] } },
  { what: 'a params file', options: { paramsFile: '/w/p.yml' } },
  { what: 'another params file', options: { extraArguments: ['-params-file', 'p.json'] } },
  { what: 'a part of a param', name: 'y.z', options: { extraArguments: ['--y.z=slurm'] } },
]) {
  test(`Nextflow is asked with the params that a launch gives: ${what}`, async () => {
    const files = {
      'main.nf': "process P {\n  script: 'x'\n}\nworkflow { P() }\n",
      'nextflow.config':
        "params.x = 'lsf'\nprocess.executor = params.x\nprocess.queue = params.y.z\n",
      'p.yml': 'input: a\nx: slurm',
      'p.json': '{"x": "slurm"}',
    };
    const fixed: (FixedConfigs | null)[] = [];
    const printed = [ok(`params.${name} = 'slurm'\nprocess.executor = 'slurm'`)];
    const { config, settings } = await readLaunch(files, { options, printed, fixed });
    assert.deepEqual([config, defaultExecutor(settings)?.value], [{ kind: 'asked' }, 'slurm']);
    const uri = 'file:///w/nextflow.config';
    const text = `params.${name} = 'slurm'\n${files['nextflow.config']}`;
    const expected = name === 'x' ? text.replace("'lsf'", "'slurm'") : text;
    assert.deepEqual(fixed, [{ roots: [uri], texts: new Map([[uri, expected]]) }]);
  });
}
