import { activeSettings, type PlacedSetting } from '../../core/nextflow/files/activeSettings.ts';
import type { ProcessBlock } from '../../core/nextflow/scan/processBlock.ts';
import { followIncludes, readConfigs } from './followIncludes.ts';
import type { PipelineIndex, Use } from './pipelineIndex.ts';

/** Which run is meant. All are URIs. */
export interface ScriptLaunch {
  /** The entry script. */
  readonly script: string;
  /** The workspace folder that it is launched from. */
  readonly folder: string;
  /** The configs that the run begins with, in Nextflow's order. */
  readonly configs: readonly string[];
}

/** What a run of an entry script reads of its workspace folder. */
export interface ScriptUses {
  readonly uses: readonly Use[];
  readonly processes: readonly ProcessBlock[];
  /** False where an include is computed: then any script of the folder may be a part of it. */
  readonly complete: boolean;
}

/**
 * What a run of one entry script reads: its own files and those that it includes, and the configs
 * of this launch. Another pipeline of the same folder has no part in it.
 */
export function scriptUses(index: PipelineIndex, launch: ScriptLaunch): ScriptUses {
  const { script, folder, configs } = launch;
  const files = new Map(index.files.map(file => [file.uri, file]));
  const scripts = new Set<string>();
  const project = script.slice(0, script.lastIndexOf('/'));
  const complete = followIncludes(script, { project, launch: folder }, files, scripts);
  const read = readConfigs(configs, folder, files);
  const isRead = (uri: string): boolean =>
    uri.endsWith('.config') ? read.has(uri) : !complete || scripts.has(uri);
  return {
    uses: index.uses(folder).filter(({ file }) => isRead(file.uri)),
    processes: index.files
      .filter(({ uri, folder: its }) => its === folder && isRead(uri))
      .flatMap(({ processes }) => processes),
    complete,
  };
}

/** The settings that a run reads, and the profiles that it may be run with. */
export function scriptSettings(
  index: PipelineIndex,
  { folder, configs }: Omit<ScriptLaunch, 'script'>,
  profiles: readonly string[],
): { readonly settings: readonly PlacedSetting[]; readonly profiles: readonly string[] } {
  const all = index.files;
  const files = new Map(all.map(file => [file.uri, file]));
  const read = readConfigs(configs, folder, files);
  return {
    settings: activeSettings(
      new Map(all.map(({ uri, settings }) => [uri, settings])),
      configs,
      profiles,
    ),
    profiles: [...new Set([...read].flatMap(uri => files.get(uri)?.profiles ?? []))],
  };
}
