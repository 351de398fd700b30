/** What is to go wrong with calls, by their names, and how often each was made. */
export class FaultQueues<Fault> {
  readonly #next = new Map<string, (Fault | null)[]>();
  readonly #always = new Map<string, Fault>();
  readonly #counts = new Map<string, number>();

  /** The next calls go wrong in these ways, one after the other; null lets one pass. */
  next(call: string, ...faults: (Fault | null)[]): void {
    this.#next.set(call, [...(this.#next.get(call) ?? []), ...faults]);
  }

  /** Every call goes wrong, until it is told otherwise with null. */
  always(call: string, fault: Fault | null): void {
    if (fault === null) {
      this.#always.delete(call);
    } else {
      this.#always.set(call, fault);
    }
  }

  /** How often a call was tried, its repetitions counted. */
  count(call: string): number {
    return this.#counts.get(call) ?? 0;
  }

  /** Counts a call, and tells how it is to go wrong. */
  take(call: string): Fault | null {
    this.#counts.set(call, this.count(call) + 1);
    return this.#next.get(call)?.shift() ?? this.#always.get(call) ?? null;
  }

  /** Forgets faults and counts. */
  reset(): void {
    for (const map of [this.#next, this.#always, this.#counts]) {
      map.clear();
    }
  }
}
