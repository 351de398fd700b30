import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { removerOf } from '../../../../src/adapters/copies/removerOf.ts';
import { RunFolder } from '../../../../src/adapters/runFolders/runFolder.ts';
import type { RunTarget } from '../../../../src/core/runs/backends/runTarget.ts';

const key = 'tower-1k0K4WlGep8ZTM/KEY';

/** Why a copy is kept on a machine without credentials, of a run without a folder. */
async function kept(known: RunTarget | null): Promise<string> {
  const folder = new RunFolder(join(tmpdir(), 'nextflow-secrets-nowhere'), '1k0K4WlGep8ZTM');
  const remover = removerOf('aws:123456789012:eu-west-1', folder, known);
  return (await remover.remove([key], new AbortController().signal)).get(key) ?? '';
}

test('who removes for a run without a folder signs in with the profile that it remembers', async () => {
  for (const variable of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    Reflect.deleteProperty(process.env, variable);
  }
  Object.assign(process.env, {
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const profile = 'lab-of-ada';
  const region = 'eu-west-1';
  const target = { kind: 'aws-batch', region, profile, executionRole: null } as const;
  assert.match(await kept(target), /lab-of-ada/);
  const unknown = await kept(null);
  assert.ok(unknown !== '' && !unknown.includes(profile), unknown);
});
