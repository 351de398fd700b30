import { blockHead } from './blockHead.ts';
import { declaresFor, isDeclared, isDeclaredInList, takesParameter } from './declarations.ts';
import { directiveNames } from './directiveNames.ts';
import { innerFrame, type Frame } from './frame.ts';
import { Guards } from './guards.ts';
import { processDirectives } from './processDirectives.ts';
import { propertyAccessAt, type PropertyAccess } from './propertyAccess.ts';
import type { Reference, ReferencePlace, ReferenceUse } from './reference.ts';
import { statementEnd, type Setting } from './setting.ts';
import { shellPlaceholders } from './shellPlaceholders.ts';
import type { Span } from './source.ts';
import { closes, opens, type Token } from './token.ts';
import { TokenList } from './tokenList.ts';

/** A process of a script. */
export interface ProcessBlock {
  readonly name: string;
  readonly span: Span;
  /** How its task is written: `exec` runs in Nextflow itself and has no environment of its own. */
  readonly kind: 'script' | 'shell' | 'exec';
  /** Whether it has a stub: `-stub-run` fails at one that has none (Nextflow 24.10.0). */
  readonly stub: boolean;
  /** What it says itself of where its tasks run. */
  readonly directives: readonly Setting[];
}

/** The labels that part a block. */
const sections: Partial<Record<Frame['kind'], readonly string[]>> = {
  process: ['input', 'output', 'when', 'script', 'shell', 'exec', 'stub', 'topic'],
  workflow: ['take', 'main', 'emit', 'publish', 'onComplete', 'onError'],
};
/** Nextflow 24.10 takes directives after `input:` and `output:` too. */
const directiveSections: readonly (string | null)[] = [null, 'input', 'output', 'topic'];
const textSections = ['script', 'shell', 'stub'];

/** Walks a script, or the expressions of a config, and collects what it says about secrets. */
export class ScriptScan {
  readonly references: Reference[] = [];
  readonly processes: ProcessBlock[] = [];
  entry: Span | null = null;
  readonly #tokens: TokenList;
  readonly #base: ReferencePlace;
  readonly #file = innerFrame(null, { kind: 'file' });
  readonly #frames: Frame[] = [this.#file];
  readonly #guards = new Guards();
  /** Where the directive that was read last ends. */
  #directiveEnd = 0;
  /** The process that the walk is in. */
  #process: { readonly name: string; readonly frame: Frame } | null = null;
  /** What the next block inherits: from its `if (…)`, or the parameters before it. */
  #next: { guards: string[]; conditional: boolean; shadowed: boolean } = nothing();

  constructor(tokens: TokenList, base: ReferencePlace) {
    this.#tokens = tokens;
    this.#base = base;
  }

  run(): this {
    const { tokens } = this.#tokens;
    tokens.forEach((token, index) => {
      if (opens(token)) {
        this.#open(index);
      } else if (closes(token)) {
        this.#close(index);
      } else if (token.kind === 'word') {
        this.#word(index);
      } else if (token.kind === 'stringText') {
        this.#shellText(token);
      } else if (token.kind === 'newline' || token.text === ';' || token.text === ',') {
        this.#endStatement();
      } else if (token.text === '?' || token.text === '?:' || token.text === '&&') {
        this.#top.statementConditional = true;
      }
    });
    return this;
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? this.#file;
  }

