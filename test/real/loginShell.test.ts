import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { LocalTools } from '../../src/adapters/nextflow/localTools.ts';
import { noCloudSettings } from '../../src/core/runs/backends/chooseTarget.ts';
import { launchAsPlanned } from '../support/launchRig.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

test('a run has the environment of the login shell, and the config of the user that this names', async t => {
  const nextflow = requireTool('Nextflow');
  const home = await homeWith(t, {
    '.bash_profile': 'export NXF_HOME=$HOME/nxf PATH=$HOME/tools:$PATH SITE=lab\n',
    'tools/nextflow': `#!/bin/sh\nexec '${nextflow}' "$@"\n`,
    'nxf/config': 'env.FROM_HOME = secrets.HOME_TOKEN\n',
  });
  inEnvironment(t, await loginEnvironment(home));
  const found = await new LocalTools().nextflow(null);
  assert.ok(found.ok);
  assert.equal(found.value, join(home, 'tools/nextflow'));

  const rig = await RunRig.create(t, found.value, {
    'main.nf': `process P {
  script:
  """
  printf %s "\\$SITE \\$FROM_HOME" > "$launchDir/told"
  """
}
workflow { P() }
`,
  });
  const { plan, run } = await launchAsPlanned(rig, {
    secrets: { HOME_TOKEN: 'value-of-home', OTHER: 'x' },
    options: {},
    clouds: noCloudSettings,
    environment: {},
  });
  assert.deepEqual(
    plan.published.map(({ name }) => name),
    ['HOME_TOKEN'],
  );
  await rig.ended(run);
  assert.equal(await readFile(join(rig.launchFolder, 'told'), 'utf8'), 'lab value-of-home');
});

async function homeWith(
  t: Pick<TestContext, 'after'>,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-home-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(home, path, '..'), { recursive: true });
    await writeFile(join(home, path), text, { mode: 0o755 });
  }
  return home;
}

/** Asked as VS Code and its servers ask before they start an extension host. */
async function loginEnvironment(home: string): Promise<NodeJS.ProcessEnv> {
  const print = `'${process.execPath}' -p '"<" + JSON.stringify(process.env) + ">"'`;
  const { stdout } = await promisify(execFile)('bash', ['-i', '-l', '-c', print], {
    env: { ...process.env, HOME: home },
  });
  return JSON.parse(/<({.*})>/.exec(stdout)?.[1] ?? '{}') as NodeJS.ProcessEnv;
}

/** Is in force until the test ends. */
function inEnvironment(t: Pick<TestContext, 'after'>, environment: NodeJS.ProcessEnv): void {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  t.after(() => {
    for (const name of Object.keys(process.env)) {
      if (before[name] === undefined) {
        Reflect.deleteProperty(process.env, name);
      }
    }
    Object.assign(process.env, before);
  });
}
