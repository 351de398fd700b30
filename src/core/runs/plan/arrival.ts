import {
  arrivalConsequence,
  brokenKeyConsequence,
  commonConsequence,
  shortConsequence,
  tooLargeForCloud,
  unknownArrival,
} from '../../arrival/arrivalConsequence.ts';
import { type Consequence, type PlanUse } from '../../arrival/consequence.ts';
import { readersText } from '../../arrival/reader.ts';
import {
  arrivalIsKnown,
  type ArrivalProblem,
  arrivalProblems,
  fitsInBase64,
  isDelicate,
  type StorageForm,
  type ValueTraits,
} from '../../arrival/valueTraits.ts';
import type { Reference } from '../../nextflow/scan/reference.ts';
import { longestInCloud } from '../../secrets/sizeProblem.ts';
import { isCloudTarget, type RunTarget } from '../backends/runTarget.ts';
import type { PlannedDelivery } from '../delivery/plannedDelivery.ts';

/** What of a run decides how its secrets' values arrive. */
export interface ArrivalContext {
  /** Every reference that the run reads. */
  readonly uses: readonly PlanUse[];
  /** False where some include or config could not be followed, so that uses may be unknown. */
  readonly complete: boolean;
  /** Nextflow's own version, null where it cannot be told; absent where nothing depends on it. */
  readonly version?: string | null;
  readonly backend: {
    readonly target: RunTarget;
    readonly deliveries: readonly PlannedDelivery[];
  };
  /** Names of which the developer says that nothing unknown reads them by `secrets.X`. */
  readonly exact?: readonly string[];
}

/** How a value arrives, what to tell of it, and what would mend it. */
export interface Arrival {
  /** How it is written to the run's store file. */
  readonly form: StorageForm;
  readonly consequences: readonly Consequence[];
  /** Base64 would bring it there whole. */
  readonly base64: boolean;
  /**
   * Escaping would, were it certain that no unknown code reads it by `secrets.X`, of which the
   * developer may be sure; `chosen` where the developer has said so.
   */
  readonly exact: 'no' | 'offered' | 'chosen';
}

/**
 * What comes of a value of these traits in a run: the one answer, for the prompt that stores a
 * value and for the plan that uses it. Only tasks that get it from the store file read it through a
 * shell; `secrets.X` reads exactly what is stored, so escaping is right only where nothing does that.
 */
export function arrivalOf(name: string, its: ValueTraits, context: ArrivalContext): Arrival {
  const { tasks, nextflow } = readersOf(name, context);
  const shared = readsStoreFile(context.backend);
  const raw = arrivalProblems(name, its, 'raw');
  const escaped = arrivalProblems(name, its, 'escaped');
  const known = isKnown(name, its, context.version);
  const chosen = (context.exact ?? []).includes(name);
  // Escaping is left alone where nothing is gained: its rules are Nextflow's to change.
  const helps = shared && known && raw.length > escaped.length;
  const escapes = helps && nextflow !== 'certainly' && (nextflow === 'no' || chosen);
  const problems = concerning(escapes || !known ? escaped : raw, tasks, shared);
  const untested = !known && tasks.length > 0;
  const choosable = helps && isChoosable(nextflow, tasks, escaped);
  return {
    form: escapes ? 'escaped' : 'raw',
    consequences: consequencesOf(its, context, { problems, tasks, untested }),
    base64: (untested || problems.length > 0) && fitsInBase64(name, its),
    exact: choiceOf(choosable, chosen),
  };
}

/** The problems that somebody has: those who read it, or all whose tasks share the store file. */
function concerning(
  problems: readonly ArrivalProblem[],
  tasks: readonly PlanUse[],
  shared: boolean,
): readonly ArrivalProblem[] {
  return problems.filter(
    ({ kind }) => tasks.length > 0 || (shared && (kind === 'withholds-all' || kind === 'leaks')),
  );
}

/** Whether escaping is right if the developer says so, and mends everything. */
function isChoosable(
  nextflow: Readers['nextflow'],
  tasks: readonly PlanUse[],
  escaped: readonly ArrivalProblem[],
): boolean {
  return nextflow === 'perhaps' && tasks.length > 0 && escaped.length === 0;
}

function choiceOf(choosable: boolean, chosen: boolean): Arrival['exact'] {
  return !choosable ? 'no' : chosen ? 'chosen' : 'offered';
}

function consequencesOf(
  its: ValueTraits,
  { backend, version = null }: ArrivalContext,
  found: {
    readonly problems: readonly ArrivalProblem[];
    readonly tasks: readonly PlanUse[];
    readonly untested: boolean;
  },
): readonly Consequence[] {
  const readers = readersText(found.tasks.map(({ reference }) => reference));
  return [
    ...(isTooLarge(its, backend) ? [tooLargeForCloud] : []),
    ...found.problems.map(problem => arrivalConsequence(problem, readers)),
    ...(found.untested ? [unknownArrival(version, readers)] : []),
    ...(its.brokenKey ? [brokenKeyConsequence] : []),
    ...(its.tooShort ? [shortConsequence] : []),
    ...(its.tooCommon && !its.tooShort ? [commonConsequence] : []),
  ];
}

function isKnown(name: string, its: ValueTraits, version: string | null | undefined): boolean {
  return version === undefined || !isDelicate(name, its) || arrivalIsKnown(its, version);
}

interface Readers {
  /** The tasks that get it through a shell. */
  readonly tasks: readonly PlanUse[];
  /** Whether `secrets.X` reads it; `perhaps`: by a name or in code that only a run knows. */
  readonly nextflow: 'no' | 'perhaps' | 'certainly';
}

function readersOf(name: string, { uses, complete, backend }: ArrivalContext): Readers {
  const own = uses.filter(({ reference }) => reference.name === name);
  const computed = uses.filter(({ reference }) => reference.name === null);
  // A secret that nothing names was added for the references that compute a name.
  const tasks = (own.length > 0 ? own : computed).filter(
    ({ reference }) => reference.kind !== 'property' && isThroughShell(reference, backend),
  );
  const reads = ({ reference }: PlanUse): boolean => reference.kind === 'property';
  const perhaps = !complete || computed.some(reads);
  return { tasks, nextflow: own.some(reads) ? 'certainly' : perhaps ? 'perhaps' : 'no' };
}

function isTooLarge({ bytes }: ValueTraits, { target }: ArrivalContext['backend']): boolean {
  return isCloudTarget(target) && bytes > longestInCloud;
}

/** Whether any task reads the store file, which all share. */
function readsStoreFile({ target, deliveries }: ArrivalContext['backend']): boolean {
  return !isCloudTarget(target) || deliveries.some(({ delivery }) => delivery === 'store-file');
}

/** Whether a task reads a secret as the shell reads the store file; a fetched one is exact. */
function isThroughShell({ place }: Reference, backend: ArrivalContext['backend']): boolean {
  const deliveries = backend.deliveries.filter(
    ({ process }) => place.kind !== 'process' || process === place.process,
  );
  return readsStoreFile({ ...backend, deliveries });
}
