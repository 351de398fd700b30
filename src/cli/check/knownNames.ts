import { parseSecretName } from '../../core/secrets/secretName.ts';

/** The names of `--known`, separated by commas or blanks; throws at what no secret can be named. */
export function knownNames(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(isName);
}

/** The names of a file, one a line, as `list` prints them; `#` begins a comment. */
export function knownNamesOf(file: string): readonly string[] {
  return file.split('\n').flatMap(line => knownNames(line.replace(/#.*/, '')));
}

function isName(text: string): boolean {
  if (text !== '' && !parseSecretName(text).ok) {
    throw new Error(`${text} names no secret.`);
  }
  return text !== '';
}
