import { unattended } from '../../adapters/aws/awsConnection.ts';
import { AwsStores } from '../../adapters/aws/store/awsStores.ts';
import { GoogleStores } from '../../adapters/google/googleStores.ts';
import { LocalNextflowStores } from '../../adapters/nextflow/localNextflowStores.ts';
import { PlatformStores } from '../../adapters/seqera/platformStores.ts';
import { currentUser } from '../../adapters/system/currentUser.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { usualStoreFile } from '../../core/runs/copies/storeFile.ts';
import { Catalog, type ScopeEntry } from '../../core/secrets/catalog.ts';
import { type SecretScope, userScope } from '../../core/secrets/secretScope.ts';
import { environmentAccess } from '../../core/seqera/environmentAccess.ts';
import { parseEndpoint, seqeraCloud } from '../../core/seqera/seqeraEndpoint.ts';
import { CatalogService } from '../../services/catalog/catalogService.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import type { StoreOptions } from './storeOptions.ts';

/** What reads stores for the command line. */
export interface CatalogDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder whose workspace is meant, as a URI. */
  readonly folder: string;
}

/** The names that the chosen store has; null where none is chosen. No value is read. */
export async function readCatalog(
  options: StoreOptions,
  { env, folder }: CatalogDeps,
): Promise<Result<Catalog, Failure> | null> {
  if (options.seqera === undefined && options.store === undefined) {
    return null;
  }
  using opened =
    options.seqera === undefined
      ? openStore(options, env)
      : openSeqera(options.seqera, env, folder);
  if (opened.kind === 'refused') {
    return err(opened.failure);
  }
  const service = new CatalogService();
  try {
    await service.setStores(opened.stores);
    return settled(service.current);
  } finally {
    service.dispose();
  }
}

/** Fails where any of its scopes could not be listed; what a Platform does not have is nothing. */
function settled({ scopes }: Catalog): Result<Catalog, Failure> {
  const there = scopes.filter(({ state }) => !isAbsent(state));
  const failed = there.find(({ state }) => state.kind === 'failed');
  return failed?.state.kind === 'failed' ? err(failed.state.failure) : ok(new Catalog(there));
}

function isAbsent(state: ScopeEntry['state']): boolean {
  return state.kind === 'failed' && state.failure.kind === 'seqera-user-secrets-off';
}

interface Opened extends Disposable {
  readonly kind: 'opened';
  readonly stores: readonly SecretStore[];
}

interface Refused extends Disposable {
  readonly kind: 'refused';
  readonly failure: Failure;
}

function openSeqera(
  named: string | true,
  env: CatalogDeps['env'],
  folder: string,
): Opened | Refused {
  const access = environmentAccess(env);
  const address = env['TOWER_API_ENDPOINT'] ?? '';
  const endpoint = parseEndpoint(address === '' ? seqeraCloud : address);
  if (!endpoint.ok) {
    return refused({
      kind: 'seqera-endpoint-refused',
      endpoint: address,
      problem: endpoint.error,
    });
  }
  const platform = new PlatformStores(() => Promise.resolve(access?.token ?? null));
  const workspace = named === true ? env['TOWER_WORKSPACE_ID'] || null : named;
  const choice = { kind: 'seqera', endpoint: endpoint.value, user: null } as const;
  const scopes: readonly SecretScope[] =
    workspace === null ? [userScope] : [userScope, { kind: 'workspace', folder }];
  return {
    kind: 'opened',
    stores: scopes.map(scope =>
      platform.create(scope, { ...choice, workspace: scope.kind === 'user' ? null : workspace }),
    ),
    [Symbol.dispose]: nothing,
  };
}

function openStore(options: StoreOptions, env: CatalogDeps['env']): Opened {
  const { prefix } = options;
  switch (options.store ?? 'nextflow') {
    case 'aws': {
      // Nobody answers in a terminal that may be none.
      const aws = new AwsStores({ env, askCode: () => Promise.resolve(null), limits: unattended });
      const choice = {
        kind: 'aws',
        profile: options.awsProfile ?? null,
        region: options.awsRegion ?? null,
        prefix,
        recoveryDays: 7,
      } as const;
      return ofCloud(aws, aws.create(userScope, choice));
    }
    case 'google': {
      const google = new GoogleStores(env);
      const choice = {
        kind: 'google',
        project: options.googleProject ?? null,
        credentialsFile: options.googleCredentials ?? null,
        location: null,
        prefix,
      } as const;
      return ofCloud(google, google.create(userScope, choice));
    }
    case 'nextflow': {
      const nextflow = new LocalNextflowStores(usualStoreFile(env, currentUser().home));
      return { kind: 'opened', stores: [nextflow.create(userScope)], [Symbol.dispose]: nothing };
    }
  }
}

function ofCloud(cloud: { dispose(): void }, store: SecretStore): Opened {
  return {
    kind: 'opened',
    stores: [store],
    [Symbol.dispose]: () => {
      store.dispose();
      cloud.dispose();
    },
  };
}

function refused(failure: Failure): Refused {
  return { kind: 'refused', failure, [Symbol.dispose]: nothing };
}

function nothing(): void {
  // Nothing is held open.
}
