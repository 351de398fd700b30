import { concernsSecrets } from '../concernsSecrets.ts';
import { LineMap, type LineRange, type Span } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { findMisuses } from '../misuse/findMisuses.ts';
import type { ScriptAround } from '../misuse/scriptMisuses.ts';
import { typesAreOn } from '../misuse/typesAreOn.ts';
import type { Outermost } from '../scan/blocks/blocks.ts';
import { findIncludes, type Include, mentionsIncludes } from '../scan/findIncludes.ts';
import { readableEnd, readUpTo } from '../scan/readableEnd.ts';
import type { Reference } from '../scan/reference.ts';
import { type ScriptBlocks, scriptBlocks } from '../scan/scriptBlocks.ts';
import { ScriptScan } from '../scan/scriptScan.ts';
import type { WrongUse } from '../scan/wrongUse.ts';
import { mentionsSecrets } from '../secretWords.ts';
import { LateBlock } from '../syntax/lateBlock.ts';
import { parseBlock } from '../syntax/parseBlock.ts';
import type { Block } from '../syntax/syntax.ts';
import type { Found } from './filePart.ts';
import { movedSpan } from './moved.ts';
import { anyName, wordsOfCode, type WorkflowBlock, workflowCalls } from './workflowCalls.ts';

/** What one walk through a part finds. */
interface Scanned {
  readonly before: Outermost;
  readonly after: Outermost;
  readonly references: readonly Reference[];
  readonly wrongUses: readonly WrongUse[];
}

/**
 * A stretch of a script's outermost level, say a process and what stands before the next one. All
 * that is found has places of its own, which no other part of the script has, from `place` on.
 */
