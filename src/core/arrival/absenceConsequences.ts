import * as l10n from '@vscode/l10n';
import { plural, shortened } from '../count.ts';
import type { Ending, Reference } from '../nextflow/scan/reference.ts';
import { type Consequence, type PlanUse, type Severity } from './consequence.ts';
import { reader } from './reader.ts';

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

/** A secret that a run does not get. */
export interface Absence {
  readonly name: string;
  readonly uses: readonly PlanUse[];
  /** What the run does without it. */
  readonly consequences: readonly Consequence[];
  /** Nothing breaks without it. */
  readonly optional: boolean;
}

/** What comes of it that a run does not get a secret. */
export function absenceOf(name: string, uses: readonly PlanUse[]): Absence {
  const consequences = absenceConsequences(name, uses);
  const optional = consequences.every(({ severity }) => severity === 'info');
  return { name, uses, consequences, optional };
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
  const scripted = place.kind === 'process' && place.script && use !== 'optional';
  const apart = kind !== 'property' || scripted;
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
  const why = endingTexts[ending.kind](name, ending.text);
  return {
    severity: absenceSeverity(reference),
    text: l10n.t('the run {0} at {1}: {2}', ends, at.join(', '), why),
    brief: l10n.t('the run {0}: {1}', ends, shortened(why, 2 * briefRoom)),
  };
}

/** Why a run ends, by the secret's name and what the ending tells. */
const endingTexts: Readonly<Record<Ending['kind'], (name: string, text: string | null) => string>> =
  {
    error: (name, text) =>
      text === null ? l10n.t('the code requires {0}', name) : `“${shortened(text, 2 * briefRoom)}”`,
    member: (_, text) =>
      l10n.t('null has no {0}', text === null || text === '' ? l10n.t('members') : text),
    operator: (_, text) => l10n.t('the operator {0} does not accept null', text ?? ''),
    argument: (_, text) =>
      l10n.t('{0} does not accept null', text ?? l10n.t('the function that is called')),
    parameter: (_, text) => l10n.t('the parameter {0} needs a value', text ?? ''),
    includeConfig: () => l10n.t('includeConfig finds no config without it'),
    'no-file': (_, text) => l10n.t('there is no file {0}', text ?? ''),
    'empty-list': () =>
      l10n.t("the directive does not accept an empty list ([]). Write '' instead"),
  };

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
  const { place } = reference;
  // A selector says by itself that it is about processes.
  const brief = briefName(place.kind === 'selector' ? (place.selector ?? who) : who);
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
          "{0} may fail when submitted, on some paths through the code: secret '{1}' is missing",
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
