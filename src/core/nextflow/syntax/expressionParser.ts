import { literalAt } from '../groovy/literal.ts';
import { shellPlaceholders } from '../groovy/shellPlaceholders.ts';
import { TokenList } from '../groovy/tokenList.ts';
import { textPieces } from '../textPieces.ts';
import { Cursor } from './cursor.ts';
import { endOf } from './endOf.ts';
import { operatorAt } from './operatorAt.ts';
import { arrowAt, parameterNames } from './parameterNames.ts';
import { shapeOf } from './shape.ts';
import { type Argument, type Block, type Expression, noBlock } from './syntax.ts';

/** Reads a block's statements: what stands between two braces. */
export type ReadBlock = (from: number, to: number, depth: number) => Block;

/** How many brackets may stand in each other; nothing that people write has as many. */
const nested = 60;

/**
 * Reads expressions of Groovy from a range of tokens. Any text is taken; what is not understood
 * becomes `other`. Time and depth are bounded by the text's length and by `deepest`.
 */
export class ExpressionParser extends Cursor {
  readonly #readBlock: ReadBlock;

  constructor(tokens: TokenList, readBlock: ReadBlock, from: number, to: number, level: number) {
    super(tokens, from, to, level);
    this.#readBlock = readBlock;
  }

  /** All of the range: one expression, or a call without brackets. */
  whole(): Expression {
    const start = this.at;
    const first = this.expression();
    const call =
      this.at < this.to && this.beginsArgument()
        ? this.node(start, { kind: 'call', callee: first, args: this.arguments() })
        : first;
    if (this.at >= this.to) {
      return call;
    }
    const parts = [call];
    while (this.at < this.to) {
      parts.push(this.expression());
    }
    return this.node(start, { kind: 'other', parts });
  }

  /** Elements between commas, named or not, up to the end of the range. */
  arguments(): readonly Argument[] {
    const found: Argument[] = [];
    while (this.at < this.to) {
      if (this.symbol(',') || this.tokens.kindAt(this.at) === 'newline') {
        this.at += 1;
        continue;
      }
      const name = this.key();
      found.push({
        name,
        value: this.tokens.isSymbol(this.at, ',') ? this.none() : this.expression(),
      });
    }
    return found;
  }

  /** One expression, without what follows it. */
  expression(): Expression {
    const start = this.at;
    const value = this.#binary(0);
    if (this.symbol('?:')) {
      this.at += 1;
      return this.node(start, { kind: 'choice', test: null, yes: value, no: this.#rest() });
    }
    if (!this.symbol('?')) {
      return value;
    }
    this.at += 1;
    const yes = this.#rest();
    this.skipNewline();
    if (!this.symbol(':')) {
      return this.node(start, { kind: 'other', parts: [value, yes] });
    }
    this.at += 1;
    this.skipNewline();
    return this.node(start, { kind: 'choice', test: value, yes, no: this.#rest() });
  }

  /** An expression deeper than this one. */
  #rest(read = (inner: ExpressionParser): Expression => inner.expression()): Expression {
    const inner = this.#parser(this.at, this.to);
    const found = this.level > nested ? this.#passAll() : read(inner);
    this.at = Math.max(this.at, inner.at);
    return found;
  }

  #parser(from: number, to: number): ExpressionParser {
    return new ExpressionParser(this.tokens, this.#readBlock, from, to, this.level + 1);
  }

  #passAll(): Expression {
    const none = this.none();
    this.at = this.to;
    return none;
  }

  #binary(least: number): Expression {
    const start = this.at;
    let left = this.#unary();
    for (;;) {
      const operator = this.at < this.to ? operatorAt(this.tokens, this.at) : null;
      if (!operator || operator.strength <= least) {
        return left;
      }
      this.at = operator.next;
      this.skipNewline();
      const right = this.#binary(operator.strength);
      left = this.node(start, { kind: 'binary', operator: operator.text, left, right });
    }
  }

  #unary(): Expression {
    const start = this.at;
    const { nots, computing } = this.signs();
    let value = this.#castOrNot() ?? this.#postfix();
    value = computing > 0 ? this.#changed(start, value) : value;
    // Any even number of them asks for the truth as two do.
    for (let count = nots > 2 ? 2 - (nots % 2) : nots; count > 0; count -= 1) {
      value = this.node(start, { kind: 'not', operand: value });
    }
    return value;
  }

