import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';

/** Why a text cannot name a secret. */
export type NameProblem =
  'too-short' | 'too-long' | 'bad-start' | 'bad-character' | 'double-underscore' | 'too-many-parts';

/** Seqera Platform takes 2 to 100 characters (its secrets page and API). */
export const nameLength = { min: 2, max: 100 } as const;

/** Parts after the first character: stretches of letters and digits, and the `_` between them. */
const maxParts = 49;

/** The name of a secret, known to be one that Nextflow and Seqera Platform both take. */
export const secretNameSchema = v.pipe(
  v.string(),
  v.check(text => nameProblem(text) === null),
  v.brand('SecretName'),
);
export type SecretName = v.InferOutput<typeof secretNameSchema>;

/** Checks a text once, at the edge; past it only {@link SecretName} is passed around. */
export function parseSecretName(text: string): Result<SecretName, NameProblem> {
  const problem = nameProblem(text);
  return problem === null ? ok(v.parse(secretNameSchema, text)) : err(problem);
}

/** Each rule is a linear scan: the Platform's own pattern backtracks exponentially. */
function nameProblem(text: string): NameProblem | null {
  if (text.length < nameLength.min) {
    return 'too-short';
  }
  if (text.length > nameLength.max) {
    return 'too-long';
  }
  if (!/^[A-Za-z_]/.test(text)) {
    return 'bad-start';
  }
  if (!/^[A-Za-z0-9_]+$/.test(text) || text.endsWith('\n')) {
    return 'bad-character';
  }
  if (text.includes('__')) {
    return 'double-underscore';
  }
  if ((text.slice(1).match(/[^_]+|_/g) ?? []).length > maxParts) {
    return 'too-many-parts';
  }
  return null;
}

/**
 * The legal name nearest to a text that is not one, say `MY_KEY` for `my-key`; null where nothing
 * of the text can be kept.
 */
export function suggestName(text: string): SecretName | null {
  const joined = text
    .slice(0, 4 * nameLength.max)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  const started = /^[0-9]/.test(joined) ? `_${joined}` : joined;
  const parts = started.slice(0, nameLength.max).split('_').slice(0, 24);
  const parsed = parseSecretName(parts.join('_').replace(/_$/, ''));
  return parsed.ok ? parsed.value : null;
}
