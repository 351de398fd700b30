import { literalAt } from '../groovy/literal.ts';
import type { Span } from '../groovy/span.ts';
import { statementEnd } from '../groovy/statementEnd.ts';
import type { Token } from '../groovy/token.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import type { Reference } from '../scan/reference.ts';
import { partsOf } from '../syntax/partsOf.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Edit, Misuse } from './misuse.ts';
import { ofSomething } from './ofSomething.ts';
import { valueShape } from './valueShape.ts';

/** A statement as it is written, and the names in it. */
interface WrittenStatement {
  readonly span: Span;
  readonly names: readonly string[];
  /** Whether a comma is missing between two names. */
  readonly unseparated: boolean;
}

/** Collects the misuses of a file, with what scripts and configs have in common. */
export class MisuseList {
  readonly found: Misuse[] = [];
  readonly tokens: TokenList;
  readonly #references: ReadonlyMap<number, Reference>;
  #byStart: ReadonlyMap<number, number> | null = null;
  #byEnd: ReadonlyMap<number, Token> | null = null;

  constructor(tokens: TokenList, references: readonly Reference[]) {
    this.tokens = tokens;
    this.#references = new Map(references.map(reference => [reference.span.start, reference]));
  }

  add(kind: Misuse['kind'], span: Span, name: string, fails: boolean, edits: readonly Edit[] = []) {
    this.found.push({ kind, span, name, fails, edits });
  }

  /** The secret whose value an expression reads; null of any other expression. */
  readBy(expression: Expression): Reference | null {
    const reference = this.#references.get(expression.start);
    return reference?.kind === 'property' ? reference : null;
  }

  /** The statement that a word begins, with what is behind its colon. */
  statementAt(start: number): WrittenStatement {
    const { tokens } = this;
    this.#byStart ??= new Map(tokens.tokens.map((token, at) => [token.start, at]));
    const at = this.#byStart.get(start) ?? 0;
    const labelled = tokens.isSymbol(at + 1, ':');
    const from = labelled && tokens.kindAt(at + 2) === 'newline' ? at + 3 : at + 1;
    const end = statementEnd(tokens, from);
    const names: string[] = [];
    let unseparated = false;
    for (let each = from; each < end; each += 1) {
      const literal = literalAt(tokens, each);
      if (literal?.value) {
        names.push(literal.value);
        unseparated ||= literal.next < end && literalAt(tokens, literal.next) !== null;
        each = literal.next - 1;
      }
    }
    return { span: { start, end: tokens.at(end - 1)?.end ?? start }, names, unseparated };
  }

  /** The names that are declared or set somewhere, in whatever block: `def x = …`. */
  *variables(): Generator<string> {
    const { tokens } = this;
    for (let at = 0; at < tokens.length; at += 1) {
      const start = tokens.isWord(at - 1) ? at - 1 : at;
      if (tokens.isWord(at) && tokens.isSymbol(at + 1, '=') && tokens.startsStatement(start)) {
        yield tokens.at(at)?.text ?? '';
      }
    }
  }

  /** Texts where only a list does. */
  texts(value: Expression, fails: boolean): void {
    const { texts, maps } = valueShape(value);
    const named = texts.filter(
      text => text.kind === 'text' || (text.kind === 'constant' && text.text !== ''),
    );
    for (const text of named.length > 0 ? named : texts) {
      this.notAList(text, text.start, fails);
    }
    if (maps > 0) {
      this.notAList(value, value.start, fails);
    }
  }

  notAList(value: Expression, start: number, fails: boolean): void {
    const text = value.kind === 'constant' ? (value.text ?? '') : '';
    const quoted = value.kind === 'constant' && value.text !== null;
    const span = { start, end: start + Math.max(text.length, quoted ? 0 : 1) };
    const whole = { start: start - 1, end: span.end + 1 };
    const fix = quoted && this.#isQuoted(start);
    this.add(
      'not-a-list',
      text === '' && fix ? whole : span,
      text,
      fails,
      fix ? [{ span: whole, text: listOf(text === '' ? [] : [text]) }] : [],
    );
  }

