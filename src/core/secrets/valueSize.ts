import type { SecretValue } from './secretValue.ts';

/** The most bytes that AWS and Google take as one value. */
export const longestInCloud = 65_536;

/** The bytes of a value, as UTF-8, which is how it is stored. */
export function valueSize(value: SecretValue): number {
  return new TextEncoder().encode(value.reveal()).length;
}