  /** `-x`, `x++` */
  #changed(start: number, left: Expression): Expression {
    return this.node(start, { kind: 'binary', operator: '-', left, right: this.none() });
  }

  /** `(int) x`, which does what `x as int` does where x is null. */
  #castOrNot(): Expression | null {
    const start = this.at;
    const type = this.cast();
    if (type === null) {
      return null;
    }
    const right = this.node(type, { kind: 'name', text: this.tokens.at(type)?.text ?? '' });
    const left = this.#rest(inner => inner.#unary());
    return this.node(start, { kind: 'binary', operator: 'as', left, right });
  }

  #postfix(): Expression {
    const start = this.at;
    let value = this.#primary();
    while (this.at < this.to) {
      const before = this.at;
      value = this.#access(start, value) ?? value;
      if (this.at === before) {
        break;
      }
    }
    return value;
  }

  /** `.name`, `[key]`, `(arguments)`, a closure after a call; null where none of these follows. */
  #access(start: number, object: Expression): Expression | null {
    const tokens = this.tokens;
    if (tokens.isSymbol(this.at, '.', '?.', '*.', '.@', '.&')) {
      return this.#member(object);
    }
    if (tokens.isSymbol(this.at, '[', '?[')) {
      const safe = tokens.isSymbol(this.at, '?[');
      const [key] = this.#between();
      const from = key?.value.start ?? object.start;
      return this.locate(from, { kind: 'index', object, key: key?.value ?? this.none(), safe });
    }
    if (tokens.isSymbol(this.at, '(')) {
      return this.locate(object.start, { kind: 'call', callee: object, args: this.#between() });
    }
    if (tokens.isSymbol(this.at, '{') && ['name', 'member', 'call'].includes(object.kind)) {
      const closures = this.#closures();
      return object.kind === 'call'
        ? this.locate(object.start, { ...shapeOf(object), args: [...object.args, ...closures] })
        : this.node(start, { kind: 'call', callee: object, args: closures });
    }
    if (tokens.isSymbol(this.at, '++', '--')) {
      this.at += 1;
      return this.#changed(start, object);
    }
    return null;
  }

  /** Closures right behind each other: all at once, since each call holds what it is given. */
  #closures(): readonly Argument[] {
    const closures: Argument[] = [];
    while (this.symbol('{')) {
      closures.push({ name: null, value: this.#primary() });
    }
    return closures;
  }

  #member(object: Expression): Expression {
    const tokens = this.tokens;
    const safe = tokens.isSymbol(this.at, '?.', '*.');
    this.at += 1;
    const token = tokens.at(this.at);
    const literal = literalAt(tokens, this.at);
    if (literal) {
      this.at = literal.next;
      const { span, value } = literal;
      return this.locate(span.start, { kind: 'member', object, name: value, safe });
    }
    if (token?.kind === 'word' && this.at < this.to) {
      this.at += 1;
      return this.locate(token.start, { kind: 'member', object, name: token.text, safe });
    }
    const [key] = tokens.isSymbol(this.at, '(') ? this.#between() : [];
    return this.locate(key?.value.start ?? object.start, {
      kind: 'member',
      object,
      name: null,
      safe,
    });
  }

  #primary(): Expression {
    const tokens = this.tokens;
    const start = this.at;
    const token = this.at < this.to ? tokens.at(this.at) : undefined;
    if (token?.kind === 'stringStart') {
      return this.#text();
    }
    if (token?.kind === 'word') {
      return this.#word(token.text, start);
    }
    if (token?.kind === 'number') {
      this.at += 1;
      const truth = !/^[0.]+$/.test(token.text);
      return this.node(start, { kind: 'constant', truth, text: null, number: token.text });
    }
    if (tokens.isSymbol(this.at, '(')) {
      return this.#brackets();
    }
    if (tokens.isSymbol(this.at, '[')) {
      return this.node(start, { kind: 'list', items: this.#between() });
    }
    return tokens.isSymbol(this.at, '{') ? this.#closure() : this.#next();
  }

  #brackets(): Expression {
    const start = this.at;
    const inside = this.#between();
    const [only] = inside;
    return inside.length === 1 && only
      ? only.value
      : this.node(start, { kind: 'other', parts: inside.map(({ value }) => value) });
  }

  #word(text: string, start: number): Expression {
    this.at += 1;
    const type = this.at < this.to && text === 'new' ? this.tokens.at(this.at) : undefined;
    if (type?.kind === 'word') {
      // `new File(x)` is read as a call of the type.
      this.at += 1;
      return this.node(start + 1, { kind: 'name', text: type.text });
    }
    switch (text) {
      case 'null':
        return this.node(start, { kind: 'null' });
      case 'true':
      case 'false': {
        const truth = text === 'true';
        return this.node(start, { kind: 'constant', truth, text: null, boolean: true });
      }
      default:
        return this.node(start, { kind: 'name', text });
    }
  }

  #text(): Expression {
    const start = this.at;
    const literal = literalAt(this.tokens, start);
    const from = literal?.span.start ?? 0;
    const close = Math.min(this.tokens.closing(start), this.to);
    const { ranges, texts, written } = textPieces(this.tokens, start, close);
    const parts = ranges.map(([first, end]) => this.#inner(first, end));
    const interpolations = texts.flatMap(token => this.#interpolations(token.text, token.start));
    const alone = this.tokens.closing(start + 1) === close - 1;
    this.at = Math.min(close + 1, this.to);
    const plain = literal?.value ?? null;
    return parts.length === 0 && interpolations.length === 0 && plain !== null
      ? this.locate(from, { kind: 'constant', truth: plain !== '', text: plain })
      : this.locate(from, {
          kind: 'text',
          parts,
          interpolations,
          written,
          ...(alone && { alone }),
        });
  }

  #interpolations(text: string, offset: number): readonly Expression[] {
    if (!text.includes('!{')) {
      return [];
    }
    return [...shellPlaceholders(text)].map(({ start, end }) => {
      const tokens = new TokenList(text.slice(start, end), offset + start);
      return new ExpressionParser(tokens, () => noBlock, 0, tokens.length, this.level + 1).whole();
    });
  }

  #closure(): Expression {
    const start = this.at;
    const close = Math.min(this.tokens.closing(start), this.to);
    this.at = Math.min(close + 1, this.to);
    const arrow = arrowAt(this.tokens, start + 1, close);
    const params = arrow < 0 ? [] : parameterNames(this.tokens, start + 1, arrow);
    const from = arrow < 0 ? start + 1 : arrow + 1;
    const body = this.level > nested ? noBlock : this.#readBlock(from, close, this.level + 1);
    return this.node(start, { kind: 'closure', params, body });
  }

  /** What is between the bracket here and its partner. */
  #between(): readonly Argument[] {
    const open = this.at;
    const close = Math.min(this.tokens.closing(open), this.to);
    this.at = Math.min(close + 1, this.to);
    return this.level > nested ? [] : this.#parser(open + 1, close).arguments();
  }

  #inner(from: number, to: number): Expression {
    return this.level > nested ? this.none() : this.#parser(from, to).whole();
  }

  /** Past what is not understood: a token, or brackets with what is in them. */
  #next(): Expression {
    const start = this.at;
    if (start >= this.to) {
      return this.none();
    }
    if (endOf(this.tokens, start) > start) {
      const parts = this.#between().map(({ value }) => value);
      return this.node(start, { kind: 'other', parts });
    }
    this.at += 1;
    return this.none();
  }
}
