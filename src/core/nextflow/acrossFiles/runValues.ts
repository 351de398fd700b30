import type { SharedValues } from '../flow/state/path.ts';
import { isNotable, joined, nothing, type Value } from '../flow/state/value.ts';

/** The parameters of a run. What its configs or its launch say of one, no script changes. */
export class RunValues implements SharedValues {
  static readonly unknown = nothing;
  readonly #values = new Map<string, Value>();
  readonly #fixed = new Set<string>();

  /** Whether one of them may tell something of a secret. */
  get isNotable(): boolean {
    return [...this.#values.values()].some(isNotable);
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  /** Set by a script or, while configs are read, by one of them; of several, what any of them says. */
  set(name: string, value: Value): boolean {
    if (!name.startsWith('params.')) {
      return false;
    }
    if (!this.#fixed.has(name)) {
      const before = this.#values.get(name);
      this.#values.set(name, before && before.texts.size > 0 ? joined([before, value]) : value);
    }
    return true;
  }

  /** What the configs come to. */
  fix(name: string, value: Value): void {
    this.#fixed.add(name);
    this.#values.set(name, value);
  }
}
