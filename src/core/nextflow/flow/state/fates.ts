import type { Ending, LeakPlace } from '../../scan/reference.ts';
import type { Reference } from '../../scan/reference.ts';
import { nullsOf, type Path } from './path.ts';
import type { Value } from './value.ts';

/** What becomes of the value of each reference, and of the run where it is null. */
export class Fates {
  readonly #endings = new Map<Reference, Ending>();
  readonly #leaks = new Map<Reference, Set<LeakPlace>>();
  readonly #asked = new Set<Reference>();
  readonly #used = new Set<Reference>();
  readonly #seen = new Set<Reference>();
  readonly #doubted = new Set<Reference>();
  /** How often the run may have ended well so far. */
  exits = 0;

  /** The run ends here where one of these is null. */
  end(references: readonly Reference[], path: Path, how: Omit<Ending, 'sometimes'>): void {
    for (const reference of references) {
      const sure = path.certain || path.sure.has(reference.name ?? '');
      this.endOne(reference, path, { ...how, sometimes: !sure });
    }
  }

  endOne(reference: Reference, path: Path, ending: Ending): void {
    if (!path.spared) {
      // A stub runs only where a run is asked for stubs.
      const sometimes = ending.sometimes || path.section === 'stub';
      this.#setEnding(reference, { ...ending, sometimes });
    }
  }

  /** The walk has come to where it stands. */
  see(reference: Reference): void {
    this.#seen.add(reference);
  }

  /** The code looks whether it is there. */
  ask(references: Iterable<Reference>): void {
    for (const reference of references) {
      this.#asked.add(reference);
    }
  }

  /** A run may never come to what asks for these. */
  doubt(references: Iterable<Reference>): void {
    for (const reference of references) {
      this.#doubted.add(reference);
    }
  }

  /** Null is taken for a value here. */
  use(value: Value, path: Path): void {
    for (const reference of nullsOf(value, path)) {
      this.#used.add(reference);
    }
  }

  /** The value comes to stand where others read it. */
  leak({ texts }: Value, place: LeakPlace): void {
    for (const reference of texts) {
      this.#leaks.set(reference, (this.#leaks.get(reference) ?? new Set()).add(place));
    }
  }

  /** Whether nothing has been found. */
  get isEmpty(): boolean {
    return this.#all.every(({ size }) => size === 0);
  }

  /** Whether anything has been found of a reference. */
  has(reference: Reference): boolean {
    return this.#all.some(found => found.has(reference));
  }

  get #all(): readonly {
    readonly size: number;
    readonly has: (reference: Reference) => boolean;
  }[] {
    return [this.#endings, this.#leaks, this.#asked, this.#used, this.#seen, this.#doubted];
  }

  /** The same of what several have found of a reference, the first of them first. */
  static of(reference: Reference, found: readonly Fates[]): Reference {
    const some = found.filter(fates => fates.has(reference));
    const [only] = some;
    if (some.length < 2) {
      return only ? only.of(reference) : reference;
    }
    const all = new Fates();
    some.forEach(fates => {
      all.#take(reference, fates);
    });
    return all.of(reference);
  }

  /** Where its value goes. */
  leaksOf(reference: Reference): Iterable<LeakPlace> {
    return this.#leaks.get(reference) ?? [];
  }

  /** A reference with what has been found of it, and with what `known` says of it before. */
  of(reference: Reference, known = reference): Reference {
    const ending = this.#endings.get(reference);
    const leaks = this.#leaks.get(reference);
    return {
      ...known,
      use: this.#useOf(reference, ending),
      place: this.#placeOf(reference),
      ...(ending && { ending }),
      ...(leaks && { leaks: [...leaks].sort() }),
    };
  }

  #take(reference: Reference, others: Fates): void {
    const ending = others.#endings.get(reference);
    const leaks = others.#leaks.get(reference);
    if (ending) {
      this.#setEnding(reference, ending);
    }
    if (leaks) {
      this.#leaks.set(reference, new Set([...leaks, ...(this.#leaks.get(reference) ?? [])]));
    }
    if (others.#asked.has(reference)) {
      this.#asked.add(reference);
    }
    if (others.#used.has(reference)) {
      this.#used.add(reference);
    }
    if (others.#seen.has(reference)) {
      this.#seen.add(reference);
    }
    if (others.#doubted.has(reference)) {
      this.#doubted.add(reference);
    }
  }

  #setEnding(reference: Reference, ending: Ending): void {
    const known = this.#endings.get(reference);
    if (!known || (known.sometimes && !ending.sometimes)) {
      this.#endings.set(reference, ending);
    }
  }

  /** What stands in a script section is in the task's script only where its value goes there. */
  #placeOf(reference: Reference): Reference['place'] {
    const { place } = reference;
    const silent = this.#seen.has(reference) && this.#leaks.get(reference)?.has('script') !== true;
    return place.kind === 'process' && place.script && silent ? { ...place, script: false } : place;
  }

  #useOf(reference: Reference, ending: Ending | undefined): Reference['use'] {
    if (ending) {
      return ending.sometimes || reference.use === 'conditional' ? 'conditional' : 'required';
    }
    if (this.#doubted.has(reference) && reference.use === 'required') {
      return 'conditional';
    }
    const onlyAsked = this.#asked.has(reference) && !this.#used.has(reference);
    return onlyAsked ? 'optional' : reference.use;
  }
}
