import { literalAt } from '../groovy/literal.ts';
import { type Span, spanOf } from '../groovy/span.ts';
import { statementEnd } from '../groovy/statementEnd.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { isMember, propertyAccessAt } from '../scan/propertyAccess.ts';
import type { Reference } from '../scan/reference.ts';
import { processSections } from '../syntax/processSections.ts';
import type { Edit, Misuse, OlderForm } from './misuse.ts';

/**
 * What the strict parser refuses of a file's references and directives, and the older one takes
 * (seen on 25.04.4 with both).
 */
export function findOlderSyntax(
  tokens: TokenList,
  references: readonly Reference[],
): readonly Misuse[] {
  const found = new OlderSyntax(tokens, references);
  found.run();
  return found.found;
}

/** Sections in which a line is a declaration. */
const declaring = ['input', 'output'];
/** Sections that have a task, one of which a process with directives must have. */
const ofTasks = ['script', 'shell', 'exec'];

/** Whether a word is a type, as one in brackets in front of a value is. */
function isCastType(word: string): boolean {
  return /^[A-Z]/.test(word) || /^(?:boolean|byte|char|double|float|int|long|short)$/.test(word);
}

class OlderSyntax {
  readonly found: Misuse[] = [];
  readonly #tokens: TokenList;
  readonly #names: ReadonlyMap<number, Reference>;

  constructor(tokens: TokenList, references: readonly Reference[]) {
    this.#tokens = tokens;
    this.#names = new Map(references.map(reference => [reference.span.start, reference]));
  }

  run(): void {
    const tokens = this.#tokens;
    /** Quotes of the strings around an index; null of what is no string. */
    const around: (string | null)[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const kind = tokens.kindAt(at);
      if (kind === 'stringStart') {
        around.push(tokens.at(at)?.text ?? null);
      } else if (kind === 'stringEnd') {
        around.pop();
      } else if (tokens.isWord(at, 'secrets')) {
        this.#property(at, around.includes('/') || around.includes('$/'));
      } else if (tokens.isWord(at, 'process') && tokens.startsStatement(at)) {
        const open = tokens.isWord(at + 1) ? at + 2 : -1;
        if (tokens.isSymbol(open, '{')) {
          this.#process(open, Math.min(tokens.closing(open), tokens.length));
        }
      }
    }
  }

