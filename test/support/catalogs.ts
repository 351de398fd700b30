import { Catalog, type ScopeState } from '../../src/core/secrets/catalog.ts';
import { parseSecretName, type SecretName } from '../../src/core/secrets/secretName.ts';
import type { SecretRecord } from '../../src/core/secrets/secretRecord.ts';
import type { SecretScope } from '../../src/core/secrets/secretScope.ts';
import type { StoreFacts } from '../../src/core/secrets/storeFacts.ts';

/** The workspace folder of {@link catalog}. */
export const folder = 'file:///home/ada/pipeline';

/** What is known of the editor's own store. */
export const editorFacts: StoreFacts = {
  kind: 'editor',
  place: null,
  account: null,
  readOnly: false,
  remarks: [],
};

type Names = readonly string[] | 'loading' | 'failed';

/** A catalog of one user and one workspace: `catalog({ user: ['KEY'], workspace: 'loading' })`. */
export function catalog({ user, workspace }: { user: Names; workspace: Names }): Catalog {
  return new Catalog([
    {
      scope: { kind: 'workspace', folder },
      store: editorFacts,
      state: state(workspace, { kind: 'workspace', folder }),
    },
    { scope: { kind: 'user' }, store: editorFacts, state: state(user, { kind: 'user' }) },
  ]);
}

/** A name that a test relies on being legal. */
export function secretName(text: string): SecretName {
  const parsed = parseSecretName(text);
  if (!parsed.ok) {
    throw new Error(`${text}: ${parsed.error}`);
  }
  return parsed.value;
}

/** A record with fixed dates: 2026-01-01 and a day later. */
export function record(name: string, scope: SecretScope): SecretRecord {
  return {
    name: secretName(name),
    scope,
    store: 'editor',
    createdAt: Date.UTC(2026, 0, 1),
    updatedAt: Date.UTC(2026, 0, 2),
  };
}

function state(names: Names, scope: SecretScope): ScopeState {
  switch (names) {
    case 'loading':
      return { kind: 'loading' };
    case 'failed':
      return { kind: 'failed', failure: { kind: 'store-unavailable', reason: 'locked' } };
    default:
      return { kind: 'loaded', records: names.map(name => record(name, scope)) };
  }
}
