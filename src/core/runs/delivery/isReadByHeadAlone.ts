import type { PlanUse } from '../../arrival/consequence.ts';

/**
 * Whether only Nextflow itself reads a secret, by `secrets.X`: then its tasks need no copy. A name
 * that only the run will know may be of any secret, and one without a use was added for something.
 */
export function isReadByHeadAlone(
  { uses }: { readonly uses: readonly PlanUse[] },
  { dynamic }: { readonly dynamic: readonly PlanUse[] },
): boolean {
  return (
    uses.length > 0 && [...uses, ...dynamic].every(({ reference }) => reference.kind === 'property')
  );
}
