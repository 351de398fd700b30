import * as l10n from '@vscode/l10n';
import { absenceSeverity } from '../arrival/absenceConsequences.ts';
import { type Severity } from '../arrival/consequence.ts';
import { plural } from '../count.ts';
import { escapeIcons, iconLabel } from '../iconLabel.ts';
import type { FileAnalysis } from '../nextflow/files/analyse.ts';
import type { Span } from '../nextflow/groovy/span.ts';
import type { Reference } from '../nextflow/scan/reference.ts';
import { customDefinitionAt } from '../runs/backends/customJobDefinition.ts';
import { parseSecretName } from '../secrets/secretName.ts';
import { foundName } from '../words/foundName.ts';
import { waitingText } from '../words/waitingText.ts';
import type { Resolve } from './findFindings.ts';

/** A line above code that tells what a run does there, and what a click on it does. */
export type Lens = NameLens | EntryLens;

interface LensBase {
  readonly span: Span;
  /** With codicons: `$(key) yours, overrides workspace`. */
  readonly title: string;
}

/** Where a run takes the secret of a reference from. */
export interface NameLens extends LensBase {
  readonly action: 'add' | 'rename' | 'reveal' | null;
  readonly name: string;
}

/** On the entry workflow. */
export interface EntryLens extends LensBase {
  readonly action: 'run' | 'test' | 'canary';
}

/** One lens for each name of a line; `lineOf` gives the line of an offset. */
export function* findLenses(
  { references, processes }: FileAnalysis,
  resolve: Resolve,
  lineOf: (offset: number) => number,
): Generator<NameLens> {
  const seen = new Set<string>();
  for (const reference of references) {
    const { name, span } = reference;
    const key = `${lineOf(span.start)} ${name ?? ''}`;
    if (name === null || seen.has(key)) {
      continue;
    }
    seen.add(key);
    const lens = standing(name, absenceSeverity(reference), resolve);
    const unserved = customDefinitionAt(reference, processes)
      ? [l10n.t('custom job definition')]
      : [];
    yield { span, name, ...lens, title: [lens.title, ...unserved].join(' · ') };
  }
}

/**
 * The lenses on the entry workflow: run it, with how many of the secrets that these references
 * name, or how many are missing, and test it, also for leaks where it has any to lose.
 */
export function* entryLenses(
  { entry }: FileAnalysis,
  references: readonly Reference[],
  resolve: Resolve,
): Generator<EntryLens> {
  if (entry) {
    yield {
      span: entry,
      title: iconLabel`$(play) ${runTitle(references, resolve)}`,
      action: 'run',
    };
    yield { span: entry, title: iconLabel`$(beaker) ${l10n.t('Test run')}`, action: 'test' };
    if (references.length > 0) {
      yield { span: entry, title: iconLabel`$(eye) ${l10n.t('Test for leaks')}`, action: 'canary' };
    }
  }
}

function runTitle(references: readonly Reference[], resolve: Resolve): string {
  const names = new Set(references.flatMap(({ name }) => name ?? []));
  const needed = new Set(
    references.flatMap(reference =>
      absenceSeverity(reference) === 'info' ? [] : (reference.name ?? []),
    ),
  );
  const missing = [...needed].filter(name => resolve(name).kind === 'missing').length;
  const unknown = [...needed].filter(name => resolve(name).kind === 'unknown').length;
  const found = [...names].filter(name => resolve(name).kind === 'found').length;
  if (missing > 0) {
    return l10n.t('Run ({0} missing)', missing);
  }
  return unknown > 0
    ? l10n.t('Run ({0} not known)', unknown)
    : plural(
        found,
        l10n.t('Run with 1 secret'),
        l10n.t('Run with {0} secrets', found),
        l10n.t('Run with no secrets'),
      );
}

function standing(
  name: string,
  absence: Severity,
  resolve: Resolve,
): Pick<NameLens, 'title' | 'action'> {
  if (!parseSecretName(name).ok) {
    const icon = absence === 'error' ? 'error' : 'warning';
    return {
      title: `$(${icon}) ${l10n.t('{0}: not a valid secret name', escapeIcons(name))}`,
      action: 'rename',
    };
  }
  const resolution = resolve(name);
  switch (resolution.kind) {
    case 'found': {
      const found = foundName(resolution);
      const where = resolution.certain
        ? found
        : l10n.t('{0}, unless a user secret that is not known overrides it', found);
      return { title: iconLabel`$(key) ${name}: ${where}`, action: 'reveal' };
    }
    case 'missing':
      return absence === 'info'
        ? {
            title: iconLabel`$(circle-slash) ${l10n.t('{0}: not set, optional', name)}`,
            action: 'add',
          }
        : {
            title: `$(${absence}) ${l10n.t('{0} is {1}: add…', escapeIcons(name), resolution.away ? l10n.t('not in this browser') : l10n.t('missing'))}`,
            action: 'add',
          };
    case 'unknown':
      return {
        title: iconLabel`$(question) ${l10n.t('{0}: not known, {1}', name, waitingText(resolution.waitingFor))}`,
        action: null,
      };
  }
}
