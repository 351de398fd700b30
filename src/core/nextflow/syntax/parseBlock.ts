import { literalAt } from '../groovy/literal.ts';
import { statementEnd } from '../groovy/statementEnd.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { assignmentTargets } from './assignmentTargets.ts';
import { endOf } from './endOf.ts';
import { ExpressionParser } from './expressionParser.ts';
import { functionHeader } from './functionHeader.ts';
import { LateBlock } from './lateBlock.ts';
import { assignmentAt } from './operatorAt.ts';
import { arrowAt, caughtTypes, parameterDefaults, parameterNames } from './parameterNames.ts';
import { branchesOf, switchCases } from './switchCases.ts';
import { type Block, type Expression, noBlock, type Statement } from './syntax.ts';

/** Reads all of a script or a config. */
export function parseBlock(tokens: TokenList): Block {
  return new BlockParser(tokens, 0, tokens.length, 0).run();
}

/** Reads statements one after another; deeper blocks by parsers of their own. */
class BlockParser {
  readonly #tokens: TokenList;
  readonly #to: number;
  readonly #level: number;
  readonly #expressionIn = (from: number, to: number): Expression => this.#expression(from, to);
  #at: number;
  #depth = 0;

  constructor(tokens: TokenList, from: number, to: number, level: number) {
    this.#tokens = tokens;
    this.#at = from;
    this.#to = to;
    this.#level = level;
  }

