import { distance } from 'fastest-levenshtein';
import { naturalOrder } from '../naturalOrder.ts';
import type { SecretName } from './secretName.ts';

/** The existing names that a mistyped one most likely meant, best first, three at most. */
export function similarNames(name: string, existing: Iterable<SecretName>): readonly SecretName[] {
  const wanted = name.toUpperCase();
  // A third of the letters may differ: `TOKN` finds `TOKEN`, `AB` does not find `XY`.
  const limit = Math.max(1, Math.floor(name.length / 3));
  return [...new Set(existing)]
    .map(other => ({ other, far: distance(wanted, other.toUpperCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || naturalOrder(a.other, b.other))
    .slice(0, 3)
    .map(({ other }) => other);
}
