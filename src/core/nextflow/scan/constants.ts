import { statementEnd } from '../groovy/statementEnd.ts';
import { TokenList } from '../groovy/tokenList.ts';
import { assignmentAt, operatorAt } from '../syntax/operatorAt.ts';
import { isDeclared } from './blocks/declarations.ts';

/** Token indices of a value, the second exclusive. */
export type ValueRange = readonly [from: number, to: number];

interface Definition {
  readonly at: number;
  readonly value: ValueRange;
  /** Where the block around it ends. */
  readonly end: number;
}

/** How many tokens a value has at most, which may be read again and again. */
const longest = 200;
/** Methods of a list or a text that change nothing of it. */
const reading = ['collect', 'contains', 'each', 'isEmpty', 'join', 'size', 'toString', 'trim'];

/** The variables of a text that are set once, and never changed: `def x = ['A']`. */
export class Constants {
  static readonly none = new Constants(new TokenList(''));
  readonly #tokens: TokenList;
  readonly #of: 'value' | 'object';
  /** Null of a variable that is set twice, or changed. */
  #known: ReadonlyMap<string, Definition | null> | null = null;

  /** `of`: whether what a variable holds counts as another once something is done to it. */
  constructor(tokens: TokenList, of: 'value' | 'object' = 'value') {
    this.#tokens = tokens;
    this.#of = of;
  }

  /** The value of the variable that is read at an index; null where that cannot be told. */
  valueAt(index: number): ValueRange | null {
    const token = this.#tokens.at(index);
    if (token?.kind !== 'word') {
      return null;
    }
    this.#known ??= this.#all();
    const found = this.#known.get(token.text);
    return found && found.at < index && index < found.end ? found.value : null;
  }

  #all(): ReadonlyMap<string, Definition | null> {
    const tokens = this.#tokens;
    const known = new Map<string, Definition | null>();
    const ends: number[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      if (tokens.isSymbol(at, '{')) {
        ends.push(tokens.closing(at));
      } else if (tokens.isSymbol(at, '}')) {
        ends.pop();
      } else if (tokens.isWord(at) && !tokens.isSymbol(at - 1, '.', '?.')) {
        const name = tokens.at(at)?.text ?? '';
        if (this.#isSet(at)) {
          const value = [at + 2, statementEnd(tokens, at + 2)] as const;
          const end = ends.at(-1) ?? tokens.length;
          const isShort = value[1] - value[0] <= longest;
          known.set(name, known.has(name) || !isShort ? null : { at, value, end });
        } else if (this.#isChanged(at)) {
          known.set(name, null);
        }
      }
    }
    return known;
  }

  /** `x = …`, `def x = …`, `List x = …` */
  #isSet(at: number): boolean {
    const tokens = this.#tokens;
    const start = tokens.isWord(at - 1) ? at - 1 : at;
    return assignmentAt(tokens, at + 1)?.text === '=' && tokens.startsStatement(start);
  }

  /** Whether it is changed, or a name of something else. */
  #isChanged(at: number): boolean {
    const tokens = this.#tokens;
    return (
      assignmentAt(tokens, at + 1) !== null ||
      (this.#of === 'value' && this.#isFilled(at)) ||
      tokens.isSymbol(at + 1, '++', '--', '->') ||
      (tokens.isSymbol(at - 1, '(') && tokens.isWord(at + 1, 'in')) ||
      (tokens.isSymbol(at + 1, ',') && tokens.isSymbol(at - 1, '{', '(')) ||
      isDeclared(tokens, at)
    );
  }

  /** Whether what it holds may be changed: `x << …`, `x[0] = …`, `x.add(…)`. */
  #isFilled(at: number): boolean {
    const tokens = this.#tokens;
    const called = tokens.isSymbol(at + 1, '.', '?.') && tokens.isSymbol(at + 3, '(', '{');
    return (
      operatorAt(tokens, at + 1)?.text === '<<' ||
      tokens.isSymbol(at + 1, '[') ||
      (called && !tokens.isWord(at + 2, ...reading))
    );
  }
}
