import assert from 'node:assert/strict';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AwsCopyManager } from '../../../src/adapters/aws/copies/awsCopyManager.ts';
import { AwsDefinitionManager } from '../../../src/adapters/aws/copies/awsDefinitionManager.ts';
import { AwsSecretStore } from '../../../src/adapters/aws/store/awsSecretStore.ts';
import { copyContract } from '../../contract/copyContract.ts';
import { definitionContract } from '../../contract/definitionContract.ts';
import { storeContract } from '../../contract/storeContract.ts';
import { sharedAwsContext } from '../../support/awsContext.ts';
import { MotoBatch } from '../../support/motoBatch.ts';
import { requireTool } from '../../support/tools.ts';
import { waitLimit } from '../../support/until.ts';

const contextOn = sharedAwsContext();

storeContract('AWS', async () => {
  const program = requireTool('moto');
  const connection = (await contextOn(program)).connect('research');
  return {
    context: scope => {
      const prefix = scope.kind === 'user' ? 'nextflow/users/ada/' : 'nextflow/users/';
      const choice = { kind: 'aws', profile: 'research', region: null, recoveryDays: 7 } as const;
      return new AwsSecretStore(
        scope,
        { ...choice, prefix },
        { connection, now: Date.now, release: () => undefined },
      );
    },
    leave: () => {
      connection.dispose();
    },
  };
});

copyContract('AWS', async () => {
  const program = requireTool('moto');
  const connection = (await contextOn(program)).connect('research');
  const deps = { connection, host: 'a test', now: Date.now };
  const opened = await AwsCopyManager.open(deps, AbortSignal.timeout(waitLimit));
  assert.ok(opened.ok, JSON.stringify(opened));
  const client = new SecretsManagerClient({ profile: 'research' });
  return {
    context: {
      manager: opened.value,
      keyOf: (run, name) => `tower-${run}/${name}`,
      expires: false,
      read: async key => {
        try {
          const answer = await client.send(new GetSecretValueCommand({ SecretId: key }));
          return answer.SecretString ?? null;
        } catch (error) {
          assert.match((error as Error).name, /ResourceNotFound/);
          return null;
        }
      },
    },
    leave: () => {
      connection.dispose();
      client.destroy();
    },
  };
});

definitionContract('AWS', async () => {
  const program = requireTool('moto');
  const { connect, moto } = await contextOn(program);
  const connection = connect('research');
  const deps = { connection, host: 'a test', now: Date.now };
  const opened = await AwsDefinitionManager.open(deps, AbortSignal.timeout(waitLimit));
  assert.ok(opened.ok, JSON.stringify(opened));
  const batch = new MotoBatch(moto.url);
  return {
    context: {
      manager: opened.value,
      read: async key => {
        const found = (await batch.active()).find(one => one.jobDefinitionName === key);
        const { secrets = [], executionRoleArn = '' } = found?.containerProperties ?? {};
        const copies = secrets.map(({ name = '', valueFrom = '' }) => `${name} from ${valueFrom}`);
        return found ? `${copies.join()} as ${executionRoleArn}` : null;
      },
      plant: name => batch.register(name),
    },
    leave: () => {
      connection.dispose();
    },
  };
});
