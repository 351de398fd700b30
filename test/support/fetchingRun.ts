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
import { makeBlindGrid, requireNamespaces } from './blindGrid.ts';
import { secretName } from './catalogs.ts';
import { fetchedValues } from './fetchedValues.ts';
import { filesWith } from './filesWith.ts';
import { GoogleServer } from './google/googleServer.ts';
import { HttpFace } from './google/httpFace.ts';
import { runId } from './ids.ts';
import { startMoto } from './moto.ts';
import { requireTool } from './tools.ts';

const run = runId('1k0K4WlGep8ZTM');
const project = 'research';
const region = 'eu-west-1';

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

/**
 * Runs a pipeline in real Nextflow with the generated config, on a grid whose jobs do not see the
 * head's store. That has every declared name, with values that must not win.
 */
export async function fetchingRun(
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

/** The values that a delivery must bring byte for byte, by names of secrets. */
export const namedValues: Secrets = Object.fromEntries(
  fetchedValues.map(({ value }, at) => [`V${at}`, value]),
);

/** Tasks learn the launch folder from their own text: nothing of Nextflow's head is in their way. */
export const launched = 'env.LAUNCHED = launchDir.toString()\n';