  /** A word that is meant to be the directive, and is none. */
  misspelt(
    span: Span,
    value: Expression | null,
    fails: boolean,
    edits: readonly Edit[] = [{ span, text: 'secret' }],
  ): void {
    const [name = ''] = value ? namesIn(value) : [];
    this.add('misspelt-directive', span, name, fails, edits);
  }

  /**
   * What names a secret by a variable, or by its own value: `secret TOKEN`, `secret secrets.TOKEN`;
   * `listed` where a missing value is taken for the name `null`.
   */
  named(value: Expression, isSet: (name: string) => boolean, fails: boolean, listed = false): void {
    const items = value.kind === 'list' ? value.items.map(item => item.value) : [value];
    for (const item of items) {
      const part = item.kind === 'text' && item.alone ? (item.parts[0] ?? item) : item;
      const reference = this.readBy(part);
      if (part.kind === 'name' && !isSet(part.text)) {
        const span = { start: part.start, end: part.start + part.text.length };
        const edits = part === item ? [{ span, text: `'${part.text}'` }] : [];
        this.add('unquoted-name', span, part.text, fails, edits);
      } else if (reference && reference.name !== null) {
        this.#value(part, item, { span: reference.span, name: reference.name, fails: listed });
      }
    }
  }

  #value(
    part: Expression,
    item: Expression,
    { span, name, fails }: { readonly span: Span; readonly name: string; readonly fails: boolean },
  ): void {
    const start = part.kind === 'member' || part.kind === 'index' ? part.object.start : span.start;
    const plain = part === item && part.kind === 'member';
    const edits = plain ? [{ span: { start, end: span.end }, text: `'${name}'` }] : [];
    this.add('value-as-name', span, name, fails, edits);
  }

  /** What fails of an empty text: `secrets.X.substring(1)`, `secrets.X[0]`, `secrets.X as Integer`. */
  notOfEmpty(expression: Expression): void {
    const read = ofSomething(expression);
    const reference = read ? this.readBy(read) : null;
    if (reference && reference.name !== null && reference.use !== 'optional') {
      this.add('empty-at-first', reference.span, reference.name, false);
    }
  }

  /** `'X' in secrets` */
  neverIn(expression: Expression): void {
    if (expression.kind !== 'binary' || expression.operator !== 'in') {
      return;
    }
    const { left, right } = expression;
    const whole = this.#references.get(right.start);
    if (right.kind === 'name' && right.text === 'secrets' && whole?.name === null) {
      const name = left.kind === 'constant' ? (left.text ?? '') : '';
      this.add('never-in', whole.span, name, false);
    }
  }

  /** Whether the text that starts here has a plain quote of one character. */
  #isQuoted(start: number): boolean {
    this.#byEnd ??= new Map(this.tokens.tokens.map(token => [token.end, token]));
    const quote = this.#byEnd.get(start);
    return quote?.kind === 'stringStart' && quote.text.length === 1;
  }
}

/** The names of secrets in a value, as far as they stand there. */
export function namesIn(value: Expression): readonly string[] {
  return [value, ...partsOf(value)].flatMap(part =>
    part.kind === 'constant' && part.text ? [part.text] : [],
  );
}

/** Whether a value is a text, or a list of texts: what is meant to be names. */
export function isOfNames(value: Expression): boolean {
  const items = value.kind === 'list' ? value.items.map(item => item.value) : [value];
  return items.length > 0 && items.every(item => item.kind === 'constant' && Boolean(item.text));
}

/** A list of names as it is written. */
export function listOf(names: readonly string[]): string {
  return `[${quoted(names)}]`;
}

/** Names as the arguments of a directive. */
export function quoted(names: readonly string[]): string {
  return names.map(name => `'${name}'`).join(', ');
}
