import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsStores } from '../../../../../src/adapters/aws/store/awsStores.ts';
import { userScope } from '../../../../../src/core/secrets/secretScope.ts';
import { labProfile } from '../../../../support/awsContext.ts';
import { until } from '../../../../support/until.ts';

test('AWS: a session that is signed in to anywhere on this machine is seen at once', async () => {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-aws-'));
  process.env['HOME'] = home;
  await mkdir(join(home, '.aws'));
  await writeFile(join(home, '.aws', 'config'), labProfile);
  const stores = new AwsStores({
    env: { HOME: home },
    askCode: () => Promise.resolve(null),
  });
  let changes = 0;
  const watching = stores.onDidChangeCredentials(() => {
    changes += 1;
  });
  const choice = { profile: 'lab', region: 'eu-west-1', prefix: 'x/', recoveryDays: 7 } as const;
  const store = stores.create(userScope, { kind: 'aws', ...choice });
  try {
    // As `aws sso login` names it.
    const name = `${createHash('sha1').update('lab').digest('hex')}.json`;
    const cache = join(home, '.aws', 'sso', 'cache');
    await mkdir(cache, { recursive: true });
    await until(async () => {
      await writeFile(join(cache, name), '{"accessToken": "x"}');
      await delay(600); // Changes in quick succession are one.
      return changes > 0;
    });
  } finally {
    watching.dispose();
    store.dispose();
    stores.dispose();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
});