  #open(index: number): void {
    const top = this.#top;
    const own = this.#frameAt(index);
    const frame = innerFrame(top, own);
    if (this.#tokens.isSymbol(index, '{')) {
      frame.shadowed ||= this.#next.shadowed || takesParameter(this.#tokens, index, 'secrets');
      frame.guards = this.#next.guards;
      this.#guards.add(frame.guards);
      this.#next = nothing();
    }
    this.#frames.push(frame);
    if (frame.kind === 'process') {
      this.#process = { name: this.processes.at(-1)?.name ?? '', frame };
    }
  }

  #frameAt(index: number): Partial<Frame> {
    const tokens = this.#tokens;
    if (tokens.isSymbol(index, '{')) {
      const branch = this.#next.conditional || tokens.isWord(index - 1, 'else');
      const inBody = branch && ['process', 'branch'].includes(this.#top.kind);
      const kind = inBody ? 'branch' : this.#blockAt(index);
      return { kind, home: null, ...(branch && { conditional: true }) };
    }
    if (tokens.isSymbol(index, '(')) {
      if (tokens.isWord(index - 1, 'if', 'while')) {
        return { kind: 'condition' };
      }
      const declared = declaresFor(tokens, index);
      return declared ? { kind: declared === 'block' ? 'parameters' : 'declaration' } : {};
    }
    return tokens.at(index)?.kind === 'stringStart' && this.#startsTaskText(index)
      ? { taskText: true }
      : {};
  }

  #blockAt(index: number): Frame['kind'] {
    const head = this.#frames.length > 1 ? null : blockHead(this.#tokens, index);
    if (head?.kind === 'process') {
      const directives = processDirectives(this.#tokens, index);
      const { name, span } = head;
      this.processes.push({ name, span, kind: 'script', stub: false, directives });
    } else if (head?.kind === 'workflow') {
      this.entry ??= head.entry;
    }
    return head?.kind ?? 'other';
  }

  /** Whether a string here is a task's script, or a part of a choice of scripts. */
  #startsTaskText(index: number): boolean {
    const section = this.#process?.frame.section;
    if (section === undefined || (section !== null && !textSections.includes(section))) {
      return false;
    }
    const before = this.#tokens.at(index - 1);
    if (section === null) {
      return this.#top === this.#process?.frame && this.#tokens.startsStatement(index);
    }
    return before?.kind === 'word'
      ? before.text === 'return' || before.text === 'else'
      : !this.#tokens.isSymbol(index - 1, '=', '+=', '(', ',', '[', '+', '==', '!=');
  }

  #close(index: number): void {
    const closed = this.#top;
    if (closed === this.#file) {
      return;
    }
    this.#endStatement();
    this.#frames.pop();
    this.#guards.remove(closed.guards);
    if (closed.kind === 'parameters' || closed.kind === 'condition') {
      this.#hand(closed, index);
    } else if (closed.kind === 'process') {
      this.#process = null;
    }
  }

  /** Hands what a condition or a list of parameters says to the block or statement after it. */
  #hand(closed: Frame, index: number): void {
    const tokens = this.#tokens;
    const conditional = closed.kind === 'condition';
    const newline = tokens.at(index + 1)?.kind === 'newline';
    if (tokens.isSymbol(newline ? index + 2 : index + 1, '{')) {
      const shadowed = !conditional && closed.shadowed;
      this.#next = { guards: conditional ? closed.guards : [], conditional, shadowed };
    } else if (conditional) {
      this.#top.statementConditional = true;
      for (const name of closed.guards) {
        this.#top.statementGuards.push(name);
      }
      this.#guards.add(closed.guards);
    }
  }

  #endStatement(): void {
    const top = this.#top;
    this.#guards.remove(top.statementGuards);
    top.statementGuards = [];
    top.statementConditional = false;
  }

  #word(index: number): void {
    const tokens = this.#tokens;
    const top = this.#top;
    const named = tokens.isSymbol(index + 1, ':') ? sections[top.kind] : undefined;
    if (named && tokens.isWord(index, ...named)) {
      this.#section(tokens.at(index)?.text ?? '');
    } else if (this.#isDirective(index)) {
      this.#directive(index);
    } else if (tokens.isWord(index, 'secrets')) {
      this.#secrets(index);
    }
  }

  #section(section: string): void {
    this.#top.section = section;
    const process = this.#process ? this.processes.at(-1) : undefined;
    if (process && (section === 'shell' || section === 'exec')) {
      this.processes[this.processes.length - 1] = { ...process, kind: section };
    } else if (process && section === 'stub') {
      this.processes[this.processes.length - 1] = { ...process, stub: true };
    }
  }

  #isDirective(index: number): boolean {
    const tokens = this.#tokens;
    const among = ['process', 'branch'].includes(this.#top.kind);
    return (
      among &&
      tokens.isWord(index, 'secret') &&
      directiveSections.includes(this.#process?.frame.section ?? null) &&
      index >= this.#directiveEnd &&
      (tokens.startsStatement(index) || this.#isBranch(index)) &&
      tokens.at(index + 1)?.kind !== 'newline' &&
      !tokens.isSymbol(index + 1, '+=', '.', '?.', '[', ':', '}', ';')
    );
  }

  /** Whether what starts at an index is the one statement of an `if` or `else`. */
  #isBranch(index: number): boolean {
    const tokens = this.#tokens;
    const condition = tokens.isSymbol(index - 1, ')') ? tokens.opening(index - 1) : -1;
    return tokens.isWord(index - 1, 'else') || tokens.isWord(condition - 1, 'if');
  }

  #directive(index: number): void {
    // `secret = ['A']` works as well.
    const from = this.#tokens.isSymbol(index + 1, '=') ? index + 2 : index + 1;
    const { conditional, statementConditional } = this.#top;
    const onSome = conditional || statementConditional;
    const place = this.#place(false);
    this.#directiveEnd = statementEnd(this.#tokens, from);
    for (const given of directiveNames(this.#tokens, from, this.#directiveEnd)) {
      const use = given.use === 'required' && onSome ? 'conditional' : given.use;
      this.references.push({ kind: 'directive', name: given.name, span: given.span, use, place });
    }
  }

  #secrets(index: number): void {
    const top = this.#top;
    if (this.#isDeclared(index)) {
      (top.kind === 'declaration' ? (top.home ?? top) : top).shadowed = true;
      return;
    }
    const access = top.shadowed ? null : propertyAccessAt(this.#tokens, index);
    if (!access || this.#names(index)) {
      return;
    }
    this.references.push({
      kind: 'property',
      name: access.name,
      span: access.span,
      use: this.#use(index, access),
      place: this.#place(top.taskText),
    });
  }

  #isDeclared(index: number): boolean {
    const { kind, section } = this.#top;
    if (kind === 'parameters' || kind === 'declaration') {
      return isDeclaredInList(this.#tokens, index);
    }
    const taken =
      kind === 'workflow' && section === 'take' && !this.#tokens.isSymbol(index + 1, '.');
    return taken || isDeclared(this.#tokens, index);
  }

  /** `process secrets {`, `include { secrets }`: a name of the pipeline's own. */
  #names(index: number): boolean {
    return (
      this.#tokens.isWord(index - 1, 'process', 'workflow', 'include', 'as') ||
      (this.#tokens.isSymbol(index - 1, '{') && this.#tokens.isWord(index - 2, 'include'))
    );
  }

  #use(index: number, { name, next }: PropertyAccess): ReferenceUse {
    if (name === null) {
      return 'required';
    }
    const tokens = this.#tokens;
    const start = tokens.isSymbol(index - 1, '.', '?.') ? index - 2 : index;
    const asked =
      tokens.isSymbol(start - 1, '!') ||
      tokens.isSymbol(next, '?', '?:', '?.', '&&', '==', '!=') ||
      this.#asks();
    if (asked) {
      this.#guard(name, tokens.isSymbol(start - 1, '!') || tokens.isSymbol(next, '=='));
      return 'optional';
    }
    if (this.#guards.has(name)) {
      return 'optional';
    }
    const { conditional, statementConditional } = this.#top;
    return conditional || statementConditional ? 'conditional' : 'required';
  }

  /** Whether the reference stands where only its truth matters. */
  #asks(): boolean {
    const top = this.#top;
    return top.kind === 'condition' || (top.kind === 'process' && top.section === 'when');
  }

  /** Remembers that the code looks whether the secret is there before it goes on. */
  #guard(name: string, negated: boolean): void {
    this.#guards.add([name]);
    const top = this.#top;
    const condition = top.kind === 'condition' ? top : top.condition;
    if (!condition) {
      // A task whose `when:` asks for it does not run without it.
      (this.#asks() ? top.guards : top.statementGuards).push(name);
      return;
    }
    condition.guards.push(name);
    if (negated) {
      // `if (!secrets.X) { error … }`: what follows knows of the absence as well.
      condition.outer?.guards.push(name);
      this.#guards.add([name]);
    }
  }

  #place(script: boolean): ReferencePlace {
    const process = this.#process?.name;
    return process === undefined ? this.#base : { kind: 'process', process, script };
  }

  #shellText(token: Token): void {
    if (this.#process?.frame.section !== 'shell') {
      return;
    }
    const place = this.#place(true);
    for (const { start, end } of shellPlaceholders(token.text)) {
      const inner = new TokenList(token.text.slice(start, end), token.start + start);
      for (const reference of new ScriptScan(inner, place).run().references) {
        this.references.push(reference);
      }
    }
  }
}

function nothing(): { guards: string[]; conditional: boolean; shadowed: boolean } {
  return { guards: [], conditional: false, shadowed: false };
}
