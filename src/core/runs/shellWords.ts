import { err, ok, type Result } from '../result.ts';

/** Why a text cannot be cut into words. */
export type WordsProblem = 'open-single-quote' | 'open-double-quote' | 'backslash-at-end';

/** Characters that a backslash takes the meaning from between double quotes (POSIX shells). */
const escapable = '$`"\\\n';

/**
 * Cuts a text into words as a POSIX shell does, without expanding anything: the words go to
 * Nextflow as they are, so `$HOME` and `*` stay what they look like.
 */
export function parseWords(text: string): Result<readonly string[], WordsProblem> {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === quote) {
      quote = null;
    } else if (quote === null && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === '\\' && quote !== "'") {
      at += 1;
      if (at === text.length) {
        return err('backslash-at-end');
      }
      const next = text.charAt(at);
      word = (word ?? '') + (quote === '"' && !escapable.includes(next) ? `\\${next}` : next);
    } else if (quote === null && /\s/.test(character)) {
      words.push(...(word === null ? [] : [word]));
      word = null;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== null) {
    return err(quote === '"' ? 'open-double-quote' : 'open-single-quote');
  }
  return ok(word === null ? words : [...words, word]);
}

/** Words as a line that a POSIX shell, and {@link parseWords}, cut into the same words. */
export function formatWords(words: readonly string[]): string {
  return words
    .map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
