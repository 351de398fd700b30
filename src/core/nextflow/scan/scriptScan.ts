import { shellPlaceholders } from '../groovy/shellPlaceholders.ts';
import { statementEnd } from '../groovy/statementEnd.ts';
import {
  closings,
  codeTable,
  newlineCode,
  openings,
  stringTextCode,
  wordCode,
} from '../groovy/token.ts';
import { TokenList } from '../groovy/tokenList.ts';
import { Aliases } from './aliases.ts';
import { Blocks, firstOutermost, type Outermost } from './blocks/blocks.ts';
import { isDeclared, isDeclaredInList, isOfType } from './blocks/declarations.ts';
import { Constants } from './constants.ts';
import { directiveNames } from './directiveNames.ts';
import { type PropertyAccess, propertyAccessAt } from './propertyAccess.ts';
import type { Reference, ReferencePlace, ReferenceUse } from './reference.ts';
import { type WrongUse, wrongUseAt } from './wrongUse.ts';

/** Nextflow 24.10 takes directives after `input:` and `output:` too. */
const directiveSections: readonly (string | null)[] = [null, 'input', 'output', 'topic'];

/** Words after which a name of the pipeline's own follows. */
const naming = ['process', 'workflow', 'include', 'as', 'enum', 'record', 'class'];

/** What a token means for the walk, by its code; 0 of those that it passes. */
const meanings = new Uint8Array(256);
const opening = 1;
const closing = 2;
const word = 3;
const stringText = 4;
const statementEnds = 5;
const condition = 6;
for (const [meaning, codes] of [
  [opening, openings],
  [closing, closings],
  [word, codeTable([], [wordCode])],
  [stringText, codeTable([], [stringTextCode])],
  [statementEnds, codeTable([';', ','], [newlineCode])],
  [condition, codeTable(['?', '?:', '&&'])],
] as const) {
  codes.forEach((is, code) => {
    meanings[code] = is === 1 ? meaning : (meanings[code] ?? 0);
  });
}

/** Walks a script, or the expressions of a config, and collects what it says about secrets. */
export class ScriptScan {
  readonly references: Reference[] = [];
  readonly wrongUses: WrongUse[] = [];
  readonly #tokens: TokenList;
  readonly #constants: Constants;
  readonly #aliases: Aliases;
  readonly #base: ReferencePlace;
  readonly #blocks: Blocks;
  /** Where the directive that was read last ends. */
  #directiveEnd = 0;

  constructor(tokens: TokenList, base: ReferencePlace, before = firstOutermost) {
    this.#tokens = tokens;
    this.#constants = new Constants(tokens);
    this.#aliases = new Aliases(tokens);
    this.#base = base;
    this.#blocks = new Blocks(tokens, before);
  }

  /** What holds for all that follows the tokens. */
  get after(): Outermost {
    return this.#blocks.after;
  }

  run(): this {
    const { codes, length } = this.#tokens;
    for (let index = 0; index < length; index += 1) {
      switch (meanings[codes[index] ?? 0] ?? 0) {
        case opening:
          this.#blocks.open(index);
          break;
        case closing:
          this.#blocks.close(index);
          break;
        case word:
          this.#word(index);
          break;
        case stringText:
          this.#shellText(index);
          break;
        case statementEnds:
          this.#blocks.endStatement();
          break;
        case condition:
          if (!isOfType(this.#tokens, index)) {
            this.#blocks.top.statementConditional = true;
          }
          break;
      }
    }
    return this;
  }

  #word(index: number): void {
    if (this.#blocks.label(index)) {
      return;
    }
    if (this.#tokens.isWord(index, 'secrets')) {
      this.#secrets(index);
    } else if (this.#tokens.isWord(index, 'secret')) {
      if (this.#isDirective(index)) {
        this.#directive(index);
      }
    } else if (this.#aliases.has(index)) {
      this.#alias(index);
    }
  }

