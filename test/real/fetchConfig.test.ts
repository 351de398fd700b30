import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { analyse } from '../../src/core/nextflow/files/analyse.ts';
import { copyKey } from '../../src/core/runs/copies/copyKey.ts';
import { formatStore } from '../../src/core/runs/copies/storeFile.ts';
import { fetchConfig } from '../../src/core/runs/delivery/fetchConfig.ts';
import type { FetchSource } from '../../src/core/runs/delivery/fetchScript.ts';
import { makeBlindGrid, requireNamespaces } from '../support/blindGrid.ts';
import { secretName } from '../support/catalogs.ts';
import { fetchedValues } from '../support/fetchedValues.ts';
import { filesWith } from '../support/filesWith.ts';
import { GoogleServer } from '../support/google/googleServer.ts';
import { HttpFace, taskToken } from '../support/google/httpFace.ts';
import { runId } from '../support/ids.ts';
import { startMoto } from '../support/moto.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** Real Nextflow with the generated config, on a grid whose jobs do not see the head's store. */

const run = runId('1k0K4WlGep8ZTM');
const project = 'research';
const region = 'eu-west-1';
const canary = 'canary-5e1f';

type Secrets = Readonly<Record<string, string>>;

/** A cloud that holds copies, as its tasks reach it. */
interface CloudContext {
  readonly source: FetchSource;
  readonly environment: NodeJS.ProcessEnv;
}

const clouds = {
  async aws(t: TestContext, secrets: Secrets): Promise<CloudContext> {
    const [program, cli] = [requireTool('moto'), requireTool('the aws command')];
    const moto = await startMoto(program);
    t.after(() => moto.stop());
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new SecretsManagerClient({ region, endpoint: moto.url, credentials });
    for (const [name, value] of Object.entries(secrets)) {
      const Name = copyKey('aws', run, secretName(name));
      await client.send(new CreateSecretCommand({ Name, SecretString: value }));
    }
    return {
      source: { cloud: 'aws', region, cli, endpoint: moto.url },
      environment: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    };
  },

  async google(t: TestContext, secrets: Secrets): Promise<CloudContext> {
    const server = await GoogleServer.start();
    const face = await HttpFace.start(server);
    t.after(() => {
      face.stop();
      server.stop();
    });
    for (const [name, value] of Object.entries(secrets)) {
      const id = copyKey('google', run, secretName(name));
      server.service.createSecret(`projects/${project}`, id, { replication: { automatic: {} } });
      const data = Buffer.from(value);
      server.service.addSecretVersion(`projects/${project}/secrets/${id}`, { data });
    }
    const endpoints = { metadata: face.url, secretManager: face.url };
    return { source: { cloud: 'google', project, endpoints }, environment: {} };
  },
};

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly unserved: readonly string[];
  /** What a task wrote into the launch folder. */
  readonly read: (name: string) => Promise<string>;
  /** Files of the launch and work folders that hold a text. */
  readonly holding: (text: string) => readonly string[];
}

/** Runs a pipeline whose store has every declared name, with values that must not win. */
async function pipeline(
  t: TestContext,
  cloud: keyof typeof clouds,
  secrets: Secrets,
  script: string,
  config: string,
  declared: readonly string[] = Object.keys(secrets),
): Promise<Ended> {
  const nextflow = requireTool('Nextflow');
  const namespace = requireNamespaces();
  const context = await clouds[cloud](t, secrets);
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-fetch-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const [launch, store] = [join(folder, 'launch'), join(folder, 'store')];
  await mkdir(launch);
  await mkdir(store);
  const grid = await makeBlindGrid(folder, store, namespace);
  const scanned = [analyse(script, 'script'), analyse(config, 'config')] as const;
  const generated = fetchConfig(
    context.source,
    run,
    {
      processes: scanned[0].processes,
      settings: scanned[1].settings,
      references: scanned.flatMap(({ references }) => references),
    },
    new Map(),
  );
  const held = declared.map(name => ({ name, value: 'of the head', form: 'raw' as const }));
  await writeFile(join(store, 'secrets.json'), formatStore(held), { mode: 0o600 });
  await writeFile(join(launch, 'main.nf'), script);
  await writeFile(join(launch, 'nextflow.config'), `${grid.config}${config}`);
  await writeFile(join(folder, 'fetch.config'), generated.text);
  const { code, output } = await start(nextflow, ['-c', join(folder, 'fetch.config')], launch, {
    ...process.env,
    ...context.environment,
    PATH: `${grid.bin}${delimiter}${process.env['PATH'] ?? ''}`,
    NXF_SECRETS_FILE: join(store, 'secrets.json'),
    NXF_ENABLE_SECRETS: 'true',
  });
  return {
    code,
    output,
    unserved: generated.unserved.map(({ process }) => process),
    read: name => readFile(join(launch, name), 'utf8'),
    holding: text => filesWith(launch, text).map(file => file.slice(launch.length)),
  };
}

function start(
  nextflow: string,
  options: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    const line = ['run', 'main.nf', '-ansi-log', 'false', ...options];
    const child = execFile(nextflow, line, { cwd, env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

const named = Object.fromEntries(fetchedValues.map(({ value }, at) => [`V${at}`, value]));

const everyValue = `
process EVERY {
    secret ${Object.keys(named)
      .map(name => `'${name}'`)
      .join(', ')}
    script:
    '''
    for name in ${Object.keys(named).join(' ')}; do printf %s "\${!name}" > "$LAUNCHED/$name"; done
    '''
}
workflow { EVERY() }
`;

/** Tasks learn the launch folder from their own text: nothing of Nextflow's head is in their way. */
const launched = 'env.LAUNCHED = launchDir.toString()\n';

for (const cloud of ['aws', 'google'] as const) {
  test(`${cloud}: values arrive in a task byte for byte, and stand nowhere else`, async t => {
    const ended = await pipeline(t, cloud, named, everyValue, launched);
    assert.equal(ended.code, 0, ended.output);
    for (const [at, { what, value }] of fetchedValues.entries()) {
      assert.equal(await ended.read(`V${at}`), value, what);
    }
    assert.deepEqual(ended.holding(taskToken), []);
  });

  test(`${cloud}: a task gets the secrets of its own process, whatever stands before its script`, async t => {
    const secrets = { ONE: `${canary}-one`, TWO: `${canary}-two` };
    const ended = await pipeline(t, cloud, secrets, manyProcesses, manyTexts);
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
    const ended = await pipeline(t, cloud, {}, script, launched, ['GONE']);
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
