import type { Cloud } from '../../core/failure.ts';
import { sameScope, type SecretScope } from '../../core/secrets/secretScope.ts';
import type { ChoiceOf } from '../../core/secrets/storeChoice.ts';
import type { CatalogService } from '../../services/catalog/catalogService.ts';
import type { Clouds } from '../../services/ports/stores/cloudStores.ts';
import type { NextflowStores } from '../../services/ports/stores/nextflowStores.ts';
import type { SeqeraStores } from '../../services/ports/stores/seqeraStores.ts';
import { scopesHere } from '../prompts/askScope.ts';
import type { SeqeraAccounts } from '../seqera/seqeraAccounts.ts';
import { secretRow } from '../ui/secretRow.ts';
import type { StoreSet } from './storeSet.ts';

/** What the commands on stores work with. */
export interface StoresDeps {
  readonly catalog: CatalogService;
  readonly clouds: Clouds;
  readonly nextflow: NextflowStores;
  readonly seqera: SeqeraStores;
  readonly accounts: SeqeraAccounts;
  readonly stores: StoreSet;
}

/** The scopes of this window that a cloud keeps, the failed ones first, with what was chosen. */
export function scopesIn<C extends Cloud>(
  { catalog, stores }: StoresDeps,
  cloud: C,
): readonly { readonly scope: SecretScope; readonly choice: ChoiceOf<C> }[] {
  const failed = (scope: SecretScope): boolean =>
    catalog.current.scopes.some(
      entry => entry.state.kind === 'failed' && sameScope(entry.scope, scope),
    );
  return scopesHere()
    .flatMap(scope => {
      const choice = stores.choiceOf(scope);
      return choice.kind === cloud ? [{ scope, choice: choice as ChoiceOf<C> }] : [];
    })
    .sort((a, b) => Number(failed(b.scope)) - Number(failed(a.scope)));
}

/** The scope that a command's argument names: a row of the tree, or nothing. */
export function scopeOf(argument: unknown): SecretScope | null {
  const row = secretRow(argument);
  return row?.kind === 'scope' || row?.kind === 'remark' ? row.scope : null;
}
