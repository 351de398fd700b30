import type { Reference } from '../../scan/reference.ts';
import { isNotable, joined, nothing, type Value } from './value.ts';

/** Variables that the files of a run have in common. */
export interface SharedValues {
  readonly get: (name: string) => Value | undefined;
  /** Whether it is one of them, so that no file keeps it. */
  readonly set: (name: string, value: Value) => boolean;
}

/** The variables of a block, and by way of it those around. */
export class Scope {
  readonly #own = new Map<string, Value>();
  readonly #outer: Scope | null;
  readonly #shared: SharedValues | null;
  /** Names of its own that have held something of a secret, without what they are members of. */
  readonly carriers = new Set<string>();
  /** The same of all that tells something of what is made of it: closures and files, too. */
  readonly notable = new Set<string>();
  /** Names of its own that are declared with `def`, which `!{…}` does not see. */
  readonly locals = new Set<string>();

  constructor(outer: Scope | null, shared: SharedValues | null = null) {
    this.#outer = outer;
    this.#shared = shared;
  }

  get(name: string): Value | undefined {
    return this.#own.get(name) ?? this.#outer?.get(name) ?? this.#shared?.get(name);
  }

  declare(name: string, value: Value): void {
    this.#own.set(name, value);
    if (isNotable(value)) {
      this.notable.add(name.slice(name.lastIndexOf('.') + 1));
    }
    if (value.texts.size > 0 || value.nulls.size > 0) {
      this.carriers.add(name.slice(name.lastIndexOf('.') + 1));
    }
  }

  /** Assigns where the variable is declared; an undeclared one is the script's. */
  assign(name: string, value: Value): void {
    if (this.#shared?.set(name, value) === true) {
      return;
    }
    if (this.#own.has(name) || !this.#outer) {
      this.declare(name, value);
    } else {
      this.#outer.#assignWithin(name, value);
    }
  }

  /** Assigned in a block that may not be reached: what it held before is not forgotten. */
  #assignWithin(name: string, value: Value): void {
    const before = this.#own.get(name);
    if (before && before.texts.size > 0) {
      this.declare(name, {
        ...joined([before, value]),
        ...(value.closure && { closure: value.closure }),
      });
    } else {
      this.assign(name, value);
    }
  }
}

/** Where the walk through a script is, and what is known there. */
export interface Path {
  readonly scope: Scope;
  /** Names of secrets that are there for certain, or else this would not be reached. */
  present: ReadonlySet<string>;
  /** Whether whoever reaches the code around reaches this. */
  certain: boolean;
  /** Names without which this is reached all the same. */
  sure: ReadonlySet<string>;
  /** The secrets where this is reached if they are missing: for certain, or perhaps. */
  missing: ReadonlyMap<Reference, boolean>;
  /** Whether an error in here is caught, or ends no run. */
  readonly spared: boolean;
  /** The section of a process or workflow; null in front of the first label. */
  section: string | null;
  readonly inside: 'process' | 'workflow' | null;
  /** Of a config: the scopes around. */
  readonly settings: readonly string[];
  /** What `return` has given so far. */
  readonly returned: Value[];
}

/** The outermost, which has variables in common with the other files of a run. */
export function firstPath(shared: SharedValues | null = null): Path {
  return {
    scope: new Scope(null, shared),
    present: new Set(),
    certain: true,
    sure: new Set(),
    missing: new Map(),
    spared: false,
    section: null,
    inside: null,
    settings: [],
    returned: [],
  };
}

/** A path into a block, a closure or a function: what changes there changes nothing outside. */
export function inner(path: Path, own: Partial<Path> = {}): Path {
  return { ...path, scope: new Scope(path.scope), ...own };
}

/** The references of a value that may be null here. */
export function nullsOf({ nulls }: Value, { present }: Path): readonly Reference[] {
  return nulls.size === 0 ? [] : [...nulls].filter(({ name }) => !present.has(name ?? ''));
}

/** What a variable, or a member of one, holds; `path` as in `params.token`. */
export function variable(scope: Scope, name: string): Value {
  return scope.get(name) ?? nothing;
}
