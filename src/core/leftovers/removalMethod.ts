import { isProvablyOver, type Leftover } from './leftover.ts';

/** How one leftover would be removed. */
export type RemovalMethod =
  /** For good, at once. */
  | 'for-good'
  /** So that it can be restored for a week. */
  | 'restorable';

/**
 * Our own are removed for good, as at the end of a run. What may be somebody else's is removed so
 * that it can be restored, where the cloud has that.
 */
export function removalMethod(leftover: Leftover): RemovalMethod {
  const others =
    leftover.kind === 'cloud' && leftover.what === 'secret' && !isProvablyOver(leftover);
  return others && leftover.cloud === 'aws' ? 'restorable' : 'for-good';
}

/** Days for which what is removed in AWS can be restored: the least that AWS takes. */
export const recoveryDays = 7;
