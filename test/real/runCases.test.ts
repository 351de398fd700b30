import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandLine } from '../../src/core/runs/launch/commandLine.ts';
import { plainOptions } from '../../src/core/runs/launch/launchOptions.ts';
import { planOnly } from '../support/launchRig.ts';
import { paramCases } from '../support/paramCases.ts';
import { type RunCase, runCases, runSecrets } from '../support/runCases.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

const all = [...runCases, ...paramCases];
const byParam = 'a config by a param that --site gives';
/** Two by default, all with `NFS_ALL=1`; what we make of them the unit test of this name holds. */
const chosen =
  process.env['NFS_ALL'] === '1' ? all : all.filter((its, at) => at === 0 || its.what === byParam);

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
    if (case_.asked) {
      const [folder, script] = placesOf(home, case_);
      const names = runSecrets.map(name => [name, 'value'] as const);
      const plan = await planOnly(
        { folder, script, nextflow },
        {
          secrets: Object.fromEntries<string>(names),
          options: { extraArguments: [...(case_.words ?? [])] },
        },
      );
      const wanted = [...new Set(Object.values(case_.tasks).flat())].sort();
      assert.deepEqual(plan.published.map(({ name }) => name).sort(), wanted);
    }
  });
}

/** The folder that a case is launched from, and its entry script. */
function placesOf(
  home: string,
  { from = '.', script }: Pick<RunCase, 'from' | 'script'>,
): readonly [folder: string, script: string] {
  const folder = join(home, 'w', from);
  return [folder, script === undefined ? join(folder, 'main.nf') : join(home, 'w', script)];
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
  const [cwd, entry] = placesOf(home, { from, ...(script !== undefined && { script }) });
  const store = join(home, 'store.json');
  const names = [...new Set(Object.values(tasks).flat())];
  const secrets = names.map(name => ({ name, value: `value-of-${name}` }));
  await writeFile(store, JSON.stringify(secrets), { mode: 0o600 });
  const options = { ...plainOptions(entry), extraArguments: [...words] };
  const [program = '', ...line] = commandLine(nextflow, options);
  const env = { ...process.env, NXF_SECRETS_FILE: store };
  return new Promise(resolve => {
    execFile(program, line, { cwd, env }, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}
