import type { Failure } from '../failure.ts';
import type { SecretValue } from './secretValue.ts';

/** The most bytes that AWS and Google take as one value. */
export const longestInCloud = 65_536;

/** The bytes of a value, as UTF-8, which is how it is stored. */
function valueSize(value: SecretValue): number {
  return new TextEncoder().encode(value.reveal()).length;
}

/** What prevents that a cloud takes a value; null where it does. */
export function sizeProblem(
  name: string,
  value: SecretValue,
  cloud: 'aws' | 'google',
): Extract<Failure, { readonly kind: 'value-too-large' }> | null {
  const bytes = valueSize(value);
  return bytes > longestInCloud ? { kind: 'value-too-large', name, bytes, cloud } : null;
}
