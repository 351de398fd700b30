import type { Span } from './span.ts';

/**
 * The insides of `!{…}` in the text of a `shell:` block, up to the brace that closes them. An
 * exclamation mark before takes the meaning from it (Nextflow 24.10.0); a backslash does not.
 */
export function* shellPlaceholders(text: string): Generator<Span> {
  let at = text.indexOf('!{');
  while (at >= 0) {
    const end = closingBrace(text, at + 2);
    if (text[at - 1] !== '!') {
      yield { start: at + 2, end };
    }
    at = text.indexOf('!{', end);
  }
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0;
    if (depth === 0) {
      return at;
    }
  }
  return text.length;
}
