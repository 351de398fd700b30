import { absenceOf } from '../../arrival/absenceConsequences.ts';
import { type Consequence, type PlanUse } from '../../arrival/consequence.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import type { Catalog, ScopeEntry } from '../../secrets/catalog.ts';
import type { SecretRecord } from '../../secrets/secretRecord.ts';
import { isWriteOnly } from '../../secrets/storeFacts.ts';
import { stubConsequence } from '../launch/stubs.ts';
import { type Arrival, arrivalOf } from './arrival.ts';
import { type AbsentSecret, type Plan, type PlanInput, type PlannedSecret } from './plan.ts';

/** Decides which secrets a run gets and tells what will come of it. */
export function planRun(input: PlanInput): Plan {
  const names = new Set(input.uses.flatMap(({ reference }) => reference.name ?? []));
  const published: PlannedSecret[] = [];
  const absent: AbsentSecret[] = [];
  for (const name of [...new Set([...names, ...input.choices.added])].sort(naturalOrder)) {
    const uses = input.uses.filter(({ reference }) => reference.name === name);
    const resolution = input.catalog.resolve(name);
    if (input.choices.withheld.includes(name)) {
      absent.push({ ...absenceOf(name, uses), why: { kind: 'withheld' } });
    } else if (resolution.kind === 'found' && isWriteOnly(resolution.winner.store)) {
      const { store } = resolution.winner;
      absent.push({ ...absenceOf(name, uses), why: { kind: 'write-only', store } });
    } else if (resolution.kind === 'found') {
      const waitingFor = resolution.certain ? [] : unanswered(input.catalog);
      const { winner, shadowed } = resolution;
      published.push({
        name: winner.name,
        winner,
        shadowed,
        waitingFor,
        uses,
        ...arrival(input, name),
        ...(input.canaries === true && { canary: true as const }),
      });
    } else {
      absent.push({ ...absenceOf(name, uses), why: resolution });
    }
  }
  const chosen = new Set<string>(published.map(({ name }) => name));
  const available = input.catalog.names
    .filter(name => !chosen.has(name) && !names.has(name))
    .flatMap(name => {
      const resolution = input.catalog.resolve(name);
      return resolution.kind === 'found' && !isWriteOnly(resolution.winner.store)
        ? [resolution.winner]
        : [];
    });
  return {
    folder: input.folder,
    work: input.work,
    test: input.test,
    scripts: scriptsOf(input),
    command: input.command,
    backend: input.backend,
    published,
    absent,
    available,
    elsewhere: available.flatMap(({ name }) =>
      input.elsewhere?.includes(name) === true ? [name] : [],
    ),
    dynamic: input.uses.filter(({ reference }) => reference.name === null),
    complete: input.complete,
    gaps: input.gaps ?? [],
    config: input.config ?? { kind: 'files' },
  };
}

/** Tests of nf-test say themselves what they run, and a terminal runs nothing. */
function scriptsOf({ work, test, canaries = false, stubless }: PlanInput): Consequence | null {
  return work.kind === 'pipeline'
    ? stubConsequence(work.options, { test, canaries }, stubless)
    : null;
}

/** The winning records that a plan would publish, so that their values can be read for it. */
export function selectedRecords(
  input: Pick<PlanInput, 'uses' | 'catalog' | 'choices'>,
): readonly SecretRecord[] {
  const names = input.uses.flatMap(({ reference }) => reference.name ?? []);
  return [...new Set([...names, ...input.choices.added])]
    .filter(name => !input.choices.withheld.includes(name))
    .flatMap(name => {
      const resolution = input.catalog.resolve(name);
      return resolution.kind === 'found' && !isWriteOnly(resolution.winner.store)
        ? [resolution.winner]
        : [];
    });
}

/** The names that tasks declare, into which a value that contains one may leak. */
export function declaredNames(uses: readonly PlanUse[]): readonly string[] {
  return [
    ...new Set(
      uses.flatMap(({ reference }) =>
        reference.kind === 'property' ? [] : (reference.name ?? []),
      ),
    ),
  ];
}

function unanswered(catalog: Catalog): readonly ScopeEntry[] {
  return catalog.scopes.filter(({ state }) => state.kind !== 'loaded');
}

/** Nothing is told of a value that was not read yet. */
const unread: Arrival = { form: 'raw', consequences: [], base64: false, exact: 'no' };

function arrival(input: PlanInput, name: string): Arrival {
  const its = input.traits.get(name);
  return its ? arrivalOf(name, its, input) : unread;
}