  run(): Block {
    const statements: Statement[] = [];
    while (this.#at < this.#to) {
      if (
        this.#tokens.kindAt(this.#at) === 'newline' ||
        this.#tokens.isSymbol(this.#at, ';', ',')
      ) {
        this.#at += 1;
        continue;
      }
      const before = this.#at;
      statements.push(this.#statement());
      this.#at = Math.max(this.#at, before + 1);
    }
    return { statements, depth: this.#depth };
  }

  #statement(): Statement {
    const tokens = this.#tokens;
    const at = this.#at;
    if (
      tokens.isWord(at) &&
      tokens.isSymbol(at + 1, ':') &&
      !tokens.isWord(at, 'withName', 'withLabel')
    ) {
      this.#at = at + 2;
      const { start = 0, text: name = '' } = tokens.at(at) ?? {};
      return { kind: 'label', name, start };
    }
    return (
      this.#keyword() ?? this.#definition() ?? this.#scope() ?? this.#assignment() ?? this.#simple()
    );
  }

  #keyword(): Statement | null {
    const tokens = this.#tokens;
    const word = tokens.isWord(this.#at) ? tokens.at(this.#at)?.text : undefined;
    switch (word) {
      case 'if':
        return this.#if();
      case 'for':
      case 'while':
        return this.#loop(word);
      case 'switch':
        return this.#switch();
      case 'try':
        return this.#try();
      case 'return':
      case 'throw':
        this.#at += 1;
        return { kind: word, value: this.#rest() };
      case 'assert':
        return this.#assert();
      default:
        return null;
    }
  }

  #if(): Statement | null {
    if (!this.#tokens.isSymbol(this.#at + 1, '(')) {
      return null;
    }
    const test = this.#bracketed(this.#at + 1);
    const yes = this.#branch();
    const beyond = this.#past(this.#at);
    if (!this.#tokens.isWord(beyond, 'else') || beyond >= this.#to) {
      return { kind: 'if', test, yes, no: null };
    }
    this.#at = beyond + 1;
    return { kind: 'if', test, yes, no: this.#branch() };
  }

  #loop(word: 'for' | 'while'): Statement | null {
    const tokens = this.#tokens;
    const open = this.#at + 1;
    if (!tokens.isSymbol(open, '(')) {
      return null;
    }
    if (word === 'while') {
      const test = this.#bracketed(open);
      return { kind: word, test, body: this.#branch() };
    }
    const close = Math.min(tokens.closing(open), this.#to);
    let split = open + 1;
    while (split < close && !tokens.isWord(split, 'in') && !tokens.isSymbol(split, ':')) {
      split += 1;
    }
    const each = split < close;
    const item = each ? (tokens.at(split - 1)?.text ?? null) : null;
    const over = this.#expression(each ? split + 1 : open + 1, close);
    this.#at = close + 1;
    return { kind: 'loop', over, item, body: this.#branch() };
  }

  /** Each case is read as one branch of an `if`, and those after it as the other. */
  #switch(): Statement | null {
    const tokens = this.#tokens;
    if (!tokens.isSymbol(this.#at + 1, '(')) {
      return null;
    }
    const subject = this.#bracketed(this.#at + 1);
    const open = this.#past(this.#at);
    if (!tokens.isSymbol(open, '{')) {
      return { kind: 'expression', value: subject };
    }
    const close = Math.min(tokens.closing(open), this.#to);
    this.#at = close + 1;
    const cases = switchCases(tokens, open + 1, close, this.#expressionIn);
    const body = branchesOf(subject, cases, ({ from, to }) =>
      read(tokens, from, to, this.#level + 1),
    );
    return { kind: 'block', body: this.#deepened(body) };
  }

  #try(): Statement | null {
    const tokens = this.#tokens;
    if (!tokens.isSymbol(this.#at + 1, '{')) {
      return null;
    }
    this.#at += 1;
    const body = this.#branch();
    const catches: Block[] = [];
    const caught: string[][] = [];
    let last: Block | null = null;
    for (;;) {
      const beyond = this.#past(this.#at);
      if (beyond < this.#to && tokens.isWord(beyond, 'catch') && tokens.isSymbol(beyond + 1, '(')) {
        this.#at = tokens.closing(beyond + 1) + 1;
        caught.push(caughtTypes(tokens, beyond + 2, this.#at - 2));
        catches.push(this.#branch());
      } else if (beyond < this.#to && tokens.isWord(beyond, 'finally')) {
        this.#at = beyond + 1;
        last = this.#branch();
      } else {
        return { kind: 'try', body, catches, caught, last };
      }
    }
  }

  #assert(): Statement {
    const end = this.#end(this.#at + 1);
    let colon = this.#at + 1;
    while (colon < end && !this.#tokens.isSymbol(colon, ':', ',')) {
      colon = endOf(this.#tokens, colon) + 1;
    }
    const test = this.#expression(this.#at + 1, Math.min(colon, end));
    const message = colon < end ? this.#expression(colon + 1, end) : null;
    this.#at = end;
    return { kind: 'assert', test, message };
  }

  /** `process P {`, `workflow {`, `def f(a) {`. */
  #definition(): Statement | null {
    const tokens = this.#tokens;
    const at = this.#at;
    const named = tokens.isWord(at, 'process', 'workflow');
    if (named && this.#level === 0) {
      const literal = literalAt(tokens, at + 1);
      const own = literal?.value ?? (tokens.isWord(at + 1) ? tokens.at(at + 1)?.text : undefined);
      const open = this.#past(literal?.next ?? (tokens.isWord(at + 1) ? at + 2 : at + 1));
      // A config has a scope `process`.
      if (tokens.isSymbol(open, '{') && (own !== undefined || tokens.isWord(at, 'workflow'))) {
        const of = tokens.isWord(at, 'process') ? 'process' : 'workflow';
        return { kind: 'definition', of, name: own ?? null, params: [], body: this.#braced(open) };
      }
    }
    return this.#function();
  }

  /** `params {`, `process {` of a config, alone on its line: a call with what is in the block. */
  #scope(): Statement | null {
    const tokens = this.#tokens;
    const [at, open] = [this.#at, this.#at + 1];
    const close = tokens.closing(open);
    const alone = close >= this.#to - 1 || tokens.kindAt(close + 1) === 'newline';
    const scope = this.#level === 0 && tokens.isWord(at) && tokens.isSymbol(open, '{') && alone;
    if (!scope || arrowAt(tokens, open + 1, close) >= 0) {
      return null;
    }
    const { start = 0, text = '' } = tokens.at(at) ?? {};
    const callee = { kind: 'name', text, depth: 0, start } as const;
    const body = this.#braced(open);
    const closure = { kind: 'closure', params: [], body, depth: 1, start } as const;
    const args = [{ name: null, value: closure }];
    return { kind: 'expression', value: { kind: 'call', callee, args, depth: 2, start } };
  }

  #function(): Statement | null {
    const tokens = this.#tokens;
    const header = functionHeader(tokens, this.#at, this.#to);
    if (!header) {
      return null;
    }
    const { at, close, open } = header;
    const params = parameterNames(tokens, at + 2, close);
    const defaults = parameterDefaults(tokens, at + 2, close, this.#expressionIn);
    const own = { name: tokens.at(at)?.text ?? null, params, ...(defaults && { defaults }) };
    return { kind: 'definition', of: 'function', ...own, body: this.#braced(open) };
  }

  #assignment(): Statement | null {
    const tokens = this.#tokens;
    const end = this.#end(this.#at);
    for (let at = this.#at; at < end; at += 1) {
      const operator = assignmentAt(tokens, at);
      if (operator && at > this.#at) {
        const optional = tokens.isSymbol(at - 1, '?');
        const [targets, declares] = assignmentTargets(
          tokens,
          this.#at,
          optional ? at - 1 : at,
          this.#expressionIn,
        );
        const from = this.#past(operator.next);
        const value = this.#expression(from, Math.max(end, from));
        this.#at = end;
        return { kind: 'assign', targets, operator: operator.text, declares, optional, value };
      }
      const ofType = tokens.isSymbol(at, '?') && tokens.isSymbol(at + 1, '=');
      if (!ofType && tokens.isSymbol(at, '{', '?', '?:', '->')) {
        return null;
      }
      at = endOf(tokens, at);
    }
    return null;
  }

  #simple(): Statement {
    const end = this.#end(this.#at);
    const value = this.#expression(this.#at, Math.max(end, this.#at + 1));
    this.#at = end;
    return { kind: 'expression', value };
  }

  #rest(): Expression | null {
    const end = this.#end(this.#at);
    const from = this.#at;
    this.#at = end;
    return end > from ? this.#expression(from, end) : null;
  }

  /** The block or the one statement here. */
  #branch(): Block {
    const at = this.#past(this.#at);
    if (this.#tokens.isSymbol(at, '{')) {
      return this.#braced(at);
    }
    this.#at = at;
    const end = this.#tokens.isWord(at, 'if') ? this.#to : this.#end(at);
    const inner = new BlockParser(this.#tokens, at, Math.min(end, this.#to), this.#level + 1);
    const block = this.#tokens.isWord(at, 'if') ? inner.#one() : inner.run();
    this.#at = Math.max(inner.#at, Math.min(end, inner.#at));
    return this.#deepened(block);
  }

  /** One statement alone. */
  #one(): Block {
    return this.#level > most ? noBlock : { statements: [this.#statement()], depth: this.#depth };
  }

  #braced(open: number): Block {
    const close = Math.min(this.#tokens.closing(open), this.#to);
    this.#at = close + 1;
    const block = (): Block => read(this.#tokens, open + 1, close, this.#level + 1);
    return this.#level === 0
      ? new LateBlock(this.#tokens, open + 1, close, block)
      : this.#deepened(block());
  }

  #bracketed(open: number): Expression {
    this.#at = Math.min(this.#tokens.closing(open), this.#to) + 1;
    return this.#expression(open + 1, this.#at - 1);
  }

  #expression(from: number, to: number): Expression {
    const block = (start: number, end: number, level: number): Block =>
      read(this.#tokens, start, end, level);
    const value = new ExpressionParser(this.#tokens, block, from, to, this.#level + 1).whole();
    this.#depth = Math.max(this.#depth, value.depth);
    return value;
  }

  #deepened(block: Block): Block {
    this.#depth = Math.max(this.#depth, block.depth + 1);
    return block;
  }

  /** Past a line end, where one stands. */
  #past(at: number): number {
    return this.#tokens.kindAt(at) === 'newline' ? at + 1 : at;
  }

  #end(from: number): number {
    return Math.min(statementEnd(this.#tokens, from), this.#to);
  }
}

/** How many blocks may stand in each other. */
const most = 60;

function read(tokens: TokenList, from: number, to: number, level: number): Block {
  return level > most ? noBlock : new BlockParser(tokens, from, to, level).run();
}
