import { GoogleConnection } from '../../../../src/adapters/google/googleConnection.ts';
import { GoogleCopyManager } from '../../../../src/adapters/google/googleCopyManager.ts';
import { GoogleSecrets } from '../../../../src/adapters/google/googleSecrets.ts';
import { GoogleSecretStore } from '../../../../src/adapters/google/googleSecretStore.ts';
import { scopeKey } from '../../../../src/core/secrets/secretScope.ts';
import { copyContract } from '../../../contract/copyContract.ts';
import { storeContract } from '../../../contract/storeContract.ts';
import { GoogleServer } from '../../../support/google/googleServer.ts';

const project = 'research-tower-1';

storeContract('Google Secret Manager', async () => {
  const server = await GoogleServer.start();
  server.service.largestPage = 50;
  server.service.emptyPages = true;
  const stores: GoogleSecretStore[] = [];
  return {
    context: scope => {
      const target = { project, credentialsFile: null };
      const choice = {
        kind: 'google',
        ...target,
        location: null,
        prefix: scopeKey(scope),
      } as const;
      const store = new GoogleSecretStore(scope, choice, connect(server));
      stores.push(store);
      return store;
    },
    leave: () => {
      stores.forEach(store => {
        store.dispose();
      });
      server.stop();
    },
  };
});

copyContract('Google Secret Manager', async () => {
  const server = await GoogleServer.start();
  server.service.largestPage = 50;
  server.service.emptyPages = true;
  const connection = connect(server);
  const site = { project, location: 'europe-west1', host: 'laptop', now: Date.now };
  return {
    context: {
      manager: new GoogleCopyManager(new GoogleSecrets(connection), site),
      keyOf: (run, name) => `tower-${run}-${name}`,
      read: key => {
        try {
          const name = `projects/${project}/secrets/${key}/versions/latest`;
          return Promise.resolve(server.service.accessSecretVersion(name).payload.data.toString());
        } catch {
          return Promise.resolve(null);
        }
      },
      expires: true,
    },
    leave: () => {
      connection.dispose();
      server.stop();
    },
  };
});

function connect(server: GoogleServer): GoogleConnection {
  return new GoogleConnection({ project, credentialsFile: null }, server.environment);
}
