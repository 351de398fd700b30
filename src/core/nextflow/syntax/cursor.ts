import { literalAt } from '../groovy/literal.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { operatorAt } from './operatorAt.ts';
import { depthOf, type Shape } from './shape.ts';
import { deepest, type Expression } from './syntax.ts';

/** A place in a range of tokens, and the expressions that are made of what is passed. */
export class Cursor {
  readonly tokens: TokenList;
  readonly to: number;
  readonly level: number;
  /** Where the reading has come to. */
  at: number;

  constructor(tokens: TokenList, from: number, to: number, level: number) {
    this.tokens = tokens;
    this.at = from;
    this.to = to;
    this.level = level;
  }

  /** `key:` before an argument. */
  key(): string | null {
    const literal = literalAt(this.tokens, this.at);
    const next = literal ? literal.next : this.at + 1;
    const keyed = literal !== null || this.tokens.isWord(this.at);
    if (!keyed || next >= this.to || !this.tokens.isSymbol(next, ':')) {
      return null;
    }
    const text = literal ? literal.value : (this.tokens.at(this.at)?.text ?? null);
    this.at = next + 1;
    return text ?? '';
  }

  /** Whether an argument without brackets may begin here. */
  beginsArgument(): boolean {
    const { kind } = this.tokens.at(this.at) ?? {};
    return (
      kind === 'word' ||
      kind === 'stringStart' ||
      kind === 'number' ||
      this.tokens.isSymbol(this.at, '{', '!', '[')
    );
  }

  /** Past a line end, where one stands. */
  skipNewline(): void {
    if (this.at < this.to && this.tokens.kindAt(this.at) === 'newline') {
      this.at += 1;
    }
  }

  /** Whether a symbol of the range stands here. */
  symbol(text: string): boolean {
    return this.at < this.to && this.tokens.isSymbol(this.at, text);
  }

  /** What is not there, or not understood. */
  none(): Expression {
    return { kind: 'other', parts: [], depth: 0, start: this.tokens.at(this.at)?.start ?? 0 };
  }

  /** An expression that begins with the token at an index. */
  node(at: number, shape: Shape): Expression {
    return this.locate(this.tokens.at(at)?.start ?? 0, shape);
  }

  /** An expression that is found by this offset. */
  locate(start: number, shape: Shape): Expression {
    const depth = 1 + depthOf(shape);
    return depth > deepest
      ? { kind: 'other', parts: [], depth: 0, start }
      : { ...shape, depth, start };
  }

  /** Past the signs in front of a value: how many ask for its opposite, how many compute. */
  signs(): { readonly nots: number; readonly computing: number } {
    const found = { nots: 0, computing: 0 };
    while (this.at < this.to && this.tokens.isSymbol(this.at, ...prefixes)) {
      found.nots += this.symbol('!') ? 1 : 0;
      found.computing += this.tokens.isSymbol(this.at, '-', '~', '++', '--') ? 1 : 0;
      this.at += 1;
    }
    return found;
  }

  /** Past `(int)`, `(String)` in front of a value: the name of the type, which begins at an index. */
  cast(): number | null {
    const { at, tokens } = this;
    const close = tokens.closing(at);
    const type = close - 1;
    if (!this.symbol('(') || close + 1 >= this.to || !isType(tokens, at + 1, type)) {
      return null;
    }
    const { kind } = tokens.at(close + 1) ?? {};
    const isValue =
      kind === 'word'
        ? operatorAt(tokens, close + 1) === null
        : kind === 'stringStart' || kind === 'number';
    // `(NAME) [0]` and `(NAME) - 1` read a variable.
    const isPrimitive = type === at + 1 && tokens.isWord(type, ...primitives);
    if (!isValue && !(isPrimitive && tokens.isSymbol(close + 1, '(', '[', '!', '-'))) {
      return null;
    }
    this.at = close + 1;
    return type;
  }
}

/** Whether a type is named between two indices, with its package or without. */
function isType(tokens: TokenList, from: number, last: number): boolean {
  for (let at = from; at < last; at += 2) {
    if (!tokens.isWord(at) || !tokens.isSymbol(at + 1, '.')) {
      return false;
    }
  }
  const name = tokens.isWord(last) && last >= from ? (tokens.at(last)?.text ?? '') : '';
  return /^[A-Z]/.test(name) || (from === last && primitives.includes(name));
}

const primitives = ['boolean', 'byte', 'char', 'double', 'float', 'int', 'long', 'short'];
const prefixes = ['!', '-', '+', '~', '++', '--', '*'];
