import { Catalog } from './catalog.ts';
import { parseSecretName } from './secretName.ts';
import { userScope } from './secretScope.ts';
import type { StoreFacts } from './storeFacts.ts';

const nowhere: StoreFacts = {
  kind: 'editor',
  place: null,
  account: null,
  readOnly: false,
  remarks: [],
};

/** A catalog in which all of these are defined, and nothing else. */
export function catalogOf(names: readonly string[]): Catalog {
  const records = names.flatMap(text => {
    const name = parseSecretName(text);
    return name.ok
      ? [
          {
            name: name.value,
            scope: userScope,
            store: nowhere.kind,
            createdAt: null,
            updatedAt: null,
          },
        ]
      : [];
  });
  return new Catalog([{ scope: userScope, store: nowhere, state: { kind: 'loaded', records } }]);
}
