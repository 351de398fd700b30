import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { identify, isAlive } from '../../../src/adapters/system/processes.ts';
import { userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { secretName } from '../../support/catalogs.ts';
import { answered } from '../../support/hostAnswers.ts';
import { drawTree, readyApi } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

/** A window while the program that provides the credentials of a cloud does not respond. */

const before = { ...process.env };
const timeout = AbortSignal.timeout.bind(AbortSignal);
let home: string;
let asked: string;
let api: ExtensionApi;

suiteSetup(async () => {
  api = await readyApi();
  home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-hanging-'));
  asked = join(home, 'asked');
  const program = join(home, 'program');
  // Deaf, in a process that its shell has started.
  const hang = `echo $$ >> ${asked}; while :; do sleep 1; done`;
  writeFileSync(program, `#!/bin/sh\n(trap '' TERM; exec sh -c '${hang}')\nexit 1\n`, {
    mode: 0o700,
  });
  writeFileSync(
    join(home, 'config'),
    `[profile hanging]\nregion = eu-west-1\ncredential_process = ${program}\n`,
  );
  const audience = '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/x';
  writeFileSync(
    join(home, 'google.json'),
    JSON.stringify({
      type: 'external_account',
      audience,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: 'https://sts.googleapis.com/v1/token',
      credential_source: { executable: { command: program, timeout_millis: 120_000 } },
    }),
  );
});

setup(() => {
  rmSync(asked, { force: true });
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(home, 'config'),
    GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES: '1',
    GOOGLE_APPLICATION_CREDENTIALS: join(home, 'google.json'),
  });
});

teardown(async () => {
  AbortSignal.timeout = timeout;
  await set({ userStore: 'editor', 'aws.profile': undefined, 'google.project': undefined });
});

suiteTeardown(() => {
  for (const name of Object.keys(process.env).filter(each => !(each in before))) {
    Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, before);
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

const clouds = {
  aws: {
    settings: { userStore: 'aws', 'aws.profile': 'hanging' },
    said: /what provides the credentials for AWS does not respond \(profile hanging\)/i,
  },
  google: {
    settings: { userStore: 'google', 'google.project': 'research' },
    said: /what provides the credentials for Google Cloud does not respond \(.*google\.json\)/i,
  },
} as const;

for (const [cloud, { settings, said }] of Object.entries(clouds)) {
  suite(`while a program for the credentials of ${cloud} hangs`, () => {
    test('the tree is read on, and the program is ended when another store is chosen', async () => {
      await set(settings);
      await wasAsked();
      assert.ok(
        drawTree(api).some(row => /^Yours \| .*loading/.test(row)),
        drawTree(api).join(),
      );
      const refreshed = vscode.commands.executeCommand('nextflowSecrets.refreshSecrets');
      await set({ userStore: 'editor' });
      await until(() => drawTree(api).includes('Yours | none yet'));
      await refreshed;
      await noneLeft();
    });

    test('the tree says so after some time, and the program is ended', async () => {
      soon();
      await set(settings);
      await wasAsked();
      await until(() => drawTree(api).some(row => said.test(row)), drawTree(api).join());
      await noneLeft();
    });

    test('what is added is given up with its signal, and the program is ended', async () => {
      await set(settings);
      await wasAsked();
      const cancel = new AbortController();
      const adding = api.editor.add(
        userScope,
        secretName('API_TOKEN'),
        new SecretValue('canary-3f09'),
        cancel.signal,
      );
      cancel.abort();
      await assert.rejects(adding, { name: 'AbortError' });
      await set({ userStore: 'editor' });
      await noneLeft();
    });

    test('Check Permissions says so, and the program is ended', async () => {
      soon();
      await set({ ...settings, userStore: 'editor' });
      await answered('checkPermissions', { cloud });
      await wasAsked();
      const rows = JSON.stringify(api.permissions.roots);
      assert.match(rows, said);
      await noneLeft();
    });
  });
}

/** What a program gives up after a time is given up a hundred times sooner. */
function soon(): void {
  AbortSignal.timeout = milliseconds => timeout(milliseconds / 100);
}

async function wasAsked(): Promise<void> {
  await until(() => existsSync(asked), 'the program to be asked');
}

async function noneLeft(): Promise<void> {
  for (const pid of readFileSync(asked, 'utf8').trim().split('\n').map(Number)) {
    const left = await identify(pid);
    await until(async () => left.startedAt === null || !(await isAlive(left)), 'its end');
  }
}

async function set(values: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('nextflowSecrets');
  for (const [id, to] of Object.entries(values)) {
    await configuration.update(id, to, vscode.ConfigurationTarget.Global);
  }
}
