/** How often the code that leads to here has asked for each name: a multiset of guards in force. */
export class Guards {
  readonly #counts = new Map<string, number>();

  has(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }

  add(names: readonly string[]): void {
    this.#count(names, 1);
  }

  remove(names: readonly string[]): void {
    this.#count(names, -1);
  }

  #count(names: readonly string[], step: number): void {
    for (const name of names) {
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + step);
    }
  }
}
