import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';
import { parseSecretName, type SecretName } from '../secrets/secretName.ts';
import type { StoreRemark } from '../secrets/storeRemark.ts';

/** An entry of the file as it stands there, with whatever else it says. */
type Entry = Readonly<Record<string, unknown>>;

/**
 * What the store file of `nextflow secrets` holds: a JSON array of names and values. Each change
 * gives another one, and leaves what it is not about as it was.
 */
export class NextflowStore {
  static readonly empty = new NextflowStore([]);

  readonly #entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /**
   * Reads what Nextflow 24.10.0 reads: nothing and `null` are a store without secrets, and a number
   * is the text of it. The reason for which it cannot names no value.
   */
  static parse(text: string): Result<NextflowStore, string> {
    // What an editor of Windows puts before the text.
    const plain = text.replace(/^\uFEFF/, '');
    if (plain.trim() === '') {
      return ok(NextflowStore.empty);
    }
    let json: unknown;
    try {
      json = JSON.parse(plain, literally);
    } catch {
      return err('it is not JSON');
    }
    const entries = v.safeParse(v.nullable(v.array(v.unknown())), json);
    if (!entries.success) {
      return err('it is not a list of names and values');
    }
    const odd = (entries.output ?? []).findIndex(entry => !v.is(entrySchema, entry));
    return odd === -1
      ? ok(new NextflowStore((entries.output ?? []) as readonly Entry[]))
      : err(`entry ${odd + 1} is not a name with a value`);
  }

  /** The names of its secrets, each once. */
  get names(): readonly SecretName[] {
    const named = this.#entries.flatMap(({ name }) => {
      const parsed = parseSecretName(String(name));
      return parsed.ok ? [parsed.value] : [];
    });
    return [...new Set(named)].filter(name => this.value(name) !== null);
  }

  /** What is in the file and no secret that we could show. */
  get remarks(): readonly StoreRemark[] {
    const names = this.#entries.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
    return [...new Set(names)].flatMap((name): StoreRemark[] => {
      const parsed = parseSecretName(name);
      if (!parsed.ok) {
        return [{ kind: 'illegal-name', name }];
      }
      return this.value(parsed.value) === null ? [{ kind: 'no-value', name }] : [];
    });
  }

  /** The value that a run would get: of several entries of a name the last one's. */
  value(name: SecretName): string | null {
    const value = this.#entries.findLast(entry => entry['name'] === name)?.['value'];
    return typeof value === 'string' ? value : null;
  }

  /** With this value of a secret, whether it was there or not. */
  with(name: SecretName, value: string): NextflowStore {
    const known = this.#entries.findLast(entry => entry['name'] === name);
    return new NextflowStore([...this.without(name).#entries, { ...known, name, value }]);
  }

  without(name: SecretName): NextflowStore {
    return new NextflowStore(this.#entries.filter(entry => entry['name'] !== name));
  }

  /**
   * This store with what changed from one of two others to the next, name by name, where this one
   * still has what the first of them has: what somebody has changed here stays.
   */
  changedAs(before: NextflowStore, after: NextflowStore): NextflowStore {
    const changed = [...new Set([...before.names, ...after.names])].filter(
      name => before.value(name) !== after.value(name) && this.value(name) === before.value(name),
    );
    return changed.reduce((store: NextflowStore, name) => {
      const value = after.value(name);
      return value === null ? store.without(name) : store.with(name, value);
    }, this);
  }

  /** The text of the file, as Nextflow 24.10.0 writes it: sorted, and escaped for HTML. */
  format(): string {
    const sorted = this.#entries.toSorted((a, b) => compare(nameOf(a), nameOf(b)));
    return JSON.stringify(sorted, null, 2).replaceAll(
      /[<>&='\u2028\u2029]/g,
      character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
}

const textSchema = v.nullish(v.string());
const entrySchema = v.looseObject({ name: textSchema, value: textSchema });

/** Gson takes a number or a truth value for its text, as it stands in the file. */
export function literally(
  key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  const bare = typeof value === 'number' || typeof value === 'boolean';
  return bare && (key === 'name' || key === 'value') ? (context?.source ?? String(value)) : value;
}

function nameOf({ name }: Entry): string {
  return typeof name === 'string' ? name : '';
}

/** Of several of one name the order stays: the last one counts. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
