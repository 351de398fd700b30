import { closings, openings } from '../groovy/token.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import type { Reference } from './reference.ts';

/** What closes what; a `}` may close an interpolation, too. */
const partners: Readonly<Partial<Record<string, string>>> = {
  '(': ')',
  '[': ']',
  '?[': ']',
  '{': '}',
};

/**
 * Where a text stops to be what it seems: a bracket or a string that nothing closes, or what closes
 * none. Of several that are open in each other the last, since what stands before it is read as it
 * is meant. Beyond the end where all is closed.
 */
export function readableEnd(tokens: TokenList): number {
  let open = Infinity;
  for (let at = 0; at < tokens.length; at += 1) {
    const code = tokens.codes[at] ?? 0;
    if (openings[code] === 1) {
      const close = tokens.closing(at);
      if (close >= tokens.length) {
        open = startOf(tokens, at);
      } else if (!isClosed(tokens, at, close)) {
        return startOf(tokens, at);
      }
    } else if (closings[code] === 1 && tokens.opening(at) < 0) {
      return startOf(tokens, at);
    }
  }
  return open;
}

function startOf(tokens: TokenList, at: number): number {
  return tokens.at(at)?.start ?? 0;
}

/** Whether a token is closed by what is meant to: a string that ends with its line is not. */
function isClosed(tokens: TokenList, at: number, close: number): boolean {
  const [opening, closing] = [tokens.at(at), tokens.at(close)];
  switch (opening?.kind) {
    case 'stringStart':
      return closing?.kind === 'stringEnd' && closing.end > closing.start;
    case 'interpolationStart':
      return closing?.kind === 'interpolationEnd';
    default:
      return closing?.text === partners[opening?.text ?? ''];
  }
}

/**
 * A reference of a text that is readable up to a place: what is behind it is claimed of nothing, and
 * where values go from before it, nobody can tell for certain.
 */
export function readUpTo(end: number, reference: Reference): Reference {
  if (end === Infinity) {
    return reference;
  }
  const { kind, name, span, use, place, leaks, ...others } = reference;
  const isReadable = span.start < end;
  if (kind !== 'property') {
    const perhaps = use === 'required' ? 'conditional' : use;
    return isReadable ? reference : { kind, name, span, use: perhaps, place, ...others };
  }
  const silent = !isReadable && place.kind === 'process' ? { ...place, script: false } : place;
  return { kind, name, span, use, place: silent, ...(isReadable && leaks && { leaks }) };
}
