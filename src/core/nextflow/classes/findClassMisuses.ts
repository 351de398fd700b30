import type { Span } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import type { Misuse } from '../misuse/misuse.ts';
import { isDeclared } from '../scan/blocks/declarations.ts';
import { ScriptScan } from '../scan/scriptScan.ts';
import { type ClassWord, walkClasses } from './walkClasses.ts';

/**
 * The uses of `secrets` in a file of `lib`: it is a variable of scripts, which classes do not have.
 * In a static member the class cannot be compiled, which ends each run whose scripts name it;
 * elsewhere the code throws where it is reached (seen on Nextflow 24.10.0 and 25.04.4). Nothing is
 * said of classes that may have a property `secrets` of their own.
 */
export function findClassMisuses(tokens: TokenList): readonly Misuse[] {
  const { references, wrongUses } = new ScriptScan(tokens, { kind: 'script' }).run();
  // What is no use for a map either may be both.
  const uses = new Map<number, { readonly span: Span; readonly name: string | null }>([
    ...wrongUses.map(
      ({ span, secret }) => [span.start, { span, name: secret?.name ?? null }] as const,
    ),
    ...references
      .filter(({ kind }) => kind === 'property')
      .map(each => [each.span.start, each] as const),
  ]);
  if (uses.size === 0) {
    return [];
  }
  const places = new ClassPlaces(tokens);
  const inOrder = [...uses.values()].sort((a, b) => a.span.start - b.span.start);
  return inOrder.flatMap(({ span, name }) => {
    const ends = places.at(span.start);
    return ends === 'unknown'
      ? []
      : [{ kind: 'not-in-class', span, name: name ?? '', fails: ends === 'named', edits: [] }];
  });
}

/** When a run ends of a use: where a script names the class, or where the use is reached. */
type Ends = 'named' | 'reached' | 'unknown';

/** Annotations whose classes are checked as static members are. */
const checks = ['CompileStatic', 'TypeChecked'];
/** What says that a class may have, or inherit, a property `secrets`. */
const possible = ['getSecrets', 'extends', 'implements'];

/** Where the word `secrets` stands in a file of classes. */
class ClassPlaces {
  readonly #tokens: TokenList;
  readonly #words: readonly ClassWord[];
  readonly #isChecked: boolean;
  readonly #hasDelegates: boolean;
  readonly #isPossible: boolean;
  #next = 0;

  constructor(tokens: TokenList) {
    this.#tokens = tokens;
    const words = [...walkClasses(tokens)];
    const some = (...wanted: readonly string[]): boolean =>
      words.some(({ index }) => tokens.isWord(index, ...wanted));
    this.#words = words.filter(({ index }) => tokens.isWord(index, 'secrets'));
    this.#isChecked = some(...checks);
    this.#hasDelegates = some('delegate', 'with', 'tap');
    this.#isPossible =
      some(...possible) ||
      this.#words.some(({ index, inClass }) => inClass && isDeclared(tokens, index));
  }

  /** Of the use whose secret is named at an offset; they are asked for in their order. */
  at(offset: number): Ends {
    const startOf = (at: number): number =>
      this.#tokens.at(this.#words[at]?.index ?? -1)?.start ?? Infinity;
    while (startOf(this.#next + 1) <= offset) {
      this.#next += 1;
    }
    const word = this.#words[this.#next];
    if (!word || this.#isPossible || (word.inClosure && this.#hasDelegates)) {
      return 'unknown';
    }
    const { index, inStatic, inClosure } = word;
    // `this.secrets` is looked up where it is reached.
    const isMember = this.#tokens.isSymbol(index - 1, '.', '?.');
    return (inStatic || this.#isChecked) && !inClosure && !isMember ? 'named' : 'reached';
  }
}
