/** What a text with references has: their words as they are, or an escape in a quoted name. */
export const secretWords = ['secret', '\\u'];

/** Whether a text may have references, which one search tells; most files of a pipeline have none. */
export function mentionsSecrets(text: string): boolean {
  return secretWords.some(word => text.includes(word));
}
