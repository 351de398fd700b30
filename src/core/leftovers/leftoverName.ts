import { type Leftover } from './leftover.ts';

/** The key or the path. */
export function leftoverName(leftover: Leftover): string {
  return leftover.kind === 'cloud' ? leftover.key : leftover.path;
}