  #isDirective(index: number): boolean {
    const tokens = this.#tokens;
    const among = ['process', 'branch'].includes(this.#blocks.top.kind);
    return (
      among &&
      directiveSections.includes(this.#blocks.process?.section ?? null) &&
      index >= this.#directiveEnd &&
      (tokens.startsStatement(index) || this.#isBranch(index)) &&
      tokens.kindAt(index + 1) !== 'newline' &&
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
    const onSome = this.#blocks.conditional;
    const place = this.#place(false);
    this.#directiveEnd = statementEnd(this.#tokens, from);
    for (const given of directiveNames(this.#tokens, from, this.#directiveEnd, this.#constants)) {
      const use = given.use === 'required' && onSome ? 'conditional' : given.use;
      this.references.push({ kind: 'directive', ...given, use, place });
    }
  }

  #secrets(index: number): void {
    const top = this.#blocks.top;
    if (this.#isDeclared(index)) {
      (top.kind === 'declaration' ? (top.home ?? top) : top).shadowed = true;
      return;
    }
    if (top.shadowed) {
      return;
    }
    const access = propertyAccessAt(this.#tokens, index);
    const wrong = wrongUseAt(this.#tokens, index, access, top);
    // Only in scripts it is known what else `secrets` cannot do.
    if (wrong && (wrong.kind === 'no-method' || this.#base.kind !== 'config')) {
      this.wrongUses.push({ ...wrong, tried: top.tried });
    }
    if (!access || wrong?.kind === 'read-only' || this.#names(index)) {
      return;
    }
    if (access.next === index + 1 && this.#base.kind === 'script') {
      this.#aliases.note(index);
    }
    this.#read(index, access, wrong);
  }

  /** `s.X` behind `def s = secrets`; of `s` alone nothing is said that is not said of `secrets`. */
  #alias(index: number): void {
    const access = propertyAccessAt(this.#tokens, index);
    const wrong = wrongUseAt(this.#tokens, index, access, this.#blocks.top);
    if (access?.next === index + 1) {
      return;
    }
    if (wrong) {
      this.wrongUses.push({ ...wrong, tried: this.#blocks.top.tried });
    }
    if (access && wrong?.kind !== 'read-only') {
      this.#read(index, access, wrong);
    }
  }

  #read(
    index: number,
    access: PropertyAccess,
    wrong: WrongUse | Omit<WrongUse, 'tried'> | null,
  ): void {
    const { taskText } = this.#blocks.top;
    const { name, span } = access;
    const own = { kind: 'property', name, span, place: this.#place(taskText) } as const;
    this.references.push(
      wrong?.kind === 'not-in-handler'
        ? { ...own, use: 'optional', unread: true }
        : { ...own, use: this.#use(index, access) },
    );
  }

  #isDeclared(index: number): boolean {
    const { kind, section } = this.#blocks.top;
    if (kind === 'parameters' || kind === 'declaration') {
      return isDeclaredInList(this.#tokens, index);
    }
    const taken =
      kind === 'workflow' && section === 'take' && !this.#tokens.isSymbol(index + 1, '.');
    const typed =
      kind === 'process' && section === 'input' && this.#tokens.isSymbol(index + 1, ':');
    return taken || typed || isDeclared(this.#tokens, index);
  }

  /** `process secrets {`, `include { secrets }`: a name of the pipeline's own. */
  #names(index: number): boolean {
    return (
      this.#tokens.isWord(index - 1, ...naming) ||
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
      this.#blocks.asks;
    if (asked) {
      this.#blocks.guard(name, tokens.isSymbol(start - 1, '!') || tokens.isSymbol(next, '=='));
      return 'optional';
    }
    if (this.#blocks.guarded(name)) {
      return 'optional';
    }
    return this.#blocks.conditional ? 'conditional' : 'required';
  }

  #place(script: boolean): ReferencePlace {
    const process = this.#blocks.process?.name;
    return process === undefined ? this.#base : { kind: 'process', process, script };
  }

  #shellText(index: number): void {
    const token = this.#blocks.process?.section === 'shell' ? this.#tokens.at(index) : undefined;
    if (!token) {
      return;
    }
    const place = this.#place(true);
    for (const { start, end } of shellPlaceholders(token.text)) {
      const inner = new TokenList(token.text.slice(start, end), token.start + start);
      const { references, wrongUses } = new ScriptScan(inner, place).run();
      this.references.push(...references);
      this.wrongUses.push(...wrongUses);
    }
  }
}
