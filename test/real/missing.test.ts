import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { absenceConsequences } from '../../src/core/arrival/absenceConsequences.ts';
import { analyse } from '../../src/core/nextflow/files/analyse.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** What the plan tells of a missing secret, next to what Nextflow does without it. */

const goesOn = `
params.fromConfig = 'unset'
process IN_SCRIPT {
  output: stdout
  script:
  """
  echo "in-script=\${secrets.MISSING}"
  """
}
process OPTIONAL {
  secret secrets.MISSING ? 'MISSING' : ''
  output: stdout
  script: "echo ran-without"
}
workflow {
  println "property=\${secrets.MISSING}"
  println "config=\${params.fromConfig}"
  println "guarded=\${secrets.MISSING ?: 'default'}"
  IN_SCRIPT().view()
  OPTIONAL().view()
}
`;

test('a property that is missing is null, and the run goes on', async t => {
  const config = 'params.fromConfig = "${secrets.MISSING}"';
  const run = await nextflow(t, goesOn, config);
  assert.equal(run.code, 0, run.output);
  for (const line of [
    'property=null',
    'config=null',
    'guarded=default',
    'in-script=null',
    'ran-without',
  ]) {
    assert.match(run.output, new RegExp(`^${line}$`, 'm'));
  }
  assert.deepEqual(claims(goesOn, 'MISSING'), [
    'the text “null” is written into the script of IN_SCRIPT (x), and the run continues',
    'skipped: the code first checks whether it is set (x)',
    'skipped: OPTIONAL will run without it',
    'secrets.MISSING is null in x, and the run continues',
  ]);
});

for (const [by, script, config, claim] of [
  [
    'a directive',
    `process ALIGN {\n  secret 'MISSING'\n  script: "true"\n}\nworkflow { ALIGN() }`,
    '',
    "ALIGN will fail when submitted: secret 'MISSING' is missing",
  ],
  [
    'a config selector',
    `process ALIGN {\n  script: "true"\n}\nworkflow { ALIGN() }`,
    "process { withName: 'ALIGN' { secret = ['MISSING'] } }",
    "each process that withName:ALIGN selects will fail when submitted: secret 'MISSING' is missing",
  ],
] as const) {
  test(`${by} whose secret is missing fails its process when it is submitted`, async t => {
    const run = await nextflow(t, script, config);
    assert.equal(run.code, 1, run.output);
    assert.match(run.output, /Required secret is missing: 'MISSING'/);
    assert.match(run.output, /Error executing process > 'ALIGN'/);
    assert.deepEqual(
      [...claims(script, 'MISSING'), ...claims(config, 'MISSING', 'config')],
      [claim],
    );
  });
}

function claims(text: string, name: string, kind: 'script' | 'config' = 'script'): string[] {
  const uses = analyse(text, kind)
    .references.filter(reference => reference.name === name)
    .map(reference => ({ reference, at: 'x' }));
  return absenceConsequences(name, uses).map(consequence => consequence.text);
}

/** Runs a pipeline with an empty store. */
async function nextflow(
  t: TestContext,
  script: string,
  config: string,
): Promise<{ readonly code: number; readonly output: string }> {
  const program = requireTool('Nextflow');
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-missing-'));
  try {
    const store = join(folder, 'secrets.json');
    await writeFile(join(folder, 'main.nf'), script);
    await writeFile(join(folder, 'nextflow.config'), config);
    await writeFile(store, '[]', { mode: 0o600 });
    return await new Promise(resolve => {
      const env = { ...process.env, NXF_SECRETS_FILE: store, NXF_ENABLE_SECRETS: 'true' };
      const line = ['run', 'main.nf', '-ansi-log', 'false'];
      const child = execFile(program, line, { cwd: folder, env }, (_, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
