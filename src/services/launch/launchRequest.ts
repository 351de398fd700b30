import type { PlanUse } from '../../core/arrival/consequence.ts';
import type { NamedParts } from '../../core/arrival/ordinaryNames.ts';
import type { PlacedSetting } from '../../core/nextflow/files/activeSettings.ts';
import { type CloudSettings } from '../../core/runs/backends/chooseTarget.ts';
import { type ProcessSource } from '../../core/runs/backends/processSource.ts';
import type { LaunchPlace } from '../../core/runs/launch/scriptLabel.ts';
import { type StubSource } from '../../core/runs/launch/stubs.ts';
import type { PipelineWork, Work } from '../../core/runs/launch/work.ts';
import { type ConfigReading, type PlanGap } from '../../core/runs/plan/plan.ts';
import type { ConfigAsking } from '../ports/runs/tools.ts';

/** What to launch, and from which workspace folder. */
export interface LaunchRequest<W extends Work = Work> {
  readonly folder: LaunchPlace & { readonly uri: string };
  readonly work: W;
  readonly test: boolean;
  /** Made-up values take the place of all secrets, also of missing ones. */
  readonly canaries?: boolean;
}

/** A request whose options lead to Nextflow's command line. */
export type PipelineRequest = LaunchRequest<PipelineWork>;

/** Whether it is a pipeline that is to be launched. */
export function isPipelineRequest(request: LaunchRequest): request is PipelineRequest {
  return request.work.kind === 'pipeline';
}

/** What a run of a script reads, as far as it can be told without running it. */
export interface PipelineUses {
  readonly uses: readonly PlanUse[];
  /** Every process of its scripts. */
  readonly processes: readonly (ProcessSource & StubSource)[];
  /** What its configs say for the profiles of the launch, in order. */
  readonly settings: readonly PlacedSetting[];
  readonly complete: boolean;
  /** Where that is not so. */
  readonly gaps: readonly PlanGap[];
  readonly config?: ConfigReading;
  /** Names that the folder's other files refer to. */
  readonly elsewhere: readonly string[];
}

/** What a launch has found out before it plans. */
export interface LaunchContext {
  /** What runs: Nextflow, or nf-test. */
  readonly program: string;
  /** Added to the run's environment, say `JAVA_HOME`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds that Stop waits for Nextflow. */
  readonly stopTimeout: number;
  readonly clouds: CloudSettings;
  /** Nextflow's own version, which may take a second to find out; null where it does not tell. */
  readonly version: () => Promise<string | null>;
  /** What the user and the machine are called. */
  readonly localNames: Pick<NamedParts, 'paths' | 'names'>;
  /** Null where what runs reads no config of its own, or says itself which. */
  readonly asking: ConfigAsking | null;
}
