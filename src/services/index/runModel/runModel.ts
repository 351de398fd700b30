import type { PlacedSetting } from '../../../core/nextflow/files/activeSettings.ts';
import type { Span } from '../../../core/nextflow/groovy/span.ts';
import type { Include } from '../../../core/nextflow/scan/findIncludes.ts';
import type { GivenSettings } from '../../../core/runs/launch/givenSettings.ts';
import type { IndexedFile } from '../indexedFile.ts';
import type { Use } from '../pipelineIndex.ts';
import type { RunProcess } from './runProcesses.ts';

/** Which run is meant. All are URIs. */
export interface ScriptLaunch {
  /** The entry script. */
  readonly script: string;
  /** The workspace folder that it is launched from. */
  readonly folder: string;
  /** The configs that the run begins with, in Nextflow's order. */
  readonly configs: readonly string[];
  /** Those that were chosen; null for whatever any of them would read. */
  readonly profiles: readonly string[] | null;
  /** The workflow that is run; absent for the one without a name. */
  readonly entry?: string | null;
  /** What its command line and environment set. */
  readonly given?: GivenSettings;
}

/** A place at which it cannot be told what a run reads. */
export interface RunGap {
  readonly kind: Include['kind'];
  /** The file that pulls something in. */
  readonly uri: string;
  /** From 1. */
  readonly line: number;
  /** What it names, where that is not there; null where only a run can tell. */
  readonly target: string | null;
}

/** What a run of one entry script reads, wherever it lies, and nothing of other pipelines. */
export interface RunModel {
  /** The scripts, templates and configs that it reads. */
  readonly files: readonly IndexedFile[];
  /** Whether a place in one of them is of the launch's profiles, and no setting replaces it. */
  readonly isRead: (file: IndexedFile, span: Span) => boolean;
  /** What its tasks ask for, and what else reads secrets. */
  readonly uses: readonly Use[];
  /** These, and what a setting replaces. */
  readonly allUses: readonly Use[];
  /** Under each name that they are called by. */
  readonly processes: readonly RunProcess[];
  readonly settings: readonly PlacedSetting[];
  /** The names in the `profiles` scopes of its configs. */
  readonly profiles: readonly string[];
  /** Whether code, or a mix of profiles, has a say in its configs: only Nextflow can tell all of it. */
  readonly computed: boolean;
  /** The URIs of its configs, and of those that it begins with. */
  readonly configs: readonly string[];
  readonly roots: readonly string[];
  /** What its command line and environment set; `settings` has it, too. */
  readonly given: GivenSettings;
  /** The processes, were these its settings. */
  readonly processesWith: (settings: readonly PlacedSetting[]) => readonly RunProcess[];
  /** Empty where all of it is known. */
  readonly gaps: readonly RunGap[];
}
