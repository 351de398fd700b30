/** Classes of characters as Groovy's lexer has them; each takes one UTF-16 unit or ''. */
export function isBlank(character: string): boolean {
  return character !== '' && ' \t\f\v\u00a0\ufeff'.includes(character);
}

export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}

/** Letters beyond ASCII count, and `$`. */
export function isWordStart(character: string): boolean {
  return character === '$' || isPathStart(character);
}

export function isWordPart(character: string): boolean {
  return isWordStart(character) || isDigit(character);
}

/** In `"$a.b"` a word has no `$`. */
export function isPathStart(character: string): boolean {
  return /^[A-Za-z_\u00aa-\uffef]$/.test(character) && !isBlank(character);
}

export function isPathPart(character: string): boolean {
  return isPathStart(character) || isDigit(character);
}

/** How many characters from `from` on are accepted. */
export function runFrom(
  text: string,
  from: number,
  accepts: (character: string) => boolean,
): number {
  let end = from;
  while (end < text.length && accepts(text[end] ?? '')) {
    end += 1;
  }
  return end - from;
}