  /** A place that reads `secrets`. */
  #property(at: number, inSlashes: boolean): void {
    const tokens = this.#tokens;
    const access = propertyAccessAt(tokens, at);
    const reference = access ? this.#names.get(access.span.start) : undefined;
    if (!access || reference?.kind !== 'property') {
      return;
    }
    const name = access.name ?? '';
    const word = this.#span(at);
    if (tokens.isSymbol(at - 1, '.', '?.') && !isMember(tokens, at)) {
      const owner = { start: this.#span(at - 2).start, end: word.start };
      this.#add('owner', { start: owner.start, end: word.end }, name, [{ span: owner, text: '' }]);
    }
    this.#member(at, name);
    this.#cast(at, access.next, name);
    this.#dollar(at + 2, at + 3, name);
    if (tokens.kindAt(at - 1) === 'interpolationStart') {
      this.#comment(at - 1, at, name);
    }
    if (tokens.kindAt(access.next) === 'interpolationEnd') {
      this.#comment(access.next - 1, access.next, name);
    }
    if (inSlashes) {
      this.#add('slashy', word, name, []);
    }
    if (tokens.isSymbol(at - 1, '->') && tokens.kindAt(at - 2) === 'interpolationStart') {
      const arrow = { start: this.#span(at - 1).start, end: word.start };
      this.#add('lazy', word, name, [{ span: arrow, text: '' }]);
    }
  }

  /** A comment between two tokens that stand side by side. */
  #comment(before: number, after: number, name: string): void {
    const span = { start: this.#span(before).end, end: this.#span(after).start };
    const source = this.#tokens.source(before, after + 1);
    const from = span.start - this.#span(before).start;
    if (source.slice(from, from + span.end - span.start).includes('/*')) {
      const edits = [{ span, text: this.#tokens.isWord(before, 'secret') ? ' ' : '' }];
      this.#add('comment', span, name, edits);
    }
  }

  /** Names in `$/…/$` between two tokens. */
  #dollar(from: number, to: number, name: string): void {
    const tokens = this.#tokens;
    for (let at = from; at < to; at += 1) {
      if (tokens.kindAt(at) === 'stringStart' && tokens.at(at)?.text === '$/') {
        const value = literalAt(tokens, at)?.value ?? '';
        const span = { start: this.#span(at).start, end: this.#span(tokens.closing(at)).end };
        const edits = /^\w+$/.test(value) ? [{ span, text: `'${value}'` }] : [];
        this.#add('dollar', span, value === '' ? name : value, edits);
      }
    }
  }

  /** `(int) secrets.A` */
  #cast(at: number, next: number, name: string): void {
    const tokens = this.#tokens;
    const type = tokens.at(at - 2);
    const isCast =
      tokens.isSymbol(at - 1, ')') &&
      tokens.opening(at - 1) === at - 3 &&
      type?.kind === 'word' &&
      isCastType(type.text) &&
      !tokens.isWord(at - 4, 'if', 'while', 'switch', 'catch');
    if (isCast) {
      const span = { start: this.#span(at - 3).start, end: this.#span(at - 1).end };
      const gap = { start: span.start, end: this.#span(at).start };
      const { end } = this.#span(next - 1);
      const alone = !tokens.isSymbol(next, '.', '?.', '[', '?[', '(');
      const as = { span: { start: end, end }, text: ` as ${type.text}` };
      this.#add('cast', span, name, alone ? [{ span: gap, text: '' }, as] : []);
    }
  }

  /** `secrets."${n}"`, `secrets.('A')`, `secrets?['A']`. */
  #member(at: number, name: string): void {
    const tokens = this.#tokens;
    const whole = { start: this.#span(at).start, end: this.#span(at + 1).end };
    if (tokens.isSymbol(at + 1, '?[')) {
      this.#add('member', whole, name, [{ span: this.#span(at + 1), text: '[' }]);
      return;
    }
    if (!tokens.isSymbol(at + 1, '.', '?.')) {
      return;
    }
    const close = tokens.closing(at + 2);
    if (close >= tokens.length) {
      return;
    }
    const end = this.#span(close);
    const dot = this.#span(at + 1);
    if (tokens.isSymbol(at + 2, '(')) {
      this.#add('member', { start: whole.start, end: end.end }, name, [
        { span: { start: dot.start, end: this.#span(at + 2).end }, text: '[' },
        { span: end, text: ']' },
      ]);
    } else if (tokens.kindAt(at + 2) === 'stringStart' && this.#isComputed(at + 2, close)) {
      this.#add('member', { start: whole.start, end: end.end }, name, [
        { span: { start: dot.start, end: this.#span(at + 2).start }, text: '[' },
        { span: { start: end.end, end: end.end }, text: ']' },
      ]);
    }
  }

  /** Whether a string has an expression in it. */
  #isComputed(open: number, close: number): boolean {
    for (let at = open + 1; at < close; at += 1) {
      if (this.#tokens.kindAt(at) === 'interpolationStart') {
        return true;
      }
    }
    return false;
  }

  /** The directives of a process that begins and ends at these braces. */
  #process(open: number, close: number): void {
    const tokens = this.#tokens;
    let section: string | null = null;
    let firstLabel = -1;
    let directive = -1;
    let task = -1;
    for (let at = open + 1; at < close;) {
      if (tokens.isWord(at, ...processSections) && tokens.isSymbol(at + 1, ':')) {
        section = tokens.at(at)?.text ?? null;
        if (ofTasks.includes(section ?? '')) {
          return;
        }
        firstLabel = firstLabel < 0 ? at : firstLabel;
        at += 2;
        continue;
      }
      const end = statementEnd(tokens, at);
      if (this.#isDirective(at)) {
        directive = at;
        this.#directive(at, end, { open, section, firstLabel });
      } else if (section === null && tokens.isWord(at, 'if', 'for', 'while', 'try')) {
        this.#inBranch(at, end);
      } else if (tokens.kindAt(at) === 'stringStart') {
        task = at;
      }
      at = end + 1;
    }
    if (section === null || declaring.includes(section)) {
      this.#noLabel(directive, task);
    }
  }

  /** A directive beside a task's text that has no label. */
  #noLabel(directive: number, task: number): void {
    if (directive < 0 || task < 0) {
      return;
    }
    const gap = this.#blanksBefore(task);
    const { start } = this.#span(task);
    const edits = gap === null ? [] : [{ span: { start, end: start }, text: `script:\n${gap}` }];
    this.#add('no-label', this.#span(directive), this.#nameIn(directive), edits);
  }

  /** `secret 'A'`, `secret('A')`, `secret = ['A']`. */
  #isDirective(at: number): boolean {
    const tokens = this.#tokens;
    return (
      tokens.isWord(at, 'secret') &&
      (tokens.kindAt(at + 1) === 'stringStart' ||
        tokens.isWord(at + 1) ||
        tokens.isSymbol(at + 1, '(', '[', '{', '='))
    );
  }