export class ScriptPart {
  readonly place: number;
  readonly length: number;
  readonly mentionsSecrets: boolean;
  /** Whether it mentions them, or has something that is meant to. */
  readonly concernsSecrets: boolean;
  /** Whether it makes the processes of its script typed ones. */
  readonly typesAreOn: boolean;
  readonly text: string;
  readonly #tokens: TokenList;
  #scanned: Scanned | null = null;
  #blocks: ScriptBlocks | null = null;
  #block: Block | null = null;
  #includes: readonly Include[] | null = null;
  #workflows: readonly WorkflowBlock[] | null = null;
  #words: readonly string[] | null = null;
  #lineEnds: number | null = null;
  #declaresSecret: boolean | null = null;
  #found: {
    readonly references: readonly Reference[];
    readonly followed: readonly Reference[];
    readonly key: string;
    readonly found: Found;
  } | null = null;

  constructor(text: string, place: number, tokens: TokenList) {
    this.text = text;
    this.#tokens = tokens;
    this.place = place;
    this.length = text.length;
    this.mentionsSecrets = mentionsSecrets(text);
    this.concernsSecrets = this.mentionsSecrets || concernsSecrets(text);
    this.typesAreOn = typesAreOn(text);
  }

  /** What it has to do with secrets, by what the parts before say, and what it says to the next. */
  scan(before: Outermost): Scanned {
    if (!this.#scanned || !isSame(this.#scanned.before, before)) {
      this.#scanned = this.mentionsSecrets
        ? this.#scan(before)
        : { before, after: before, references: [], wrongUses: [] };
    }
    return this.#scanned;
  }

  #scan(before: Outermost): Scanned {
    const { after, references, wrongUses } = new ScriptScan(
      this.#tokens,
      { kind: 'script' },
      before,
    ).run();
    references.sort((a, b) => a.span.start - b.span.start);
    return { before, after, references, wrongUses };
  }

  /** Its processes, and the entry workflow. */
  get blocks(): ScriptBlocks {
    this.#blocks ??= scriptBlocks(this.#tokens);
    return this.#blocks;
  }

  get block(): Block {
    this.#block ??= new LateBlock(this.#tokens, 0, this.#tokens.length, () =>
      parseBlock(this.#tokens),
    );
    return this.#block;
  }

  get includes(): readonly Include[] {
    this.#includes ??= mentionsIncludes(this.text) ? [...findIncludes(this.#tokens)] : [];
    return this.#includes;
  }

  get workflows(): readonly WorkflowBlock[] {
    this.#workflows ??= this.text.includes('workflow') ? workflowCalls(this.#tokens) : [];
    return this.#workflows;
  }

  get words(): readonly string[] {
    this.#words ??= wordsOfCode(this.#tokens);
    return this.#words;
  }

  /** Whether its code outside of processes may call something of this name. */
  calls(name: string): boolean {
    const all = [this.words, ...this.workflows.map(({ words }) => words)];
    return all.some(words => words.includes(name) || words.includes(anyName));
  }

  /** Names in it that may be variables: `secret TOKEN`. */
  namesAsked(references: readonly Reference[]): readonly string[] {
    return references
      .filter(({ kind, name }) => kind === 'directive' && name === null)
      .flatMap(({ span }) => {
        const { start, end } = movedSpan(span, -this.place);
        return this.text.slice(start, end).match(/\w+/g) ?? [];
      });
  }

  /** Whether it gives the name of the directive another meaning. */
  get declaresSecret(): boolean {
    this.#declaresSecret ??= this.mentionsSecrets && declaration.test(this.text);
    return this.#declaresSecret;
  }

  /** How many line ends are in it. */
  get lineEnds(): number {
    this.#lineEnds ??= lineEndsIn(this.text);
    return this.#lineEnds;
  }

  /**
   * What is found in it, by what becomes of its references' values, and what its script says around it.
   */
  found(
    references: readonly Reference[],
    followed: readonly Reference[],
    around: ScriptAround,
  ): Found {
    const known = this.#found;
    const key = JSON.stringify(around);
    const same = known?.references === references && known.followed === followed;
    if (same && known.key === key) {
      return known.found;
    }
    const found = this.#findAll(references, followed, around);
    this.#found = { references, followed, key, found };
    return found;
  }

  #findAll(
    references: readonly Reference[],
    followed: readonly Reference[],
    around: ScriptAround,
  ): Found {
    const { processes } = this.blocks;
    const { wrongUses = [] } = this.#scanned ?? {};
    if (!this.concernsSecrets) {
      return { references: [], ranges: [], misuses: [], processes, settings: [] };
    }
    const { found, unlisted } = findMisuses(
      this.#tokens,
      this.block,
      { references, wrongUses },
      'script',
      around,
    );
    const end = readableEnd(this.#tokens);
    const inExec = new Set(processes.filter(({ kind }) => kind === 'exec').map(({ name }) => name));
    const all = followed
      .map(reference => uncheckedIn(inExec, reference))
      .map(reference => (isUnlisted(reference, unlisted) ? listed(reference) : reference))
      .map(reference => readUpTo(end, reference));
    const misuses = found.filter(({ span }) => span.start < end);
    const lines = new LineMap(all.length + misuses.length > 0 ? this.text : '');
    const rangeOf = ({ span }: { readonly span: Span }): LineRange =>
      lines.range(movedSpan(span, -this.place));
    return {
      references: all,
      ranges: all.map(rangeOf),
      misuses: misuses.map(misuse => ({ ...misuse, range: rangeOf(misuse) })),
      processes,
      settings: [],
    };
  }
}

/** `def secret(x) {`, `process secret {`, `include { secret }`, `secret = { … }`. */
const declaration =
  /\b(?:def|process|workflow|as|static|void|boolean|[A-Z]\w*)\s+secrets?\b|[{;]\s*secrets?\s*(?:as\b|[;}])|\bsecrets?\s*=\s*\{/;

/** Nextflow asks for the secrets of an `exec:` process nowhere, so that a missing one fails nothing. */
function uncheckedIn(inExec: ReadonlySet<string>, reference: Reference): Reference {
  const { kind, place } = reference;
  return kind === 'directive' && place.kind === 'process' && inExec.has(place.process)
    ? { ...reference, use: 'optional' }
    : reference;
}

function isUnlisted({ kind, span }: Reference, unlisted: ReadonlySet<number>): boolean {
  return kind === 'directive' && unlisted.has(span.start);
}

/** Without the secret its directive is given an empty list, which it does not take. */
function listed(reference: Reference): Reference {
  const ending = { kind: 'empty-list', text: null, sometimes: false } as const;
  return { ...reference, use: 'required', ending };
}

function lineEndsIn(text: string): number {
  return text.includes('\r') ? new LineMap(text).at(text.length).line - 1 : newlinesIn(text);
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

function isSame(a: Outermost, b: Outermost): boolean {
  return a === b || (a.shadowed === b.shadowed && a.guards.join() === b.guards.join());
}
