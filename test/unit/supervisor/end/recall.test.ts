import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  formatStore,
  heldByCloud,
  storeFileName,
} from '../../../../src/core/runs/copies/storeFile.ts';
import { taskLines } from '../../../../src/core/runs/output/nextflowLog.ts';
import {
  type RecoveredSecrets,
  recoverSecrets,
} from '../../../../src/supervisor/end/recoverSecrets.ts';
import { GoogleServer } from '../../../support/google/googleServer.ts';
import { runRecord } from '../../../support/memoryRunHost.ts';

const run = '1k0K4WlGep8ZTM';
const parent = 'projects/research';
const target = {
  kind: 'google-batch',
  project: 'research',
  location: null,
  credentialsFile: null,
} as const;

/** What is known again of a run with one secret here and two in the cloud. */
async function recalled(before: (server: GoogleServer) => void): Promise<RecoveredSecrets> {
  const storeFolder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-recall-'));
  const server = await GoogleServer.start();
  Object.assign(process.env, server.environment);
  try {
    const held = { value: heldByCloud, form: 'raw' } as const;
    const secrets = [
      { name: 'HEAD', value: 'of the head', form: 'raw' } as const,
      { name: 'ONE', ...held },
      { name: 'TWO', ...held },
    ];
    await writeFile(join(storeFolder, storeFileName), formatStore(secrets));
    for (const name of ['ONE', 'TWO']) {
      const id = `tower-${run}-${name}`;
      server.service.createSecret(parent, id, { replication: { automatic: {} } });
      const data = Buffer.from(`value of ${name}`);
      server.service.addSecretVersion(`${parent}/secrets/${id}`, { data });
    }
    before(server);
    const record = runRecord({ run, storeFolder, target, backend: target.kind });
    return await recoverSecrets(record, new AbortController().signal);
  } finally {
    server.stop();
    await rm(storeFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const nothing = (): void => undefined;

test('values of an adopted run come from the store file and from the cloud', async () => {
  const { secrets, unknown } = await recalled(nothing);
  assert.deepEqual(
    [...secrets].sort((a, b) => (a.name < b.name ? -1 : 1)),
    [
      { name: 'HEAD', value: 'of the head' },
      { name: 'ONE', value: 'value of ONE' },
      { name: 'TWO', value: 'value of TWO' },
    ],
  );
  assert.deepEqual(unknown, []);
});

test('what the cloud does not give back is named as not known, and never looked for by its stand-in', async () => {
  const { secrets, unknown } = await recalled(server => {
    server.faults.always('accessSecretVersion', 'deny');
  });
  assert.deepEqual(secrets, [{ name: 'HEAD', value: 'of the head' }]);
  assert.deepEqual(unknown, ['ONE', 'TWO']);
});

test('of a log only Nextflow’s own word on tasks is kept where values are not known', () => {
  const text = `[3f/d5df94] Submitted process > B
ERROR: Error executing process > 'B'
Command output:
  said canary
[3f/d5df95] Cached process > [secret]
`;
  assert.equal(
    taskLines(text),
    '[3f/d5df94] Submitted process > B\n[3f/d5df95] Cached process > [secret]\n',
  );
});