  #directive(
    at: number,
    end: number,
    around: { readonly open: number; readonly section: string | null; readonly firstLabel: number },
  ): void {
    const name = this.#nameIn(at);
    const word = this.#span(at);
    this.#dollar(at, end, name);
    if (this.#tokens.kindAt(at + 1) === 'stringStart') {
      this.#comment(at, at + 1, name);
    }
    if (this.#tokens.isSymbol(at + 1, '=')) {
      this.#add('assigned', word, name, []);
    } else if (around.section !== null && declaring.includes(around.section)) {
      this.#add('in-section', word, name, this.#moved(at, end, around.firstLabel));
    } else if (at === around.open + 1) {
      const start = this.#span(around.open).end;
      const gap = { start, end: word.start };
      this.#add('on-brace-line', word, name, [{ span: gap, text: '\n    ' }]);
    }
  }

  /** `if (…) { secret 'A' }` */
  #inBranch(from: number, to: number): void {
    for (let at = from; at < to; at += 1) {
      if (this.#isDirective(at) && this.#tokens.startsStatement(at)) {
        this.#add('in-branch', this.#span(at), this.#nameIn(at), []);
      }
    }
  }

  /** Takes a statement in front of a label; nothing where either has no line of its own. */
  #moved(at: number, end: number, label: number): readonly Edit[] {
    const tokens = this.#tokens;
    const own = this.#blanksBefore(at);
    const indent = this.#blanksBefore(label);
    if (own === null || indent === null || tokens.kindAt(end) !== 'newline') {
      return [];
    }
    const { start } = this.#span(at);
    const line = tokens.source(at, end + 1);
    // Up to the line end, with a comment behind it.
    const text = line.slice(0, line.length - (tokens.at(end)?.text.length ?? 0)).trimEnd();
    const to = this.#span(label).start;
    const gone = { start: start - own.length, end: start + line.indexOf('\n', text.length) + 1 };
    return [
      { span: { start: to, end: to }, text: `${text}\n${indent}` },
      { span: gone, text: '' },
    ];
  }

  /** The blanks between a token and the line end before it; null where something else is there. */
  #blanksBefore(at: number): string | null {
    const gap = this.#tokens.source(at - 1, at + 1);
    const own = this.#tokens.at(at)?.text.length ?? 0;
    const before = gap.slice(0, gap.length - own);
    return /(?:^|\n)([^\S\n]*)$/.exec(before)?.[1] ?? null;
  }

  /** The first secret that a directive names. */
  #nameIn(at: number): string {
    const end = statementEnd(this.#tokens, at);
    for (let each = at; each < end; each += 1) {
      const token = this.#tokens.at(each);
      const name = token && this.#names.get(token.start)?.name;
      if (name) {
        return name;
      }
    }
    return '';
  }

  #span(at: number): Span {
    const token = this.#tokens.at(at);
    return token ? spanOf(token) : { start: 0, end: 0 };
  }

  #add(older: OlderForm, span: Span, name: string, edits: readonly Edit[]): void {
    this.found.push({ kind: 'older-syntax', older, span, name, fails: false, edits });
  }
}
