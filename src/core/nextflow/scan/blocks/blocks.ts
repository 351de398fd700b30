import { type Span, spanOf } from '../../groovy/span.ts';
import { symbolCodeOf } from '../../groovy/token.ts';
import type { TokenList } from '../../groovy/tokenList.ts';
import { processSections } from '../../syntax/processSections.ts';
import { type BlockHeader, blockHeader } from './blockHeader.ts';
import { afterResultType, declaresFor, takesParameter } from './declarations.ts';
import { type Frame, innerFrame } from './frame.ts';
import { Guards } from './guards.ts';

/** What statements of a script's outermost level say of all that comes after them. */
export interface Outermost {
  /** Whether `secrets` is a variable of the script's own. */
  readonly shadowed: boolean;
  /** Names without which what follows is not reached. */
  readonly guards: readonly string[];
}

/** At the beginning of a script. */
export const firstOutermost: Outermost = { shadowed: false, guards: [] };

/** The labels that part a block. */
const sections: Partial<Record<Frame['kind'], readonly string[]>> = {
  process: processSections,
  workflow: ['take', 'main', 'emit', 'publish', 'onComplete', 'onError'],
};
const colon = symbolCodeOf(':');
/** Sections with the text of a task. */
const textSections = ['script', 'shell', 'stub'];

/**
 * The blocks, brackets and strings of a script around where its walk is, with what holds in them:
 * the process and its section, conditions, names that are asked for first.
 */
export class Blocks {
  readonly #tokens: TokenList;
  readonly #file = innerFrame(null, { kind: 'file' });
  readonly #frames: Frame[] = [this.#file];
  readonly #guards = new Guards();
  #process: { readonly name: string; readonly frame: Frame } | null = null;
  /** What the next block inherits: from its `if (…)`, or the parameters before it. */
  #next: { guards: string[]; conditional: boolean; shadowed: boolean } = nothing();

  constructor(tokens: TokenList, { shadowed, guards }: Outermost) {
    this.#tokens = tokens;
    this.#file.shadowed = shadowed;
    this.#file.guards = [...guards];
    this.#guards.add(guards);
  }

  /** What holds for all that follows on the outermost level. */
  get after(): Outermost {
    return { shadowed: this.#file.shadowed, guards: [...new Set(this.#file.guards)] };
  }

  /** The innermost of them. */
  get top(): Frame {
    return this.#frames.at(-1) ?? this.#file;
  }

  /** The process that the walk is in, and the label that it passed last there. */
  get process(): { readonly name: string; readonly section: string | null } | null {
    return this.#process && { name: this.#process.name, section: this.#process.frame.section };
  }

  /** Whether what stands here is reached only on some paths. */
  get conditional(): boolean {
    return this.top.conditional || this.top.statementConditional;
  }

  /** Whether only the truth of what stands here matters. */
  get asks(): boolean {
    const { kind, section } = this.top;
    return kind === 'condition' || (kind === 'process' && section === 'when');
  }

  /** Goes into what opens at an index. */
  open(index: number): void {
    const top = this.top;
    const header = this.#headerAt(index);
    const own = this.#frameAt(index, header?.kind ?? 'other');
    const frame = innerFrame(top, own);
    if (this.#tokens.isSymbol(index, '{')) {
      frame.shadowed ||= this.#next.shadowed || takesParameter(this.#tokens, index, 'secrets');
      // A closure that is only written down, and a handler, whose errors end no run.
      frame.tried ||=
        this.#tokens.isWord(index - 1, 'try', 'onComplete', 'onError') ||
        this.#tokens.isSymbol(index - 1, '=');
      frame.guards = this.#next.guards;
      this.#guards.add(frame.guards);
      this.#next = nothing();
    }
    this.#frames.push(frame);
    if (header?.kind === 'process') {
      this.#process = { name: header.name, frame };
    }
  }

  /** Goes out of what closes at an index. */
  close(index: number): void {
    const closed = this.top;
    if (closed === this.#file) {
      return;
    }
    this.endStatement();
    this.#frames.pop();
    this.#guards.remove(closed.guards);
    if (closed.kind === 'parameters' || closed.kind === 'condition') {
      this.#hand(closed, index);
    } else if (closed.kind === 'process') {
      this.#process = null;
    }
  }

  /** Passes the end of a statement. */
  endStatement(): void {
    const top = this.top;
    top.statementConditional = false;
    if (top.statementGuards.length > 0) {
      this.#guards.remove(top.statementGuards);
      top.statementGuards = [];
    }
  }

  /** Passes a label of the block around, `script:` say; false where none stands at an index. */
  label(index: number): boolean {
    const labels = this.#tokens.codes[index + 1] === colon ? sections[this.top.kind] : undefined;
    if (!labels || !this.#tokens.isWord(index, ...labels)) {
      return false;
    }
    this.top.section = this.#tokens.at(index)?.text ?? '';
    return true;
  }

  /** Remembers that the code looks whether the secret is there before it goes on. */
  guard(name: string, negated: boolean): void {
    this.#guards.add([name]);
    const top = this.top;
    const condition = top.kind === 'condition' ? top : top.condition;
    if (!condition) {
      // A task whose `when:` asks for it does not run without it.
      (this.asks ? top.guards : top.statementGuards).push(name);
      return;
    }
    condition.guards.push(name);
    if (negated) {
      // `if (!secrets.X) { error … }`: what follows knows of the absence as well.
      condition.outer?.guards.push(name);
      this.#guards.add([name]);
    }
  }

  /** Whether the code that leads to here has asked for a name. */
  guarded(name: string): boolean {
    return this.#guards.has(name);
  }

  /** What stands before the block of the outermost level that opens at an index. */
  #headerAt(index: number): BlockHeader | null {
    return this.#frames.length === 1 && this.#tokens.isSymbol(index, '{')
      ? blockHeader(this.#tokens, index)
      : null;
  }

  #frameAt(index: number, block: Frame['kind']): Partial<Frame> {
    const tokens = this.#tokens;
    if (tokens.isSymbol(index, '{')) {
      const branch = this.#next.conditional || tokens.isWord(index - 1, 'else');
      const inBody = branch && ['process', 'branch'].includes(this.top.kind);
      const kind = inBody ? 'branch' : block;
      // The names of an `enum` are no variables.
      const named = tokens.isWord(index - 2, 'enum') ? { shadowed: true } : {};
      const handler = this.#handlerAt(index);
      const own = { ...named, ...(handler && { handler }) };
      return { kind, home: null, ...(branch && { conditional: true }), ...own };
    }
    if (tokens.isSymbol(index, '(')) {
      if (tokens.isWord(index - 1, 'if', 'while')) {
        return { kind: 'condition' };
      }
      if (this.#isTypedInput(index)) {
        return { kind: 'declaration' };
      }
      const declared = declaresFor(tokens, index);
      return declared ? { kind: declared === 'block' ? 'parameters' : 'declaration' } : {};
    }
    return tokens.kindAt(index) === 'stringStart' && this.#startsTaskText(index)
      ? { taskText: true }
      : {};
  }

