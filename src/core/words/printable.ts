/**
 * A text for one line of a terminal. Names of files, folders and machines are others' to choose: a
 * terminal would obey a control character in them, and a line end would begin a row of their own.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, character => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
  });
}

/** The same for a text that may have several lines, such as the answer of another program. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
