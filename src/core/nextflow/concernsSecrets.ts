import { distance } from 'fastest-levenshtein';
import { mentionsSecrets } from './secretWords.ts';

/** How far a word is from `secret` at most that is meant to be it: two letters, or two that changed places. */
const farthest = 2;

/** Whether a word is `secret` misspelt: `secrets`, `sercet`, `Secret`. */
export function isNearSecret(word: string): boolean {
  const length = 'secret'.length;
  return (
    word !== 'secret' &&
    Math.abs(word.length - length) <= farthest &&
    distance(word.toLowerCase(), 'secret') <= farthest
  );
}

/** Whether a word is `secret`, as it is or misspelt. */
export function isMeantAsSecret(word: string): boolean {
  return word === 'secret' || isNearSecret(word);
}

/** A word that begins much like it, and what an argument, a list or a value begins with. */
const called = String.raw`(?:[eEcCkKrR]|[a-z]e?cr)(?!ript|ratch|lect)[a-zA-Z]{2,6}(?=[ \t]*[('"[={])`;

/** What a text has that may be of a secret: one search for all, since most texts have none of it. */
const perhaps = new RegExp(String.raw`\\u|[sS](?:ecret|(?<!\w[sS])${called})`);
const words = new RegExp(String.raw`\b[sS]${called}`, 'g');

/**
 * Whether a text may have something to say of secrets: it mentions them, or has a directive that is
 * meant to and is misspelt. One that begins with another letter is found only beside others.
 */
export function concernsSecrets(text: string): boolean {
  return (
    perhaps.test(text) &&
    (mentionsSecrets(text) ||
      text.includes('Secret') ||
      (text.match(words) ?? []).some(isNearSecret))
  );
}
