import { nameLength, type NameProblem } from './secretName.ts';

/** Why a text cannot be the name of a secret, for people. */
export function nameProblemText(problem: NameProblem): string {
  switch (problem) {
    case 'too-short':
      return `A name has at least ${nameLength.min} characters.`;
    case 'too-long':
      return `A name has at most ${nameLength.max} characters.`;
    case 'bad-start':
      return 'A name starts with a letter or an underscore.';
    case 'bad-character':
      return 'A name has only letters, digits and underscores.';
    case 'double-underscore':
      return 'A name has no two underscores in a row.';
    case 'too-many-parts':
      return 'A name has at most 25 parts between underscores.';
  }
}
