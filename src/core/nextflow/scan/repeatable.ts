import { statementEnd } from '../groovy/statementEnd.ts';
import { TokenList } from '../groovy/tokenList.ts';
import { withDefinitions } from '../syntax/withDefinitions.ts';

/** What every dynamic directive can name, in whatever config it stands. */
const known = ['task', 'params', 'projectDir', 'baseDir', 'launchDir', 'workflow', 'it'];
/** Classes that each config knows. */
const classes = [
  ...['String', 'Integer', 'Long', 'Double', 'Boolean', 'List', 'Map', 'Set', 'Object'],
  ...['System', 'Math', 'File', 'Arrays', 'Collections', 'StringBuilder'],
];
const everywhere: readonly string[] = [...known, ...classes];
const keywords = [
  ...['def', 'if', 'else', 'return', 'true', 'false', 'null', 'in', 'as', 'instanceof', 'for'],
  ...['boolean', 'int', 'long', 'double', 'final', 'while', 'switch', 'case', 'default', 'break'],
];
/** What is another thing in another file. */
const own = ['moduleDir', 'this', 'owner', 'delegate', 'super', 'binding', 'secrets', 'new'];

/** Definitions may need each other; nothing that people write is nested deeper. */
const deepest = 8;

/**
 * A computed value as the text of a closure that gives the same in any config: a closure, or an
 * expression put into one, with what its own file defines of what it names. Null where it names what
 * cannot be taken along, say a function of a module.
 *
 * A task knows its inputs in the closures of configs, too, so other names are its own to find. An
 * expression of a config is none of a task: it may name only what is the same in each config.
 */
export function repeatable(
  tokens: TokenList,
  from: number,
  to: number,
  place: 'config' | 'process',
): string | null {
  if (from >= to) {
    return null;
  }
  const isClosure = tokens.isSymbol(from, '{') && tokens.closing(from) === to - 1;
  const names = freeNames(tokens, from, to);
  if (names === null) {
    return null;
  }
  const text = tokens.source(from, to);
  const closure = isClosure ? text : `{ ${text} }`;
  if (place === 'config' && !isClosure) {
    return names.size === 0 ? closure : null;
  }
  const definitions = new Definitions(tokens, from, to);
  if (!definitions.takeAll(names, 0)) {
    return null;
  }
  const { all } = definitions;
  const called = callingBy(tokens, from, to, names);
  return all.length === 0 ? closure : withDefinitions(isClosure ? called : `{ ${called} }`, all);
}

/** A text in which functions that are taken along are called as the closures that they have become. */
function callingBy(tokens: TokenList, from: number, to: number, names: FreeNames): string {
  let text = '';
  let start = from;
  for (let at = from; at < to; at += 1) {
    const name = nameAt(tokens, at);
    if (name !== null && names.has(name) && at + 1 < to && tokens.isSymbol(at + 1, '(')) {
      text += `${tokens.source(start, at + 1)}.call`;
      start = at + 1;
    }
  }
  return text + tokens.source(start, to);
}

/** Whether a closure names nothing but what every config knows. */
export function isSelfContained(closure: string): boolean {
  const tokens = new TokenList(closure);
  return freeNames(tokens, 0, tokens.length)?.size === 0;
}

/** The definitions that a value needs of its own file, each after those that it needs itself. */
class Definitions {
  readonly #tokens: TokenList;
  readonly #from: number;
  readonly #to: number;
  readonly #taken = new Map<string, string>();

  constructor(tokens: TokenList, from: number, to: number) {
    this.#tokens = tokens;
    this.#from = from;
    this.#to = to;
  }

