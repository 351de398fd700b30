import { count, shortened } from '../count.ts';
import type { Ending, Reference } from '../nextflow/scan/reference.ts';
import type { ArrivalProblem } from './valueTraits.ts';

/** `error`: the run or a task fails, or does what nobody asked for. `info`: nothing breaks. */
export type Severity = 'error' | 'warning' | 'info';

/** What a run would do, in words for people. */
export interface Consequence {
  readonly severity: Severity;
  readonly text: string;
  /** The same in the one line of a row, what matters first; absent where the text is as short. */
  readonly brief?: string;
}

/** A reference that a run reads, and where it stands, say `main.nf:12`. */
export interface PlanUse {
  readonly reference: Reference;
  readonly at: string;
}

/**
 * What a run does without a secret, by what reads it; seen on Nextflow 24.10.0
 * (`test/real/missing.test.ts` holds it).
 */
export function absenceConsequences(
  name: string,
  uses: readonly PlanUse[],
): readonly Consequence[] {
  const grouped = new Map<string, { use: PlanUse; places: string[] }>();
  for (const use of uses) {
    const key = groupKey(use.reference);
    const group = grouped.get(key) ?? { use, places: [] };
    grouped.set(key, { ...group, places: [...group.places, use.at] });
  }
  return [...grouped.values()].map(({ use, places }) =>
    use.reference.ending
      ? endingConsequence(name, use.reference, use.reference.ending, [...new Set(places)])
      : use.reference.kind === 'property'
        ? propertyConsequence(name, use.reference, [...new Set(places)])
        : directiveConsequence(name, use.reference),
  );
}

/** How grave it is for a run that a secret is missing where this reads it. */
export function absenceSeverity({ kind, use, ending }: Reference): Severity {
  const ends = kind !== 'property' || ending !== undefined;
  return use === 'optional' ? 'info' : ends && use === 'required' ? 'error' : 'warning';
}

/** References of one group have one consequence in common. */
function groupKey(reference: Reference): string {
  const { kind, use, place, ending } = reference;
  if (ending) {
    return `${kind} ${use} ${ending.kind} ${ending.text ?? ''}`;
  }
  const apart = kind !== 'property' || (place.kind === 'process' && place.script);
  return `${kind} ${use} ${apart ? reader(reference) : ''}`;
}

/** A run that ends without the secret, and why. */
function endingConsequence(
  name: string,
  reference: Reference,
  ending: Ending,
  at: readonly string[],
): Consequence {
  const ends = ending.sometimes || reference.use === 'conditional' ? 'may end' : 'ends';
  const why = endingText(name, ending);
  return {
    severity: absenceSeverity(reference),
    text: `the run ${ends} at ${at.join(', ')}: ${why}`,
    brief: `the run ${ends}: ${shortened(why, 2 * briefRoom)}`,
  };
}

function endingText(name: string, { kind, text }: Ending): string {
  switch (kind) {
    case 'error':
      return text === null ? `the code requires ${name}` : `“${shortened(text, 2 * briefRoom)}”`;
    case 'member':
      return `null has no ${text === null || text === '' ? 'members' : text}`;
    case 'argument':
      return `${text ?? 'what is called'} does not take null`;
    case 'includeConfig':
      return 'includeConfig finds no config without it';
    case 'empty-list':
      return `the directive is given an empty list ([]), which it does not take; write '' instead`;
  }
}

function propertyConsequence(
  name: string,
  reference: Reference,
  at: readonly string[],
): Consequence {
  const severity = absenceSeverity(reference);
  const places = at.join(', ');
  const few = briefPlaces(at);
  switch (reference.use) {
    case 'optional':
      return {
        severity,
        text: `left out: the code asks first whether it is there (${places})`,
        brief: `left out: the code asks first (${few})`,
      };
    case 'conditional':
    case 'required':
      return reference.place.kind === 'process' && reference.place.script
        ? {
            severity,
            text: `the text “null” goes into the script of ${reference.place.process} (${places}) and the run goes on`,
            brief: `“null” goes into the script of ${briefName(reference.place.process)}`,
          }
        : {
            severity,
            text: `secrets.${name} is null in ${places} and the run goes on`,
            brief: `null in ${few}, and the run goes on`,
          };
  }
}

/** One place by its name, more by their number. */
function briefPlaces(at: readonly string[]): string {
  const [only = '', another] = at;
  return another === undefined && only.length <= briefRoom ? only : count(at.length, 'place');
}

