import { err, ok, type Result } from '../../result.ts';

/** Why a text cannot be cut into words. */
export type WordsProblem = 'open-single-quote' | 'open-double-quote' | 'backslash-at-end';

/** The pieces of a line: blanks, text in either kind of quotes, an escaped character, plain text. */
const piece = /\s+|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|[^\s'"\\]+/gsuy;

/**
 * Cuts a text into words as a POSIX shell does, without expanding anything: the words go to
 * Nextflow as they are, so `$HOME` and `*` stay what they look like.
 */
export function parseWords(text: string): Result<readonly string[], WordsProblem> {
  const words: string[] = [];
  let word: string | null = null;
  let end = 0;
  for (const match of text.matchAll(piece)) {
    end = match.index + match[0].length;
    if (/^\s/.test(match[0])) {
      words.push(...(word === null ? [] : [word]));
      word = null;
    } else {
      word = (word ?? '') + meaning(match);
    }
  }
  const rest = text.charAt(end);
  if (rest !== '') {
    return err(problems[rest] ?? 'backslash-at-end');
  }
  return ok(word === null ? words : [...words, word]);
}

const problems: Readonly<Record<string, WordsProblem>> = {
  '"': 'open-double-quote',
  "'": 'open-single-quote',
};

function meaning({ 0: whole, groups = {} }: RegExpMatchArray): string {
  const { single, double, escaped } = groups;
  // Between double quotes a backslash is one, except before the characters with a meaning there.
  return single ?? double?.replace(/\\([$`"\\\n])/g, '$1') ?? escaped ?? whole;
}

/** Words as a line that a POSIX shell, and {@link parseWords}, cut into the same words. */
export function formatWords(words: readonly string[]): string {
  return words
    .map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