  /** Names and what they stand for. */
  get all(): readonly (readonly [string, string])[] {
    return [...this.#taken];
  }

  /** False where the file gives a name a meaning that cannot be taken along. */
  takeAll(names: FreeNames, depth: number): boolean {
    return [...names].every(([name, isCalled]) => this.#take(name, isCalled, depth));
  }

  #take(name: string, isCalled: boolean, depth: number): boolean {
    if (this.#taken.has(name)) {
      return true;
    }
    const found = this.#definitions(name);
    const [at] = found;
    if (at === undefined) {
      return !isCalled; // No config has a function of another file.
    }
    const text = found.length > 1 || depth > deepest ? null : this.#definition(name, at, depth);
    if (text !== null) {
      this.#taken.set(name, text);
    }
    return text !== null;
  }

  /** Indexes of the name where something that can be seen here declares or sets it. */
  #definitions(name: string): readonly number[] {
    const all = definitionsIn(this.#tokens).get(name) ?? [];
    return all.filter(at => (at < this.#from || at >= this.#to) && this.#isSeen(at));
  }

  /** Whether the block around a place is around the value, too; what is included is in braces. */
  #isSeen(at: number): boolean {
    const tokens = this.#tokens;
    for (let before = at - 1; before >= 0; before -= 1) {
      if (tokens.isSymbol(before, '}', ')', ']') && tokens.opening(before) >= 0) {
        before = tokens.opening(before);
      } else if (tokens.isSymbol(before, '{')) {
        return (
          tokens.isWord(before - 1, 'include') ||
          (before < this.#from && tokens.closing(before) >= this.#to)
        );
      }
    }
    return true;
  }

  #definition(name: string, at: number, depth: number): string | null {
    const tokens = this.#tokens;
    if (tokens.isSymbol(at + 1, '=')) {
      const end = statementEnd(tokens, at + 2);
      const isLocal = tokens.isWord(at - 1);
      const text = this.#taking(name, at + 2, end, [], depth);
      return isLocal ? text : null;
    }
    const close = tokens.closing(at + 1);
    if (!tokens.isSymbol(at + 1, '(') || !tokens.isSymbol(close + 1, '{')) {
      return null;
    }
    const words = wordsBetween(tokens, at + 2, close);
    const body = [close + 2, tokens.closing(close + 1)] as const;
    const text = this.#taking(name, ...body, words, depth);
    return text === null ? null : `{ ${tokens.source(at + 2, close)} -> ${text} }`;
  }

  /** A text of the file, with what it names taken along. */
  #taking(
    name: string,
    from: number,
    to: number,
    parameters: readonly string[],
    depth: number,
  ): string | null {
    const names = freeNames(this.#tokens, from, to, parameters);
    const takes = names !== null && !names.has(name) && from < to;
    return takes && this.takeAll(names, depth + 1)
      ? callingBy(this.#tokens, from, to, names)
      : null;
  }
}

const foundIn = new WeakMap<TokenList, ReadonlyMap<string, readonly number[]>>();

/** Where each name of a text is declared or set: `def x`, `String x`, `x = …`, `x { … }`, `import a.x`. */
function definitionsIn(tokens: TokenList): ReadonlyMap<string, readonly number[]> {
  const before = foundIn.get(tokens);
  if (before) {
    return before;
  }
  const definitions = new Map<string, number[]>();
  let included = -1;
  let imported = false;
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens.isSymbol(at, '{') && tokens.isWord(at - 1, 'include')) {
      included = tokens.closing(at);
    }
    imported = tokens.startsStatement(at) ? tokens.isWord(at, 'import') : imported;
    if (tokens.isWord(at) && (at < included || imported || isSet(tokens, at))) {
      const name = tokens.at(at)?.text ?? '';
      const places = definitions.get(name) ?? [];
      places.push(at);
      definitions.set(name, places);
    }
  }
  foundIn.set(tokens, definitions);
  return definitions;
}

function isSet(tokens: TokenList, at: number): boolean {
  const declared = tokens.isWord(at - 1) && !tokens.isWord(at - 1, 'return', 'in', 'as', 'new');
  return (
    (declared && isDeclaration(tokens, at)) ||
    (tokens.startsStatement(at) && tokens.isSymbol(at + 1, '=', '+=', '{', '.'))
  );
}

/** `def x = …` and `String f(…) {`, not `label x(…)`. */
function isDeclaration(tokens: TokenList, at: number): boolean {
  return (
    tokens.isSymbol(at + 1, '=') ||
    (tokens.isSymbol(at + 1, '(') && tokens.isSymbol(tokens.closing(at + 1) + 1, '{', '->'))
  );
}

/** Names, and whether something calls them. */
type FreeNames = ReadonlyMap<string, boolean>;

/** The names in a range that are given their meaning outside of it; null where that is its file's alone. */
function freeNames(
  tokens: TokenList,
  from: number,
  to: number,
  parameters: readonly string[] = [],
): FreeNames | null {
  const declared = new Set(parameters);
  const free = new Map<string, boolean>();
  for (let at = from; at < to; at += 1) {
    const name = nameAt(tokens, at);
    if (name === null) {
      continue;
    }
    if (own.includes(name)) {
      return null;
    }
    if (isDeclared(tokens, at)) {
      declared.add(name);
    } else if (!everywhere.includes(name) && !declared.has(name)) {
      free.set(name, (free.get(name) ?? false) || tokens.isSymbol(at + 1, '('));
    }
  }
  // A class that is not known to every config may be one of the pipeline's own.
  return [...free.keys()].some(name => /^[A-Z]\w*[a-z]/.test(name)) ? null : free;
}

/** A name of its own, no keyword. */
function nameAt(tokens: TokenList, at: number): string | null {
  const name = tokens.isWord(at) && !isPart(tokens, at) ? (tokens.at(at)?.text ?? '') : null;
  return name === null || keywords.includes(name) ? null : name;
}

function isDeclared(tokens: TokenList, at: number): boolean {
  if (tokens.isWord(at - 1, 'def', ...classes) || tokens.isSymbol(at + 1, '->')) {
    return true;
  }
  let after = at;
  while (tokens.isSymbol(after + 1, ',') && tokens.isWord(after + 2)) {
    after += 2;
  }
  return after > at && tokens.isSymbol(after + 1, '->');
}

function wordsBetween(tokens: TokenList, from: number, to: number): readonly string[] {
  const words: string[] = [];
  for (let at = from; at < to; at += 1) {
    if (tokens.isWord(at)) {
      words.push(tokens.at(at)?.text ?? '');
    }
  }
  return words;
}

/** A property or method of something, or a key of a map: no name of its own. */
function isPart(tokens: TokenList, at: number): boolean {
  return (
    tokens.isSymbol(at - 1, '.', '?.', '*.', '.@') ||
    (tokens.isSymbol(at + 1, ':') && tokens.isSymbol(at - 1, '[', ',', '('))
  );
}
