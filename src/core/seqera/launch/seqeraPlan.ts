import { absenceSeverity, type PlanUse } from '../../arrival/consequence.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import type { ProcessBlock } from '../../nextflow/scan/processBlock.ts';
import { customDefinitionAt } from '../../runs/backends/customJobDefinition.ts';
import type { Catalog, ScopeEntry } from '../../secrets/catalog.ts';
import type { SecretRecord } from '../../secrets/secretRecord.ts';
import type { SecretScope } from '../../secrets/secretScope.ts';
import {
  type ComputeEnvironment,
  type ComputeEnvironmentDetails,
  secretsSupport,
} from '../computeEnvironment.ts';
import type { SavedLaunch, WorkflowLaunch } from '../workflowLaunch.ts';
import type { GitCheckout } from './gitCheckout.ts';

type ScopeKind = SecretScope['kind'];

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
export interface UnselectedSecret {
  readonly name: string;
  readonly why:
    | { readonly kind: 'missing'; readonly similar: readonly string[] }
    | { readonly kind: 'withheld' }
    | { readonly kind: 'unknown'; readonly waitingFor: readonly ScopeEntry[] };
  readonly uses: readonly PlanUse[];
  /** Nothing breaks without it. */
  readonly optional: boolean;
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

/** Selects exactly what the pipeline names, each from the scope that wins, and tells what is amiss. */
export function planSeqeraLaunch(input: SeqeraPlanInput): SeqeraPlan {
  const { catalog, choices, uses } = input;
  const named = new Set(uses.flatMap(({ reference }) => reference.name ?? []));
  const wanted = [...new Set([...named, ...choices.added])].sort(naturalOrder);
  const selected: SelectedSecret[] = [];
  const unselected: UnselectedSecret[] = [];
  for (const name of wanted) {
    const its = uses.filter(({ reference }) => reference.name === name);
    const found = catalog.resolve(name);
    const optional = its.every(({ reference }) => absenceSeverity(reference) === 'info');
    if (choices.withheld.includes(name)) {
      unselected.push({ name, why: { kind: 'withheld' }, uses: its, optional });
    } else if (found.kind === 'found') {
      const scope = found.winner.scope.kind;
      const inBoth = found.shadowed.length > 0;
      selected.push({ name, scope, inBoth, uses: its, savedIn: savedIn(input, name, scope) });
    } else {
      unselected.push({ name, why: found, uses: its, optional });
    }
  }
  const of = (kind: ScopeKind): readonly string[] =>
    selected.filter(({ scope }) => scope === kind).map(({ name }) => name);
  const launch = { ...input.launch, userSecrets: of('user'), workspaceSecrets: of('workspace') };
  return {
    launch,
    environment: input.environment,
    selected,
    unselected,
    unused: unusedOf(input, new Set(wanted)),
    warnings: seqeraWarnings(input, selected),
  };
}

function savedIn(
  { saved }: SeqeraPlanInput,
  name: string,
  scope: ScopeKind,
): SelectedSecret['savedIn'] {
  if (saved === null) {
    return null;
  }
  const [own, other] =
    scope === 'user'
      ? [saved.userSecrets, saved.workspaceSecrets]
      : [saved.workspaceSecrets, saved.userSecrets];
  return own.includes(name) ? 'selected' : other.includes(name) ? 'other-scope' : 'not-selected';
}

function unusedOf(
  { catalog, saved }: SeqeraPlanInput,
  wanted: ReadonlySet<string>,
): SeqeraPlan['unused'] {
  const selected = [...(saved?.userSecrets ?? []), ...(saved?.workspaceSecrets ?? [])];
  const all = catalog.names
    .filter(name => !wanted.has(name))
    .flatMap(name => {
      const found = catalog.resolve(name);
      return found.kind === 'found'
        ? [{ record: found.winner, saved: selected.includes(name) }]
        : [];
    });
  return [...all.filter(one => one.saved), ...all.filter(one => !one.saved)];
}

function seqeraWarnings(
  input: SeqeraPlanInput,
  selected: readonly SelectedSecret[],
): readonly SeqeraWarning[] {
  const { environment, source, complete, uses } = input;
  const computed = uses.filter(({ reference }) => reference.name === null).length;
  return [
    ...(environment.status === 'AVAILABLE'
      ? []
      : [{ kind: 'environment-unavailable', status: environment.status } as const]),
    ...(selected.length === 0 ? [] : secretWarnings(input, selected)),
    ...(source === null ? [] : [{ kind: 'shared-pipeline', source } as const]),
    ...gitWarnings(input),
    ...(complete ? [] : [{ kind: 'uses-unknown' } as const]),
    ...(computed === 0 ? [] : [{ kind: 'computed-names', count: computed } as const]),
  ];
}

function secretWarnings(
  { environment, details, uses, processes }: SeqeraPlanInput,
  selected: readonly SelectedSecret[],
): readonly SeqeraWarning[] {
  const support = secretsSupport(environment.platform);
  if (support !== 'supported') {
    const kind = support === 'unsupported' ? 'platform-without-secrets' : 'platform-undocumented';
    return [{ kind }];
  }
  if (!environment.platform.startsWith('aws-')) {
    return [];
  }
  const head = selected.filter(secret =>
    secret.uses.some(({ reference }) => reference.kind === 'property'),
  );
  const tasks = selected.some(secret =>
    secret.uses.some(({ reference }) => reference.kind !== 'property'),
  );
  const role = details?.headJobRole ?? null;
  const isBatch = environment.platform === 'aws-batch';
  return [
    ...(isBatch ? customDefinitions(uses, processes) : []),
    ...(head.length === 0
      ? []
      : [{ kind: 'head-reads', names: head.map(({ name }) => name), role } as const]),
    ...(isBatch && tasks && details !== null && details.executionRole === null
      ? [{ kind: 'no-execution-role' } as const]
      : []),
  ];
}

function customDefinitions(
  uses: readonly PlanUse[],
  processes: SeqeraPlanInput['processes'],
): readonly SeqeraWarning[] {
  const found = uses.flatMap(({ reference }) => customDefinitionAt(reference, processes) ?? []);
  const byProcess = new Map(found.map(one => [one.process, one]));
  return [...byProcess.values()].map(one => ({ kind: 'custom-job-definition', ...one }));
}

/** What is on this machine, and not where the Platform takes the code from. */
function gitWarnings({ checkout }: SeqeraPlanInput): readonly SeqeraWarning[] {
  if (checkout === null) {
    return [];
  }
  const { changed, ahead, branch, upstream, pushed } = checkout;
  return [
    ...(changed === 0 ? [] : [{ kind: 'changed-files', count: changed } as const]),
    ...(ahead !== null && ahead > 0
      ? [{ kind: 'unpushed-commits', count: ahead, branch: upstream ?? branch ?? '' } as const]
      : []),
    ...(upstream === null && !pushed ? [{ kind: 'unpushed-branch' } as const] : []),
  ];
}
