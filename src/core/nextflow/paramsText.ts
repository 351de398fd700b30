import type { TokenList } from './groovy/tokenList.ts';

/**
 * A text that is put together of plain texts and params, in turn, a text first and last:
 * `"${params.lab}_KEY"` is `['', 'lab', '_KEY']`, and `params.key` is `['', 'key', '']`. Null of
 * any other.
 */
export function paramsText(tokens: TokenList, from: number, to: number): readonly string[] | null {
  if (tokens.kindAt(from) !== 'stringStart') {
    const name = to === from + 3 ? paramAt(tokens, from) : null;
    return name === null ? null : ['', name, ''];
  }
  const found: string[] = [''];
  for (let at = from + 1; at < to - 1;) {
    if (tokens.kindAt(at) === 'stringText') {
      found.push(`${found.pop() ?? ''}${tokens.at(at)?.text ?? ''}`);
      at += 1;
    } else {
      const name = tokens.kindAt(at) === 'interpolationStart' ? paramAt(tokens, at + 1) : null;
      if (name === null || tokens.kindAt(at + 4) !== 'interpolationEnd') {
        return null;
      }
      found.push(name, '');
      at += 5;
    }
  }
  const hasParams = found.length > 1 && tokens.kindAt(to - 1) === 'stringEnd';
  return hasParams && !found.some(text => text.includes('\\')) ? found : null;
}

/** `params.key` */
function paramAt(tokens: TokenList, at: number): string | null {
  const isParam =
    tokens.isWord(at, 'params') && tokens.isSymbol(at + 1, '.') && tokens.isWord(at + 2);
  return isParam ? (tokens.at(at + 2)?.text ?? null) : null;
}
