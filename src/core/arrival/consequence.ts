import * as l10n from '@vscode/l10n';
import { plural, shortened } from '../count.ts';
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
  const ends =
    ending.sometimes || reference.use === 'conditional' ? l10n.t('may have ended') : 'ends';
  const why = endingText(name, ending);
  return {
    severity: absenceSeverity(reference),
    text: l10n.t('the run {0} at {1}: {2}', ends, at.join(', '), why),
    brief: l10n.t('the run {0}: {1}', ends, shortened(why, 2 * briefRoom)),
  };
}

function endingText(name: string, { kind, text }: Ending): string {
  switch (kind) {
    case 'error':
      return text === null
        ? l10n.t('the code requires {0}', name)
        : `“${shortened(text, 2 * briefRoom)}”`;
    case 'member':
      return l10n.t('null has no {0}', text === null || text === '' ? l10n.t('members') : text);
    case 'argument':
      return l10n.t('{0} does not accept null', text ?? l10n.t('what is called'));
    case 'parameter':
      return l10n.t('the parameter {0} needs a value', text ?? '');
    case 'includeConfig':
      return l10n.t('includeConfig finds no config without it');
    case 'empty-list':
      return l10n.t("the directive does not accept an empty list ([]). Write '' instead");
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
        text: l10n.t('skipped: the code first checks whether it is set ({0})', places),
        brief: l10n.t('skipped: the code checks first ({0})', few),
      };
    case 'conditional':
    case 'required':
      return reference.place.kind === 'process' && reference.place.script
        ? {
            severity,
            text: l10n.t(
              'the text “null” is written into the script of {0} ({1}), and the run continues',
              reference.place.process,
              places,
            ),
            brief: l10n.t(
              '“null” is written into the script of {0}',
              briefName(reference.place.process),
            ),
          }
        : {
            severity,
            text: l10n.t('secrets.{0} is null in {1}, and the run continues', name, places),
            brief: l10n.t('null in {0}, and the run continues', few),
          };
  }
}

/** One place by its name, more by their number. */
function briefPlaces(at: readonly string[]): string {
  const [only = '', another] = at;
  return another === undefined && only.length <= briefRoom
    ? only
    : plural(at.length, l10n.t('1 place'), l10n.t('{0} places', at.length));
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
        text: l10n.t('skipped: {0} will run without it', who),
        brief: l10n.t('skipped: {0} will run without it', brief),
      };
    case 'conditional':
      return {
        severity,
        text: l10n.t(
          "{0} may fail when submitted, if the code asks for it: secret '{1}' is missing",
          who,
          name,
        ),
        brief: l10n.t('{0} may fail when submitted', brief),
      };
    case 'required':
      return {
        severity,
        text: l10n.t("{0} will fail when submitted: secret '{1}' is missing", who, name),
        brief: l10n.t('{0} will fail when submitted', brief),
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
        ? l10n.t('each process')
        : l10n.t('each process that {0} selects', place.selector);
    case 'script':
      return l10n.t('the script');
    case 'config':
      return l10n.t('the config');
  }
}

/** Those who read a secret, for a line that must not grow: the first two, and how many more. */
export function readersText(references: readonly Reference[]): string {
  const all = [...new Set(references.map(reader))];
  return all.length > 3
    ? l10n.t('{0} and {1} more', all.slice(0, 2).join(', '), all.length - 2)
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
        text: l10n.t('backticks or quotes: part of it would run as a command in {0}', readers),
      };
    case 'loses-quotes':
      return {
        severity: 'warning',
        text: l10n.t('double quotes: they are lost in {0}', readers),
      };
    case 'loses-backslashes':
      return {
        severity: 'warning',
        text: l10n.t('backslashes: some are lost in {0}', readers),
      };
    case 'task-fails':
      return {
        severity: 'error',
        text: l10n.t(
          '{0}: {1} will fail before the script starts',
          failing[problem.because],
          readers,
        ),
      };
    case 'withholds-all':
      return {
        severity: 'error',
        text: l10n.t('a NUL character: no task of the run gets any secret'),
      };
    case 'leaks':
      return {
        severity: 'warning',
        text: l10n.t(
          'it contains the name {0}: tasks that declare {0} also get it',
          problem.into.join(', '),
        ),
      };
  }
}

/** Of a value that cannot be copied to where tasks of a cloud would read it. */
export const tooLargeForCloud: Consequence = {
  severity: 'error',
  text: l10n.t(
    'over 64 KiB, the limit of a secret in AWS or Google Cloud. Nothing will be started',
  ),
};

/** What to tell of a delicate value where no test has shown what this Nextflow does with it. */
export function unknownArrival(version: string | null, readers: string): Consequence {
  const which =
    version === null
      ? l10n.t('this Nextflow, whose version is not known')
      : l10n.t('Nextflow {0}', version);
  return {
    severity: 'warning',
    text: l10n.t(
      'quotes, backslashes, backticks or dollar signs: not tested in {0} with {1}',
      readers,
      which,
    ),
  };
}

/** Of a value that was a key of several lines. */
export const brokenKeyConsequence: Consequence = {
  severity: 'warning',
  text: l10n.t('a key without its line breaks: no program can read it'),
};

/** Of a value that stays visible wherever the run shows it. */
export const shortConsequence: Consequence = {
  severity: 'info',
  text: l10n.t('is too short to be redacted from the output or searched for'),
};

/** Of a value that any run prints, secret or not. */
export const commonConsequence: Consequence = {
  severity: 'warning',
  text: l10n.t(
    'a common word or number. It is not redacted from the output and not searched for, because it also occurs in harmless text',
  ),
  brief: l10n.t('a common word or number: not redacted and not searched for'),
};

const failing: Readonly<
  Record<Extract<ArrivalProblem, { kind: 'task-fails' }>['because'], string>
> = {
  newline: l10n.t('several lines'),
  quote: l10n.t('an unclosed double quote'),
  backslash: l10n.t('a backslash at its end or before a dollar sign'),
  backtick: l10n.t('an unclosed backtick'),
  'too-long': l10n.t('over 128 KiB, the limit of an environment variable'),
};
