import type { Absence } from '../../arrival/absenceConsequences.ts';
import { type Consequence, type PlanUse } from '../../arrival/consequence.ts';
import type { ValueTraits } from '../../arrival/valueTraits.ts';
import type { Catalog, Resolution, ScopeEntry } from '../../secrets/catalog.ts';
import type { SecretName } from '../../secrets/secretName.ts';
import type { SecretRecord } from '../../secrets/secretRecord.ts';
import { type StoreKind } from '../../secrets/storeFacts.ts';
import type { BackendFinding, OtherExecutors } from '../backends/backendFinding.ts';
import type { ConfiguredValue } from '../backends/configuredValue.ts';
import type { RunTarget } from '../backends/runTarget.ts';
import type { PlannedDelivery } from '../delivery/plannedDelivery.ts';
import type { LaunchPlace } from '../launch/scriptLabel.ts';
import type { Work } from '../launch/work.ts';
import { type Arrival } from './arrival.ts';

/** What a developer changed of the selection: names that are referenced are published otherwise. */
export interface SecretChoices {
  /** Published although no reference names them, say because a name is known only at run time. */
  readonly added: readonly string[];
  /** Not published although referenced. */
  readonly withheld: readonly string[];
}

/** Where a run's tasks execute, and how they get their secrets. */
export interface PlannedBackend {
  readonly target: RunTarget;
  /** What the pipeline's config says of it. */
  readonly finding: BackendFinding;
  /** To every process that declares a secret. */
  readonly deliveries: readonly PlannedDelivery[];
  /** Those of its processes that have an executor of their own. */
  readonly others?: OtherExecutors;
  /** Where tasks keep their files, if anything but the usual place is told. */
  readonly workDir?: ConfiguredValue;
}

export interface PlanInput {
  /** The folder that is launched from. */
  readonly folder: LaunchPlace;
  readonly work: Work;
  readonly test: boolean;
  /** Names of processes without a stub. */
  readonly stubless: readonly string[];
  /** The complete command line, its program first. */
  readonly command: readonly string[];
  readonly backend: PlannedBackend;
  /** Every reference that a run of the entry script reads. */
  readonly uses: readonly PlanUse[];
  /** False where some include or config could not be followed, so that uses may be unknown. */
  readonly complete: boolean;
  /** The places of which it is not known what they pull in. */
  readonly gaps?: readonly PlanGap[];
  readonly config?: ConfigReading;
  /** Names that other pipelines of the folder refer to, or files of which nothing is known. */
  readonly elsewhere?: readonly string[];
  /** What a run in this folder would see. */
  readonly catalog: Catalog;
  readonly choices: SecretChoices;
  /** Made-up values take the place of all secrets. */
  readonly canaries?: boolean;
  /** What decides how the winning value of each name arrives; absent for those not yet read. */
  readonly traits: ReadonlyMap<string, ValueTraits>;
  /** Nextflow's own version, null where it cannot be told; absent where nothing depends on it. */
  readonly version?: string | null;
  /** Names of which the developer says that nothing unknown reads them by `secrets.X`. */
  readonly exact?: readonly string[];
}

/**
 * Where what is said of the run's config comes from.
 * - `files`: nothing in its files is computed that decides on secrets or on where tasks run.
 * - `asked`: `nextflow config` has printed it.
 * - `assumed`: Nextflow did not; what the files compute is known only at run time.
 */
export type ConfigReading =
  | { readonly kind: 'files' | 'asked' }
  | {
      readonly kind: 'assumed';
      /** Params of the launch decide, which `nextflow config` does not take; or why it did not print. */
      readonly because:
        { readonly kind: 'params' } | { readonly kind: 'failed'; readonly reason: string };
    };

/** A place at which it cannot be told what a run reads. */
export interface PlanGap {
  readonly kind: 'module' | 'config' | 'template';
  /** Say `modules/align.nf:12`. */
  readonly at: string;
  /** What it names, where that is not there; null where only the run can tell. */
  readonly target: string | null;
}

/** A secret that the run gets, and how. */
export interface PlannedSecret extends Arrival {
  readonly name: SecretName;
  readonly winner: SecretRecord;
  readonly shadowed: readonly SecretRecord[];
  /** Scopes that have not answered and would override the winner. */
  readonly waitingFor: readonly ScopeEntry[];
  readonly uses: readonly PlanUse[];
  /** Its value is made up. */
  readonly canary?: true;
}

/** A secret that is referenced and that the run does not get. */
export interface AbsentSecret extends Absence {
  readonly why:
    | Extract<Resolution, { readonly kind: 'missing' }>
    | { readonly kind: 'withheld' }
    /** It is there, and its store gives the value to nobody. */
    | { readonly kind: 'write-only'; readonly store: StoreKind }
    | { readonly kind: 'unknown'; readonly waitingFor: readonly ScopeEntry[] };
}

/** What a launch will do, complete and before anything of it happens. */
export interface Plan {
  readonly folder: LaunchPlace;
  readonly work: Work;
  readonly test: boolean;
  /** Which of the pipeline's scripts run, where that is not simply all of them. */
  readonly scripts: Consequence | null;
  readonly command: readonly string[];
  readonly backend: PlannedBackend;
  readonly published: readonly PlannedSecret[];
  readonly absent: readonly AbsentSecret[];
  /** Defined, and neither referenced nor added. */
  readonly available: readonly SecretRecord[];
  /** Of these the names that files of the folder refer to which are no part of this run. */
  readonly elsewhere: readonly string[];
  /** References whose names only the run will know. */
  readonly dynamic: readonly PlanUse[];
  readonly complete: boolean;
  readonly gaps: readonly PlanGap[];
  readonly config: ConfigReading;
}
