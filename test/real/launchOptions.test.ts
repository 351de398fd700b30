import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandLine } from '../../src/core/runs/launch/commandLine.ts';
import { plainOptions } from '../../src/core/runs/launch/launchOptions.ts';
import { type LaunchCase, launchCases, launchFiles } from '../support/launchCases.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** One by default, all with `NFS_ALL=1`; what we make of them `launchSettings.test.ts` holds. */
const chosen = process.env['NFS_ALL'] === '1' ? launchCases : launchCases.slice(7, 8);

for (const case_ of chosen) {
  test(`Nextflow is told by ${case_.what}`, async t => {
    const nextflow = requireTool('Nextflow');
    const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-launch-'));
    t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const { output, log } = await preview(nextflow, folder, case_);
    const executors = [...log.matchAll(/processorType: '(.*)'/g)].map(([, name]) => name);
    assert.deepEqual(executors.sort(), case_.executors, output);
    const work = /Work-dir: (\S+)/.exec(log)?.[1];
    assert.equal(work, join(folder, case_.work ?? 'work'), output);
  });
}

/** Nextflow's preview runs no task, so that no scheduler need be there. */
async function preview(
  nextflow: string,
  folder: string,
  { config, words = [], variables = {}, files = {} }: LaunchCase,
): Promise<{ readonly output: string; readonly log: string }> {
  for (const [name, text] of Object.entries({
    ...launchFiles,
    'nextflow.config': config,
    ...files,
  })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const options = { ...plainOptions(join(folder, 'main.nf')), extraArguments: [...words] };
  const [program = '', ...line] = commandLine(nextflow, options);
  const home = files['.home/config'] === undefined ? {} : { NXF_HOME: join(folder, '.home') };
  const env = { ...process.env, ...variables, ...home };
  const output = await new Promise<string>(resolve => {
    execFile(program, [...line, '-preview'], { cwd: folder, env }, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
  return { output, log: await readFile(join(folder, '.nextflow.log'), 'utf8') };
}
