import type { Span } from '../nextflow/groovy/span.ts';

/** Stands at the caret for the time of a question, so that an unfinished name is a whole one. */
const caret = 'caretXcaret';

/**
 * Where at an offset the name of a secret is being typed, or null. `references` tells what the text
 * with a name put in at the caret refers to; the span is that of the name typed so far.
 */
export function nameAt(
  text: string,
  offset: number,
  references: (text: string) => readonly { readonly name: string | null; readonly span: Span }[],
): Span | null {
  const closers = ['', "'", '"', "']", '"]'];
  for (const closer of closers) {
    const rest = text.slice(offset);
    const probe = text.slice(0, offset) + caret + closer + rest;
    const found = references(probe).find(({ name }) => name?.includes(caret));
    if (found) {
      const typed = text.slice(found.span.start, offset);
      return /^\w*$/.test(typed)
        ? { start: found.span.start, end: offset + wordLength(rest) }
        : null;
    }
  }
  return null;
}

function wordLength(text: string): number {
  return /^\w*/.exec(text)?.[0].length ?? 0;
}
