import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandLine } from '../../src/core/runs/launch/commandLine.ts';
import { plainOptions } from '../../src/core/runs/launch/launchOptions.ts';
import { type RunCase, runCases } from '../support/runCases.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** One by default, all with `NFS_ALL=1`; what we make of them the unit test of this name holds. */
const chosen = process.env['NFS_ALL'] === '1' ? runCases : runCases.slice(0, 1);

for (const case_ of chosen) {
  test(`tasks have on Nextflow what the table says: ${case_.what}`, async t => {
    const nextflow = requireTool('Nextflow');
    const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-case-'));
    t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
    const output = await outputOf(nextflow, home, case_);
    const tasks = [...output.matchAll(/^task (\S+) has(.*)$/gm)].map(([, path = '', has = '']) => [
      path,
      has.split(' ').filter(name => name !== ''),
    ]);
    assert.deepEqual(Object.fromEntries(tasks), case_.tasks, output);
  });
}

/** Its store has the secrets of its tasks and no other, so that any other ends the run. */
async function outputOf(
  nextflow: string,
  home: string,
  { files, from = '.', script, words = [], tasks }: RunCase,
): Promise<string> {
  const top = join(home, 'w');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), text);
  }
  const cwd = join(top, from);
  const store = join(home, 'store.json');
  const names = [...new Set(Object.values(tasks).flat())];
  const secrets = names.map(name => ({ name, value: `value-of-${name}` }));
  await writeFile(store, JSON.stringify(secrets), { mode: 0o600 });
  const entry = script === undefined ? join(cwd, 'main.nf') : join(top, script);
  const options = { ...plainOptions(entry), extraArguments: [...words] };
  const [program = '', ...line] = commandLine(nextflow, options);
  const env = { ...process.env, NXF_SECRETS_FILE: store };
  return new Promise(resolve => {
    execFile(program, line, { cwd, env }, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}
