import type { TokenList } from '../groovy/tokenList.ts';
import { Constants } from './constants.ts';

/** The variables of a script that hold `secrets` itself: `def s = secrets`. */
export class Aliases {
  readonly #tokens: TokenList;
  readonly #constants: Constants;
  readonly #names = new Set<string>();

  constructor(tokens: TokenList) {
    this.#tokens = tokens;
    this.#constants = new Constants(tokens, 'object');
  }

  /** Notes what `secrets` at an index is given to, if it is given to a variable as it is. */
  note(index: number): void {
    const name = this.#tokens.at(index - 2);
    if (this.#tokens.isSymbol(index - 1, '=') && name?.kind === 'word') {
      this.#names.add(name.text);
    }
  }

  /** Whether the word at an index is surely such a variable. */
  has(index: number): boolean {
    if (this.#names.size === 0 || !this.#names.has(this.#tokens.at(index)?.text ?? '')) {
      return false;
    }
    const value = this.#constants.valueAt(index);
    return value !== null && value[1] === value[0] + 1 && this.#tokens.isWord(value[0], 'secrets');
  }
}
