import { isDecisive } from '../scan/setting.ts';
import type { PlacedSetting } from './activeSettings.ts';

/**
 * Whether several profiles of a launch say something of processes, or one with a dot and in
 * braces: a scope in braces takes away what a profile has said with a dot before, and what is said
 * with a dot for every run takes away what a profile says in braces (Nextflow 24.10.0).
 */
export function mixesProfiles(settings: readonly PlacedSetting[]): boolean {
  const saying = settings.filter(({ path }) => path[0] === 'process' && isDecisive(path));
  const names = new Set(saying.flatMap(({ profile }) => profile ?? []));
  const dotted = settings.filter(({ path, braced }) => !braced && isDecisive(path));
  const braces = settings.filter(({ profile, braced }) => braced && profile !== null);
  const takesAway = (a: PlacedSetting, b: PlacedSetting): boolean =>
    a.path[0] === b.path[0] && (a.profile !== null || a.path.join() === b.path.join());
  return names.size > 1 || dotted.some(a => braces.some(b => takesAway(a, b)));
}
