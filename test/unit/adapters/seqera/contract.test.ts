import assert from 'node:assert/strict';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import type { SecretStore } from '../../../../src/services/ports/stores/secretStore.ts';
import { storeContract } from '../../../contract/storeContract.ts';
import { addOrganization } from '../../../support/seqera/fakeOrganization.ts';
import { FakePlatform } from '../../../support/seqera/fakePlatform.ts';

storeContract('Seqera Platform', async () => {
  const platform = await FakePlatform.start();
  const { ada, rnaseq } = addOrganization(platform);
  const made = new PlatformStores(() => Promise.resolve(new SecretValue(ada.token)));
  const stores: SecretStore[] = [];
  const open = (scope: SecretStore['scope']): SecretStore => {
    const workspace = scope.kind === 'workspace' ? 'genomics/rnaseq' : null;
    const choice = { kind: 'seqera', endpoint: platform.endpoint, user: null, workspace } as const;
    const store = made.create(scope, choice);
    stores.push(store);
    return store;
  };
  const peek = (scope: SecretStore['scope'], name: string): string | null => {
    const secrets = platform.state.secretsOf(scope.kind === 'workspace' ? rnaseq : ada);
    return secrets.find(secret => secret.name === name)?.value ?? null;
  };
  return {
    context: Object.assign(open, { peek }),
    leave: async () => {
      stores.forEach(store => {
        store.dispose();
      });
      await platform.stop();
      assert.deepEqual(platform.problems, []);
    },
  };
});