  /**
   * `workflow.onComplete {` in a workflow, where Nextflow gives the handler the variables of the
   * workflow for all that it knows (24.10.0 to 26.04); what is assigned to it knows the script's.
   */
  #handlerAt(index: number): Span | null {
    const tokens = this.#tokens;
    const last = tokens.isSymbol(index - 1, '(') ? index - 2 : index - 1;
    const token = tokens.at(last);
    const given =
      tokens.isWord(last, 'onComplete', 'onError') &&
      tokens.isSymbol(last - 1, '.') &&
      tokens.isWord(last - 2, 'workflow');
    return given && token && this.#frames[1]?.kind === 'workflow' ? spanOf(token) : null;
  }

  /** `tuple(id: String, …)`, `record(…)`, `(id, …): Tuple<…>` among a process's inputs. */
  #isTypedInput(index: number): boolean {
    const tokens = this.#tokens;
    const { kind, section } = this.top;
    const called = tokens.isWord(index - 1, 'tuple', 'record');
    return (
      kind === 'process' &&
      section === 'input' &&
      (called ? tokens.isSymbol(index + 2, ':') : tokens.startsStatement(index))
    );
  }

  /** Whether a string here is a task's script, or a part of a choice of scripts. */
  #startsTaskText(index: number): boolean {
    const section = this.#process?.frame.section;
    if (section === undefined || (section !== null && !textSections.includes(section))) {
      return false;
    }
    const before = this.#tokens.at(index - 1);
    if (section === null) {
      return this.top === this.#process?.frame && this.#tokens.startsStatement(index);
    }
    return before?.kind === 'word'
      ? before.text === 'return' || before.text === 'else'
      : !this.#tokens.isSymbol(index - 1, '=', '+=', '(', ',', '[', '+', '==', '!=');
  }

  /** Hands what a condition or a list of parameters says to the block or statement after it. */
  #hand(closed: Frame, index: number): void {
    const tokens = this.#tokens;
    const conditional = closed.kind === 'condition';
    const after = afterResultType(tokens, index + 1);
    const newline = tokens.kindAt(after) === 'newline';
    if (tokens.isSymbol(newline ? after + 1 : after, '{')) {
      const shadowed = !conditional && closed.shadowed;
      this.#next = { guards: conditional ? closed.guards : [], conditional, shadowed };
    } else if (conditional) {
      this.top.statementConditional = true;
      for (const name of closed.guards) {
        this.top.statementGuards.push(name);
      }
      this.#guards.add(closed.guards);
    }
  }
}

function nothing(): { guards: string[]; conditional: boolean; shadowed: boolean } {
  return { guards: [], conditional: false, shadowed: false };
}
