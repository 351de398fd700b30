import type { Span } from '../groovy/span.ts';
import { statementEnd } from '../groovy/statementEnd.ts';
import { openings, symbolCodeOf } from '../groovy/token.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { blockHeader } from './blocks/blockHeader.ts';
import { decisiveDirectives, literalValue, type Setting, spanBetween } from './setting.ts';

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

/** What a script has on its outermost level. */
export interface ScriptBlocks {
  readonly processes: readonly ProcessBlock[];
  /** The word `workflow` of its entry workflow, or null. */
  readonly entry: Span | null;
}

const brace = symbolCodeOf('{');

/** The processes of a script and its entry workflow; what is in other brackets is passed whole. */
export function scriptBlocks(tokens: TokenList): ScriptBlocks {
  const processes: ProcessBlock[] = [];
  let entry: Span | null = null;
  for (let at = 0; at < tokens.length; at = behind(tokens, at)) {
    const header = tokens.codes[at] === brace ? blockHeader(tokens, at) : null;
    if (header?.kind === 'process') {
      const { name, span } = header;
      const directives = processDirectives(tokens, at);
      processes.push({ name, span, ...sectionsOf(tokens, at), directives });
    } else if (header) {
      entry ??= header.entry;
    }
  }
  return { processes, entry };
}

/** What the labels of the process whose body opens at an index say of its tasks. */
function sectionsOf(tokens: TokenList, open: number): Pick<ProcessBlock, 'kind' | 'stub'> {
  let kind: ProcessBlock['kind'] = 'script';
  let stub = false;
  const close = tokens.closing(open);
  for (let at = open + 1; at < close; at = behind(tokens, at)) {
    if (tokens.isSymbol(at + 1, ':') && tokens.isWord(at)) {
      kind = tokens.isWord(at, 'shell') ? 'shell' : tokens.isWord(at, 'exec') ? 'exec' : kind;
      stub ||= tokens.isWord(at, 'stub');
    }
  }
  return { kind, stub };
}

/** Index of the token behind the one at an index, or behind all that it opens. */
function behind(tokens: TokenList, at: number): number {
  return (openings[tokens.codes[at] ?? 0] === 1 ? tokens.closing(at) : at) + 1;
}

/** The directives that say where and in what a task runs, and what it does first. */
const collected = [...decisiveDirectives, 'label'];
/** From these labels on a process body is the task's text, and no directive. */
const texts = ['script', 'shell', 'exec', 'stub', 'when'];

/** The directives of the process whose body opens at an index; `label` may come more than once. */
function processDirectives(tokens: TokenList, open: number): readonly Setting[] {
  const close = tokens.closing(open);
  const found: Setting[] = [];
  for (let at = open + 1, end; at < close; at = end + 1) {
    end = statementEnd(tokens, at);
    const label = tokens.isSymbol(at + 1, ':');
    if (label && tokens.isWord(at, ...texts)) {
      break;
    }
    const name = tokens.at(at)?.text ?? '';
    if (!label && tokens.isWord(at, ...collected) && !tokens.isSymbol(at + 1, '=', '.', '+=')) {
      const called = tokens.isSymbol(at + 1, '(') && tokens.closing(at + 1) === end - 1;
      const [from, to] = called ? [at + 2, end - 1] : [at + 1, end];
      found.push({
        path: [name],
        profile: null,
        value: literalValue(tokens, from, to),
        span: spanBetween(tokens, from, to),
      });
    }
  }
  return found;
}
