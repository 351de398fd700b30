import type { Cloud } from '../failure.ts';

/** What a row says of a cloud where nothing tells which place of it is meant. */
export function notLookedAt(cloud: Cloud): string {
  return `not looked at, no ${cloud === 'aws' ? 'region' : 'project'} is known`;
}
