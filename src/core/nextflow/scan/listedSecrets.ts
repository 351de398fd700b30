import type { TokenList } from '../groovy/tokenList.ts';
import { Constants } from './constants.ts';
import { type DirectiveName, directiveNames } from './directiveNames.ts';
import type { Reference } from './reference.ts';

/** A list of secrets of processes: the profile and the selector that it is for, null where none is. */
export interface SecretList {
  readonly profile: string | null;
  readonly selector: string | null;
  /** Whether its selector stands outside of `process`, which only a part of a config has. */
  readonly ofPart: boolean;
  /** Whether only some runs come to it. */
  readonly conditional: boolean;
}

/** The references that a config makes by its lists of secrets, in the order of its statements. */
export class ListedSecrets {
  readonly #tokens: TokenList;
  readonly #constants: Constants;
  readonly #references: Reference[] = [];
  readonly #ofPart = new Set<Reference>();
  /** Which references each list has made, by its profile and selector. */
  readonly #listed = new Map<string, number[]>();

  constructor(tokens: TokenList) {
    this.#tokens = tokens;
    this.#constants = new Constants(tokens);
  }

  /** All of them, by whether the config is a whole one. */
  in(isWhole: boolean): readonly Reference[] {
    return isWhole ? this.#references.filter(each => !this.#ofPart.has(each)) : this.#references;
  }

  /** `secret = …`, or `secret += …`, which adds to what is there. */
  give(list: SecretList, from: number, to: number, adds: boolean): void {
    const minuses = this.#minusesIn(from, to);
    const [end = to] = minuses;
    const first = this.#references.length;
    for (const named of this.#namesIn(from, end)) {
      this.#add(list, named);
    }
    if (!list.conditional) {
      this.#replaced(keyOf(list), first, adds || this.#readsSecret(from, end));
    }
    minuses.forEach((minus, at) => {
      this.take(list, minus + 1, minuses[at + 1] ?? to);
    });
  }

  /** `secret -= …` */
  take(list: SecretList, from: number, to: number): void {
    const names = [...this.#namesIn(from, to)].map(({ name }) => name);
    for (const at of this.#listed.get(keyOf(list)) ?? []) {
      if (names.includes(this.#references[at]?.name ?? '')) {
        this.#unasked(at);
      }
    }
  }

  #add({ profile, selector, ofPart, conditional }: SecretList, named: DirectiveName): void {
    const { name, span, use, written } = named;
    // Which profiles a run takes, and which processes have a label, its launch and its scripts say.
    const elsewhere = !['standard', null].includes(profile) || selector?.startsWith('withLabel:');
    const reference: Reference = {
      kind: 'configDirective',
      name,
      span,
      use: use === 'required' && (conditional || elsewhere) ? 'conditional' : use,
      place: { kind: 'selector', selector },
      ...(use === 'required' && !conditional && elsewhere && { byLaunch: true }),
      ...(written && { written }),
    };
    this.#references.push(reference);
    if (ofPart) {
      this.#ofPart.add(reference);
    }
  }

  #namesIn(from: number, to: number): Generator<DirectiveName> {
    return directiveNames(this.#tokens, from, to, this.#constants);
  }

  /** Where lists are taken from another, as in `['A', 'B'] - 'B'`; none where more is done. */
  #minusesIn(from: number, to: number): readonly number[] {
    const tokens = this.#tokens;
    const found: number[] = [];
    for (let at = from; at < to; at += 1) {
      if (tokens.isSymbol(at, '?', '?:') || (tokens.isSymbol(at, '+') && found.length > 0)) {
        return [];
      }
      if (tokens.isSymbol(at, '-') && at > from) {
        found.push(at);
      }
      const closing = tokens.closing(at);
      at = closing > at && closing < to ? closing : at;
    }
    return found;
  }

  #readsSecret(from: number, to: number): boolean {
    for (let at = from; at < to; at += 1) {
      if (this.#tokens.isWord(at, 'secret')) {
        return true;
      }
    }
    return false;
  }

  /** A list that a later one of the same place replaces is asked for by no task. */
  #replaced(key: string, first: number, goesOn: boolean): void {
    const before = this.#listed.get(key) ?? [];
    const listed = goesOn ? before : [];
    for (let at = first; at < this.#references.length; at += 1) {
      listed.push(at);
    }
    this.#listed.set(key, listed);
    (goesOn ? [] : before).forEach(at => {
      this.#unasked(at);
    });
  }

  #unasked(at: number): void {
    const reference = this.#references[at];
    if (reference) {
      const unasked: Reference = { ...reference, use: 'optional' };
      this.#references[at] = unasked;
      if (this.#ofPart.has(reference)) {
        this.#ofPart.add(unasked);
      }
    }
  }
}

function keyOf({ profile, selector }: SecretList): string {
  return JSON.stringify([profile, selector]);
}
