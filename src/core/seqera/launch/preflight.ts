import { absenceSeverity } from '../../arrival/absenceConsequences.ts';
import { type PlanUse } from '../../arrival/consequence.ts';
import type { SeqeraFailure } from '../../failure.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import type { Result } from '../../result.ts';
import type { Catalog } from '../../secrets/catalog.ts';
import { secretsSupport } from '../computeEnvironment.ts';
import type { LaunchpadPipeline, SavedLaunch } from '../workflowLaunch.ts';

/** A pipeline of the launchpad, with what is known of it before anything of it is launched. */
export interface PreflightInput {
  readonly pipeline: LaunchpadPipeline;
  /** What the launchpad has saved of it. */
  readonly saved: Result<SavedLaunch, SeqeraFailure>;
  /** What a run of its code reads; null where its repository is not open here. */
  readonly code: { readonly uses: readonly PlanUse[]; readonly complete: boolean } | null;
  /** The Platform's secrets, of the user and of the workspace that launches. */
  readonly catalog: Catalog;
}

/**
 * How a name stands in code, in the selection, and among the secrets that there are.
 * - `missing`: the code names it, and no secret is called so.
 * - `not-selected`: the code names it, it exists, and a launch as saved does not give it.
 * - `other-scope`: the workspace's is selected, although yours would override it, or the other way.
 * - `gone`: it is selected, but does not exist any more.
 * - `unused`: it is selected, and the code does not name it.
 * - `unknown`: secrets cannot be listed, so nothing is claimed.
 */
export type PreflightState =
  'fine' | 'missing' | 'not-selected' | 'other-scope' | 'gone' | 'unused' | 'unknown';

export interface PreflightName {
  readonly name: string;
  readonly state: PreflightState;
  readonly similar: readonly string[];
  /** How often the code names it. */
  readonly references: number;
  /** Whether nothing breaks without it. */
  readonly optional: boolean;
}

/** A pipeline of the launchpad, checked. */
export interface Preflight {
  readonly pipeline: LaunchpadPipeline;
  /** Null where its selection could be read. */
  readonly failure: SeqeraFailure | null;
  /** Of what is launched as it is saved; null where its compute environment is not known. */
  readonly environment: SavedLaunch['environment'];
  /** Whether its compute environment gives runs no secrets, although some are selected or named. */
  readonly withoutSecrets: boolean;
  /** `closed`: its repository is not open here; `partly`: not all that it reads is known. */
  readonly code: 'read' | 'partly' | 'closed';
  readonly names: readonly PreflightName[];
}

/** Compares what the code names with what is selected and with what exists. */
export function preflight({ pipeline, saved, code, catalog }: PreflightInput): Preflight {
  const reading = code === null ? 'closed' : code.complete ? 'read' : 'partly';
  if (!saved.ok) {
    const none = { environment: null, withoutSecrets: false, names: [] };
    return { pipeline, failure: saved.error, code: reading, ...none };
  }
  const { environment, userSecrets, workspaceSecrets } = saved.value;
  const uses = code?.uses ?? [];
  const named = uses.flatMap(({ reference }) => reference.name ?? []);
  const all = [...new Set([...named, ...userSecrets, ...workspaceSecrets])].sort(naturalOrder);
  const names = all.map(name => {
    const its = uses.filter(({ reference }) => reference.name === name);
    return checkName(name, its, { saved: saved.value, code, catalog });
  });
  return {
    pipeline,
    failure: null,
    environment,
    withoutSecrets:
      all.length > 0 &&
      environment !== null &&
      secretsSupport(environment.platform) === 'unsupported',
    code: reading,
    names,
  };
}

function checkName(
  name: string,
  its: readonly PlanUse[],
  against: Pick<PreflightInput, 'code' | 'catalog'> & { readonly saved: SavedLaunch },
): PreflightName {
  const found = against.catalog.resolve(name);
  return {
    name,
    state: stateOf(name, its.length > 0, against),
    similar: found.kind === 'missing' ? found.similar : [],
    references: its.length,
    optional: its.length > 0 && its.every(use => absenceSeverity(use.reference) === 'info'),
  };
}

function stateOf(
  name: string,
  inCode: boolean,
  {
    saved,
    code,
    catalog,
  }: Pick<PreflightInput, 'code' | 'catalog'> & { readonly saved: SavedLaunch },
): PreflightState {
  const found = catalog.resolve(name);
  const selected = [
    ...(saved.userSecrets.includes(name) ? (['user'] as const) : []),
    ...(saved.workspaceSecrets.includes(name) ? (['workspace'] as const) : []),
  ];
  if (found.kind !== 'found') {
    return found.kind === 'unknown' ? 'unknown' : inCode ? 'missing' : 'gone';
  }
  if (!found.certain) {
    return 'unknown';
  }
  const there = [found.winner, ...found.shadowed].map(({ scope }) => scope.kind);
  if (selected.length > 0 && !selected.some(scope => there.includes(scope))) {
    return 'gone';
  }
  if (inCode && selected.length === 0) {
    return 'not-selected';
  }
  if (!inCode && code !== null) {
    return 'unused';
  }
  return selected.includes(found.winner.scope.kind) ? 'fine' : 'other-scope';
}
