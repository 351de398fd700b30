import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { analyse } from '../../src/core/nextflow/files/analyse.ts';
import { commandLine } from '../../src/core/runs/launch/commandLine.ts';
import {
  plainOptions,
  rememberedBackend,
  testOptions,
} from '../../src/core/runs/launch/launchOptions.ts';
import { stubConsequence, stubless } from '../../src/core/runs/launch/stubs.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** What the plan tells of stubs, next to what Nextflow does. */

const halfStubbed = `
process UNUSED { script: "exit 1" }
process WITH {
  output: stdout
  script: "echo with-script"
  stub: "echo with-stub"
}
process WITHOUT {
  output: stdout
  script: "echo without-script"
}
workflow { WITH() | view; WITHOUT() | view }
`;
const none = rememberedBackend(null, 'main.nf');
const without = stubless(analyse(halfStubbed, 'script').processes);

test('a test run of a pipeline that lacks stubs comes to its end', async t => {
  const run = await nextflow(
    t,
    'Nextflow',
    testOptions('main.nf', [], without.length === 0, none).stub,
  );
  assert.equal(run.code, 0, run.output);
  assert.match(run.output, /^with-script$/m);
  assert.match(run.output, /^without-script$/m);
});

test('a stub run fails at a process without a stub, or runs its script, as the plan says', async t => {
  assert.equal(
    stubConsequence(
      { ...plainOptions('main.nf'), stub: true },
      { test: false, canaries: false },
      without,
    )?.text,
    'UNUSED and WITHOUT have no stub: Nextflow 24.10.0 fails there, 23.10.1 runs the script instead.',
  );
  const newer = await nextflow(t, 'Nextflow', true);
  const older = await nextflow(t, 'an older Nextflow', true);
  assert.equal(newer.code, 1);
  assert.match(newer.output, /Cannot invoke method clone\(\) on null object/);
  assert.equal(older.code, 0, older.output);
  assert.match(older.output, /^with-stub$/m);
  assert.match(older.output, /^without-script$/m);
});

async function nextflow(
  t: TestContext,
  which: 'Nextflow' | 'an older Nextflow',
  stub: boolean,
): Promise<{ readonly code: number; readonly output: string }> {
  const program = requireTool(which);
  const cwd = await mkdtemp(join(tmpdir(), 'nextflow-secrets-stubs-'));
  t.after(() => rm(cwd, { recursive: true, force: true, maxRetries: 5 }));
  await writeFile(join(cwd, 'main.nf'), halfStubbed);
  const [, ...words] = commandLine(program, { ...plainOptions('main.nf'), stub });
  return new Promise(done => {
    execFile(program, words, { cwd }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, output: `${out}${err}` });
    });
  });
}
