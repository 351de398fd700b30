import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyse } from '../../src/core/nextflow/files/analyse.ts';
import { fetchConfig } from '../../src/core/runs/delivery/fetchConfig.ts';
import { fetchedValues } from '../support/fetchedValues.ts';
import { fetchingRun, launched, namedValues } from '../support/fetchingRun.ts';
import { taskToken } from '../support/google/httpFace.ts';
import { runId } from '../support/ids.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** Real Nextflow with the generated config, on a grid whose jobs do not see the head's store. */

const run = runId('1k0K4WlGep8ZTM');
const canary = 'canary-5e1f';

const everyValue = `
process EVERY {
    secret ${Object.keys(namedValues)
      .map(name => `'${name}'`)
      .join(', ')}
    script:
    '''
    for name in ${Object.keys(namedValues).join(' ')}; do printf %s "\${!name}" > "$LAUNCHED/$name"; done
    '''
}
workflow { EVERY() }
`;

for (const cloud of ['aws', 'google'] as const) {
  test(`${cloud}: values arrive in a task byte for byte, and stand nowhere else`, async t => {
    const ended = await fetchingRun(t, cloud, namedValues, everyValue, launched);
    assert.equal(ended.code, 0, ended.output);
    for (const [at, { what, value }] of fetchedValues.entries()) {
      assert.equal(await ended.read(`V${at}`), value, what);
    }
    assert.deepEqual(ended.holding(taskToken), []);
  });

  test(`${cloud}: a task gets the secrets of its own process, whatever stands before its script`, async t => {
    const secrets = { ONE: `${canary}-one`, TWO: `${canary}-two` };
    const ended = await fetchingRun(t, cloud, secrets, manyProcesses, manyTexts);
    assert.equal(ended.code, 0, ended.output);
    const seen = await Promise.all('ABCDEFGHI'.split('').map(name => ended.read(name)));
    assert.deepEqual(seen, [
      `A all one=${canary}-one two=`,
      `B own'quote" one= two=${canary}-two`,
      `C c one=${canary}-one two=${canary}-two`,
      'D all one= two=',
      `E big one=${canary}-one two=`,
      `F computed one=${canary}-one two=`,
      `G all one=${canary}-one two=`,
      `H H-1 one=${canary}-one two=`,
      `I local one=${canary}-one two=`,
    ]);
    assert.deepEqual(ended.unserved, []);
    const held = ended.holding(canary).filter(file => !/^\/[A-I]$/.test(file));
    assert.deepEqual(held, []);
    assert.doesNotMatch(ended.output, new RegExp(canary));
  });

  test(`${cloud}: a secret that cannot be read ends the task with 77 and says which`, async t => {
    const script = `process P {\n  secret 'GONE'\n  script: 'touch "$LAUNCHED/ran"'\n}\nworkflow { P() }`;
    const ended = await fetchingRun(t, cloud, {}, script, launched, ['GONE']);
    assert.equal(ended.code, 1, ended.output);
    assert.match(ended.output, /Nextflow Secrets: cannot read the secret GONE/);
    assert.match(ended.output, /Command exit status:\s+77/);
    await assert.rejects(ended.read('ran'), { code: 'ENOENT' });
  });
}

const show = (name: string): string =>
  `'''\n    printf %s "${name} \${MINE-} one=\${ONE-} two=\${TWO-}" > "$LAUNCHED/${name}"\n    '''`;

const manyProcesses = `
process A { secret 'ONE'
  script: ${show('A')} }
process B { secret 'TWO'
  beforeScript 'export MINE="own\\'quote\\\\""'
  script: ${show('B')} }
process C { secret 'ONE', 'TWO'
  beforeScript 'export MINE=overridden'
  script: ${show('C')} }
process D { script: ${show('D')} }
process E { secret { ['ONE'] }
  label 'big'
  script: ${show('E')} }
process F { secret 'ONE'
  beforeScript "export MINE=\${params.mine}"
  script: ${show('F')} }
process G { script: ${show('G')} }
process H { secret 'ONE'
  script: ${show('H')} }
process I { secret 'ONE'
  script: ${show('I')} }
workflow { A(); B(); C(); D(); E(); F(); G(); H(); I() }
`;

const manyTexts = `${launched}
params.mine = 'computed'
def local = 'local'
process {
  beforeScript = 'export MINE=all'
  withLabel: big { beforeScript = "export MINE=big" }
  withName: 'C|X' { beforeScript = '''export MINE=c''' }
  withName: G { secret = ['ONE'] }
  withName: H { beforeScript = { def n = task.attempt; [a: "export MINE=\${task.process}-\${n}"].a } }
  withName: I { beforeScript = { "export MINE=\${local}" } }
}
`;

const odd = `it's "odd" \\ $HOME \${x} \`id\` \u00e9 \u{1f511} */ // #`;

/** A process whose text needs functions of its script, which no config has. */
const withFunctions = `def mine(x) { other(x) }
def other(String x) { "export MINE=$x" }
process F {
  beforeScript { mine(task.process) }
  script: 'true'
}
`;

for (const [which, tool, environment] of [
  ['Nextflow', 'Nextflow', {}],
  ['the strict parser', 'a newer Nextflow', { NXF_SYNTAX_PARSER: 'v2' }],
] as const) {
  test(`config text with any region, project, program and text of the pipeline is understood by ${which}`, async t => {
    const nextflow = requireTool(tool);
    const env = { ...process.env, ...environment };
    const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-fetch-'));
    t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const endpoints = { metadata: odd, secretManager: odd };
    const setting = (path: readonly string[], value: string) => ({
      path,
      profile: null,
      value,
      span: { start: 0, end: 0 },
    });
    const pipelineWith = {
      processes: analyse(withFunctions, 'script').processes,
      references: [],
      settings: [
        setting(['process', 'beforeScript'], `${odd}\n'''${odd}'\r\n'`),
        setting(['process', "withName:it's|B.*", 'beforeScript'], odd),
      ],
    };
    for (const source of [
      { cloud: 'aws', region: odd, cli: odd, endpoint: odd },
      { cloud: 'google', project: odd, endpoints },
    ] as const) {
      const { text } = fetchConfig(source, run, pipelineWith, new Map());
      assert.ok(text.includes('export MINE=$'), text);
      await writeFile(join(folder, 'nextflow.config'), text);
      const answer = await new Promise<string>((resolve, reject) => {
        execFile(nextflow, ['config', '-flat'], { cwd: folder, env }, (error, stdout, stderr) => {
          if (error) {
            reject(new Error(stdout + stderr));
          } else {
            resolve(stdout);
          }
        });
      });
      assert.match(answer, /^process\.beforeScript = /m);
      assert.ok(answer.includes(`process.'withName:it's|B.*'.beforeScript`), answer);
    }
  });
}
