import type { Expression, Statement } from '../syntax/syntax.ts';
import { pathOf } from './configPath.ts';

/** What is assigned, and how. */
export type Given = Pick<Statement & { readonly kind: 'assign' }, 'operator' | 'targets' | 'value'>;

/** The lists of secrets of processes that a config sets, by their paths, in the order of its statements. */
export class SecretLists {
  /** Those that are set so far, and whether something is in them. */
  readonly #set = new Map<string, boolean>();
  /** What is to be told of each, unless it is replaced. */
  readonly #pending = new Map<string, (() => void)[]>();

  /** Something is assigned; null where it is added, which leaves something in any case. */
  set(path: readonly string[], value: Expression | null): void {
    this.#set.set(path.join('.'), value === null || !isEmpty(value));
  }

  has(path: readonly string[]): boolean {
    return this.#set.has(path.join('.'));
  }

  /**
   * Whether what an expression reads is set: by its own name, which blocks know of themselves and of
   * those around, an empty list is not found (Nextflow 24.10.0).
   */
  isRead(read: Expression, path: readonly string[]): boolean {
    const scopes = path.slice(0, -1).map((_, at) => [...path.slice(0, at + 1), 'secret'].join('.'));
    return scopes.some(scope =>
      read.kind === 'name' ? this.#set.get(scope) === true : this.#set.has(scope),
    );
  }

  /** Tells of what a list is given at the end, unless another replaces it. */
  later(path: readonly string[], replaces: boolean, tell: () => void): void {
    const key = path.join('.');
    const before = replaces ? undefined : this.#pending.get(key);
    before?.push(tell);
    this.#pending.set(key, before ?? [tell]);
  }

  tell(): void {
    [...this.#pending.values()].flat().forEach(each => {
      each();
    });
  }
}

/** The list that a statement goes on from: `secret += […]`, `secret = secret + […]`; null of any other. */
export function readBefore({ operator, targets: [target], value }: Given): Expression | null {
  if (operator === '-=' || (operator === '+=' && value.kind === 'list')) {
    return target ?? null;
  }
  let first = value;
  let added = false;
  while (first.kind === 'binary' && first.operator === '+') {
    added ||= first.right.kind === 'list';
    first = first.left;
  }
  const path = pathOf(first);
  return operator === '=' && added && path?.at(-1) === 'secret' && path.length < 4 ? first : null;
}

/** Whether it is an empty list or text. */
function isEmpty(value: Expression): boolean {
  return value.kind === 'list'
    ? value.items.length === 0
    : value.kind === 'constant' && !value.truth;
}