/** Characters of a row that a name of others' making may take. */
const briefRoom = 40;

function briefName(name: string): string {
  return shortened(name, briefRoom);
}

function directiveConsequence(name: string, reference: Reference): Consequence {
  const who = reader(reference);
  const brief = briefName(who);
  const severity = absenceSeverity(reference);
  switch (reference.use) {
    case 'optional':
      return {
        severity,
        text: `left out: ${who} will run without it`,
        brief: `left out: ${brief} will run without it`,
      };
    case 'conditional':
      return {
        severity,
        text: `${who} may fail when submitted, if the code asks for it: secret '${name}' is missing`,
        brief: `${brief} may fail when submitted`,
      };
    case 'required':
      return {
        severity,
        text: `${who} will fail when submitted: secret '${name}' is missing`,
        brief: `${brief} will fail when submitted`,
      };
  }
}

/** Who reads a secret, for people: a process, what a selector selects, or code. */
export function reader({ place }: Reference): string {
  switch (place.kind) {
    case 'process':
      return place.process;
    case 'selector':
      return place.selector === null
        ? 'each process'
        : `each process that ${place.selector} selects`;
    case 'script':
      return 'the script';
    case 'config':
      return 'the config';
  }
}

/** Those who read a secret, for a line that must not grow: the first two, and how many more. */
export function readersText(references: readonly Reference[]): string {
  const all = [...new Set(references.map(reader))];
  return all.length > 3
    ? `${all.slice(0, 2).join(', ')} and ${all.length - 2} more`
    : all.join(', ');
}

/**
 * What happens to a value on its way to those who read it. The cause comes first and is short: the
 * end of a row may be cut off.
 */
export function arrivalConsequence(problem: ArrivalProblem, readers: string): Consequence {
  switch (problem.kind) {
    case 'executes':
      return {
        severity: 'error',
        text: `backticks or quotes: a part of it would run as a command in ${readers}`,
      };
    case 'loses-quotes':
      return {
        severity: 'warning',
        text: `double quotes: they are lost on the way into ${readers}`,
      };
    case 'loses-backslashes':
      return {
        severity: 'warning',
        text: `backslashes: some are lost on the way into ${readers}`,
      };
    case 'task-fails':
      return {
        severity: 'error',
        text: `${failing[problem.because]}: ${readers} will fail before the script starts`,
      };
    case 'withholds-all':
      return {
        severity: 'error',
        text: 'a NUL character: no task of the run receives any secret',
      };
    case 'leaks':
      return {
        severity: 'warning',
        text: `it names ${problem.into.join(', ')}: tasks that declare that receive it too`,
      };
  }
}

/** Of a value that cannot be copied to where tasks of a cloud would read it. */
export const tooLargeForCloud: Consequence = {
  severity: 'error',
  text: 'over 64 KiB, the most that a secret in AWS or Google may have: nothing will be started',
};

/** What to tell of a delicate value where no test has shown what this Nextflow does with it. */
export function unknownArrival(version: string | null, readers: string): Consequence {
  const which =
    version === null ? 'this Nextflow, whose version is not known' : `Nextflow ${version}`;
  return {
    severity: 'warning',
    text: `quotes, backslashes, backticks or dollar signs: whether they arrive in ${readers} was not tested with ${which}`,
  };
}

/** Of a value that was a key of several lines. */
export const brokenKeyConsequence: Consequence = {
  severity: 'warning',
  text: 'a key without its line ends: nothing can read it',
};

/** Of a value that stays visible wherever the run shows it. */
export const shortConsequence: Consequence = {
  severity: 'info',
  text: 'is too short to be redacted from the output or searched for',
};

/** Of a value that any run prints, secret or not. */
export const commonConsequence: Consequence = {
  severity: 'warning',
  text: 'a common word or number: it is neither redacted from the output nor searched for, because it stands in innocent text, too',
  brief: 'a common word or number: neither redacted nor searched for',
};

const failing: Readonly<
  Record<Extract<ArrivalProblem, { kind: 'task-fails' }>['because'], string>
> = {
  newline: 'several lines',
  quote: 'a double quote that is not closed',
  backslash: 'a backslash at its end or before a dollar sign',
  backtick: 'a backtick that is not closed',
  'too-long': 'over 128 KiB, the most that a variable may have',
};
