import { resolveUri } from '../fileUri.ts';
import type { RunFolders } from '../scan/findIncludes.ts';
import type { Setting } from '../scan/setting.ts';

/** A setting and where it stands. */
export interface PlacedSetting extends Setting {
  /** The file's URI. */
  readonly uri: string;
  /** From 1. */
  readonly line: number;
}

/** Files may include each other in a circle; nothing that people write is nested deeper. */
const deepest = 20;

/** The profiles that a run takes: without any the one that is called `standard` (Nextflow 24.10.0). */
export function chosenProfiles(profiles: readonly string[]): readonly string[] {
  return profiles.length === 0 ? ['standard'] : profiles;
}

/**
 * The settings that a run reads with these profiles, in the order in which a later one wins: those
 * of every run first, then the profiles', each with the profile by which it is read. Follows what the
 * roots include, as far as that is known; `locate` tells where the target of an `includeConfig` in a
 * file lies.
 */
export function activeSettings(
  files: ReadonlyMap<string, readonly PlacedSetting[]>,
  roots: readonly string[],
  profiles: readonly string[],
  locate: (target: string, from: string) => string | null = (target, from) =>
    includedUri(target, from, foldersOf(roots[0] ?? from)),
): readonly PlacedSetting[] {
  const chosen = chosenProfiles(profiles);
  const base: PlacedSetting[] = [];
  const ofProfiles: PlacedSetting[] = [];
  const read = (uri: string, inherited: string | null, depth: number): void => {
    for (const setting of files.get(uri) ?? []) {
      const profile = setting.profile ?? inherited;
      if (profile !== null && !chosen.includes(profile)) {
        continue;
      }
      if (setting.path[0] !== 'includeConfig') {
        (profile === null ? base : ofProfiles).push(inProcess({ ...setting, profile }));
      } else if (setting.value !== null && depth < deepest) {
        const target = locate(setting.value, uri);
        if (target !== null) {
          read(target, profile, depth + 1);
        }
      }
    }
  };
  roots.forEach(root => {
    read(root, null, 0);
  });
  return [...base, ...ofProfiles];
}

/**
 * `conf/base.config` from the including file, `${projectDir}/conf/base.config` from the folder of the
 * entry script, `${launchDir}/x.config` from the one that is launched from (Nextflow 24.10.0); null
 * for what lies nowhere that is known.
 */
export function includedUri(target: string, from: string, folders: RunFolders): string | null {
  if (/^\w+:/.test(target)) {
    return target;
  }
  const [, variable, rest = ''] = /^\$\{(\w+)\}\/(.*)$/s.exec(target) ?? [];
  switch (variable) {
    case undefined:
      return resolveUri(target.startsWith('/') ? 'file:///x' : from, target);
    case 'projectDir':
    case 'baseDir':
      return resolveUri(`${folders.project}/x`, rest);
    case 'launchDir':
      return resolveUri(`${folders.launch}/x`, rest);
    default:
      return null;
  }
}

/** The folders of a run that is launched from that of a file. */
export function foldersOf(uri: string): RunFolders {
  const folder = uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
  return { project: folder, launch: folder };
}

/** A selector stands alone in a file that `process { includeConfig 'it' }` brings in. */
function inProcess(setting: PlacedSetting): PlacedSetting {
  const { path } = setting;
  return /^with(?:Name|Label):/.test(path[0] ?? '')
    ? { ...setting, path: ['process', ...path] }
    : setting;
}
