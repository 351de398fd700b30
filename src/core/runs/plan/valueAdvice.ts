import * as l10n from '@vscode/l10n';
import type { Consequence, PlanUse } from '../../arrival/consequence.ts';
import { traitsOf } from '../../arrival/valueTraits.ts';
import { type LostLineEnds, lostLineEnds } from '../../lineEnds/lostLineEnds.ts';
import { localTarget } from '../backends/runTarget.ts';
import { type Arrival, type ArrivalContext, arrivalOf } from './arrival.ts';
import { declaredNames } from './planRun.ts';

/** What to tell of a value before it is stored. */
export interface ValueAdvice {
  /** What a run would make of it, as its plan says. Empty where it arrives as it is. */
  readonly consequences: readonly Consequence[];
  /** Whether blanks or line ends stand at an end, as pasting leaves them. */
  readonly padded: boolean;
  /** Whether base64 would bring it there whole. */
  readonly base64: boolean;
  /** Whether escaping would, were it certain that no unknown code reads it by `secrets.X`. */
  readonly exact: boolean;
  /** What a key on one line has lost. */
  readonly lineEnds: LostLineEnds | null;
}

/** Looks at a value as the plans of these pipelines will. */
export function adviseOnValue(
  name: string,
  value: string,
  contexts: readonly ArrivalContext[],
): ValueAdvice {
  const arrivals = contextsFor(name, contexts).map(context =>
    arrivalOf(name, traitsOf(value, declaredNames(context.uses)), context),
  );
  return {
    consequences: consequencesOf(arrivals),
    padded: isPadded(value),
    base64: arrivals.some(({ base64 }) => base64),
    exact: arrivals.some(({ exact }) => exact === 'offered'),
    lineEnds: lostLineEnds(value),
  };
}

/** Whether a value is to be asked about before it is stored. */
export function isQuestionable({ consequences, padded, lineEnds }: ValueAdvice): boolean {
  return padded || lineEnds !== null || consequences.some(({ severity }) => severity !== 'info');
}

/** The line of a task's script that gives the value back. */
export function decodeLine(name: string): string {
  return `${name}=\\$(printf %s "\\$${name}" | base64 -d)`;
}

/** What of a workspace without a pipeline can be said. */
const noPipeline: ArrivalContext = {
  uses: [],
  complete: true,
  backend: { target: localTarget, deliveries: [] },
};

/** The pipelines that read a name; where none does yet, all, as if a task of each declared it. */
function contextsFor(name: string, contexts: readonly ArrivalContext[]): readonly ArrivalContext[] {
  const reading = contexts.filter(({ uses }) =>
    uses.some(({ reference }) => reference.name === name),
  );
  if (reading.length > 0) {
    return reading;
  }
  const all = contexts.length > 0 ? contexts : [noPipeline];
  return all.map(context => ({ ...context, uses: [...context.uses, laterUse(name)] }));
}

function laterUse(name: string): PlanUse {
  return {
    at: '',
    reference: {
      kind: 'directive',
      name,
      use: 'required',
      span: { start: 0, end: 0 },
      place: { kind: 'process', process: l10n.t("a task with secret '{0}'", name), script: false },
    },
  };
}

/** Each once, the gravest first. */
function consequencesOf(arrivals: readonly Arrival[]): readonly Consequence[] {
  const byText = new Map(
    arrivals.flatMap(({ consequences }) => consequences.map(one => [one.text, one])),
  );
  const rank = { error: 0, warning: 1, info: 2 };
  return [...byText.values()].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** A text of several lines ends with one line end, as files do. */
function isPadded(value: string): boolean {
  const bare = value.trim();
  return value !== bare && !(bare.includes('\n') && /^\r?\n$/.test(value.slice(bare.length)));
}
