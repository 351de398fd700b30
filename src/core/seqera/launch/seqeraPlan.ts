import type { Absence } from '../../arrival/absenceConsequences.ts';
import type { PlanUse } from '../../arrival/consequence.ts';
import type { ProcessBlock } from '../../nextflow/scan/scriptBlocks.ts';
import type { Catalog, ScopeEntry } from '../../secrets/catalog.ts';
import type { SecretRecord } from '../../secrets/secretRecord.ts';
import type { SecretScope } from '../../secrets/secretScope.ts';
import { type ComputeEnvironment, type ComputeEnvironmentDetails } from '../computeEnvironment.ts';
import type { SavedLaunch, WorkflowLaunch } from '../workflowLaunch.ts';
import type { GitCheckout } from './gitCheckout.ts';

export type ScopeKind = SecretScope['kind'];

/** What a launch is planned on. */
export interface SeqeraPlanInput {
  /** Every reference that a run of the entry script reads. */
  readonly uses: readonly PlanUse[];
  readonly processes: readonly Pick<ProcessBlock, 'name' | 'directives'>[];
  /** False where it cannot be told what all of the run reads. */
  readonly complete: boolean;
  /** The Platform's secrets, of the user and of the workspace that launches. */
  readonly catalog: Catalog;
  readonly environment: ComputeEnvironment;
  /** Null where the Platform does not tell them to this user. */
  readonly details: ComputeEnvironmentDetails | null;
  /** What is launched, but for its secrets. */
  readonly launch: Omit<WorkflowLaunch, 'userSecrets' | 'workspaceSecrets'>;
  /** What the launchpad has of the pipeline; null for one that is launched by its repository. */
  readonly saved: Pick<SavedLaunch, 'userSecrets' | 'workspaceSecrets'> | null;
  /** The workspace that shares the pipeline, say `genomics/references`; null for an own one. */
  readonly source: string | null;
  /** Of the folder whose code was read; null where it is in no repository. */
  readonly checkout: GitCheckout | null;
  readonly choices: SeqeraChoices;
}

/** What a developer changed of the selection. */
export interface SeqeraChoices {
  readonly added: readonly string[];
  readonly withheld: readonly string[];
}

/** A secret that the run gets. */
export interface SelectedSecret {
  readonly name: string;
  /** The scope that wins, whose list names it. */
  readonly scope: ScopeKind;
  /** Whether the other scope has the name, too. */
  readonly inBoth: boolean;
  readonly uses: readonly PlanUse[];
  /** Null where there is no launchpad pipeline that could select it. */
  readonly savedIn: 'selected' | 'other-scope' | 'not-selected' | null;
}

/** A secret that the code names and the run does not get. */
export interface UnselectedSecret extends Absence {
  readonly why:
    | { readonly kind: 'missing'; readonly similar: readonly string[] }
    | { readonly kind: 'withheld' }
    | { readonly kind: 'unknown'; readonly waitingFor: readonly ScopeEntry[] };
}

/** What may go wrong with secrets, or with what is launched. */
export type SeqeraWarning =
  | { readonly kind: 'environment-unavailable'; readonly status: string }
  | { readonly kind: 'platform-without-secrets' }
  | { readonly kind: 'platform-undocumented' }
  | {
      readonly kind: 'custom-job-definition';
      readonly process: string;
      readonly definition: string;
    }
  /** The head job reads these itself, for which listing secrets is not enough. */
  | { readonly kind: 'head-reads'; readonly names: readonly string[]; readonly role: string | null }
  /** Nothing hands secrets to containers. */
  | { readonly kind: 'no-execution-role' }
  | { readonly kind: 'shared-pipeline'; readonly source: string }
  | { readonly kind: 'changed-files'; readonly count: number }
  | { readonly kind: 'unpushed-commits'; readonly count: number; readonly branch: string }
  | { readonly kind: 'unpushed-branch' }
  | { readonly kind: 'uses-unknown' }
  | { readonly kind: 'computed-names'; readonly count: number };

/** What a launch on the Platform will be, before anything of it happens. */
export interface SeqeraPlan {
  readonly launch: WorkflowLaunch;
  readonly environment: ComputeEnvironment;
  readonly selected: readonly SelectedSecret[];
  readonly unselected: readonly UnselectedSecret[];
  /** They exist, and nothing names them; those that the launchpad selects first. */
  readonly unused: readonly { readonly record: SecretRecord; readonly saved: boolean }[];
  readonly warnings: readonly SeqeraWarning[];
}
