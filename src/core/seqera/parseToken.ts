/**
 * The token in a text that was pasted; null for one that cannot be a token. What a header refuses
 * is refused here, where it appears in no error.
 */
export function parseToken(text: string): string | null {
  const token = text.trim();
  return /^[\x21-\x7e]{8,8192}$/.test(token) ? token : null;
}
