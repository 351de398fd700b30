import type { TokenList } from '../groovy/tokenList.ts';

/** A workflow of a script, and what it may call. */
export interface WorkflowBlock {
  /** Null for the entry workflow. */
  readonly name: string | null;
  /** Every word in it that may name a process or a workflow, each once. */
  readonly words: readonly string[];
}

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
        found.push({ name, words: wordsBetween(tokens, open, close) });
        at = close;
      }
    }
  }
  return found;
}

function afterNewline(tokens: TokenList, at: number): number {
  return tokens.at(at)?.kind === 'newline' ? at + 1 : at;
}

function wordsBetween(tokens: TokenList, open: number, close: number): readonly string[] {
  const words = new Set<string>();
  for (let at = open + 1; at < close; at += 1) {
    if (tokens.isWord(at) && !tokens.isSymbol(at - 1, '.', '?.', '*.')) {
      words.add(tokens.at(at)?.text ?? '');
    }
  }
  return [...words];
}
