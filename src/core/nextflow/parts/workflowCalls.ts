import type { Span } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';

/** A workflow of a script, and what it may call. */
export interface WorkflowBlock {
  /** Null for the entry workflow. */
  readonly name: string | null;
  /** Every word in it that may name a process or a workflow, each once. */
  readonly words: readonly string[];
  readonly span: Span;
}

/** Stands among words for a call by a name that only a run can tell: `"${tool}"(reads)`. */
export const anyName = '*';

/** The workflows of a script, in their order. */
export function workflowCalls(tokens: TokenList): readonly WorkflowBlock[] {
  const found: WorkflowBlock[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens.isWord(at, 'workflow') && tokens.startsStatement(at)) {
      const named = tokens.isWord(at + 1);
      const open = afterNewline(tokens, named ? at + 2 : at + 1);
      if (tokens.isSymbol(open, '{')) {
        const close = tokens.closing(open);
        const name = named ? (tokens.at(at + 1)?.text ?? null) : null;
        const last = Math.min(close, tokens.length - 1);
        const span = { start: tokens.at(open)?.start ?? 0, end: tokens.at(last)?.end ?? 0 };
        found.push({ name, words: [...wordsBetween(tokens, open, close)], span });
        at = close;
      }
    }
  }
  return found;
}

/** Every word outside of a script's processes, workflows and includes, each once: functions call, too. */
export function wordsOfCode(tokens: TokenList): readonly string[] {
  const words = new Set<string>();
  for (let at = 0; at < tokens.length; at += 1) {
    const end = declarationEnd(tokens, at);
    if (end === null) {
      addWord(tokens, at, words);
    } else {
      at = end;
    }
  }
  return [...words];
}

/** Where the block ends that a declaration has; null where there is none. */
function declarationEnd(tokens: TokenList, at: number): number | null {
  if (!tokens.isWord(at, 'process', 'workflow', 'include') || !tokens.startsStatement(at)) {
    return null;
  }
  for (let open = at + 1; open < Math.min(at + 7, tokens.length); open += 1) {
    if (tokens.isSymbol(open, '{')) {
      return tokens.closing(open);
    }
  }
  return null;
}

function afterNewline(tokens: TokenList, at: number): number {
  return tokens.kindAt(at) === 'newline' ? at + 1 : at;
}

function wordsBetween(tokens: TokenList, open: number, close: number): ReadonlySet<string> {
  const words = new Set<string>();
  for (let at = open + 1; at < close; at += 1) {
    addWord(tokens, at, words);
  }
  return words;
}

function addWord(tokens: TokenList, at: number, words: Set<string>): void {
  if (tokens.isWord(at) && !tokens.isSymbol(at - 1, '.', '?.', '*.')) {
    words.add(tokens.at(at)?.text ?? '');
  } else if (tokens.kindAt(at) === 'stringEnd' && tokens.isSymbol(at + 1, '(')) {
    words.add(anyName);
  }
}
