import type { Span } from './source.ts';

/** The insides of `!{…}` in the text of a `shell:` block; Nextflow ends one at the first `}`. */
export function* shellPlaceholders(text: string, within: Span): Generator<Span> {
  let at = text.indexOf('!{', within.start);
  while (at >= 0 && at + 2 <= within.end) {
    const close = text.indexOf('}', at);
    const end = close < 0 || close > within.end ? within.end : close;
    yield { start: at + 2, end };
    at = text.indexOf('!{', end);
  }
}
