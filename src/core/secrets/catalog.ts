import type { Failure } from '../failure.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { SecretName } from './secretName.ts';
import type { SecretRecord } from './secretRecord.ts';
import { comparePrecedence, sameScope, type SecretScope } from './secretScope.ts';
import { similarNames } from './similarNames.ts';
import type { StoreFacts } from './storeFacts.ts';
import { isAway } from './storeRemark.ts';

/** What is known of one scope. Not knowing is a state of its own, never an empty list. */
export type ScopeState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly records: readonly SecretRecord[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface ScopeEntry {
  readonly scope: SecretScope;
  readonly store: StoreFacts;
  readonly state: ScopeState;
}

/** Which record a name stands for. */
export type Resolution =
  | {
      readonly kind: 'found';
      readonly winner: SecretRecord;
      readonly shadowed: readonly SecretRecord[];
      /** False while a scope that would override the winner has not answered. */
      readonly certain: boolean;
    }
  | {
      readonly kind: 'missing';
      readonly similar: readonly SecretName[];
      /** It was stored, and this browser does not have it. */
      readonly away?: true;
    }
  /** The scopes that have not answered: nothing may be claimed. */
  | { readonly kind: 'unknown'; readonly waitingFor: readonly ScopeEntry[] };

/** An immutable picture of the secrets of all scopes at one moment. */
export class Catalog {
  /** Before the first answer: nothing is known, so nothing is missing. */
  static readonly unloaded = new Catalog([]);

  /** In order of precedence: the user scope first. */
  readonly scopes: readonly ScopeEntry[];
  readonly #byName = new Map<string, SecretRecord[]>();

  constructor(scopes: Iterable<ScopeEntry>) {
    this.scopes = [...scopes].sort((a, b) => comparePrecedence(a.scope, b.scope));
    for (const { state } of this.scopes) {
      for (const record of state.kind === 'loaded' ? state.records : []) {
        this.#byName.set(record.name, [...(this.#byName.get(record.name) ?? []), record]);
      }
    }
  }

  /** What a run in this workspace folder would see: the user scope and the folder's own. */
  forFolder(folder: string | null): Catalog {
    return new Catalog(
      this.scopes.filter(({ scope }) => scope.kind === 'user' || scope.folder === folder),
    );
  }

  /** Whether every scope has answered, so that absence can be told from not knowing. */
  get complete(): boolean {
    return this.scopes.length > 0 && this.scopes.every(({ state }) => state.kind === 'loaded');
  }

  /** Every name that some scope defines, each once, in natural order. */
  get names(): readonly SecretName[] {
    const names = [...this.#byName.values()].flatMap(([record]) => record?.name ?? []);
    return names.sort(naturalOrder);
  }

  /** The names that a scope defines; none where they are not known. */
  namesIn(scope: SecretScope): readonly SecretName[] {
    const entry = this.scopes.find(other => sameScope(other.scope, scope));
    return entry?.state.kind === 'loaded' ? entry.state.records.map(({ name }) => name) : [];
  }

  resolve(name: string): Resolution {
    const [winner, ...shadowed] = this.#byName.get(name) ?? [];
    const waitingFor = this.scopes.filter(({ state }) => state.kind !== 'loaded');
    if (winner) {
      const certain = waitingFor.every(({ scope }) => comparePrecedence(winner.scope, scope) <= 0);
      return { kind: 'found', winner, shadowed, certain };
    }
    if (!this.complete) {
      return { kind: 'unknown', waitingFor };
    }
    const away = this.scopes.some(({ store }) =>
      store.remarks.some(remark => remark.name === name && isAway(remark)),
    );
    const similar = similarNames(name, this.names);
    return { kind: 'missing', similar, ...(away && { away }) };
  }
}
