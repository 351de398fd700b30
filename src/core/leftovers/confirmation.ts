import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';
import { type CloudLeftover, isProvablyOver, isRemovable, type Leftover } from './leftover.ts';
import { attributionSentence, attributionText, doubtText, leftoverLine } from './leftoverLine.ts';
import { costText, priceNote } from './monthlyCost.ts';

/** How one leftover would be removed. */
export type RemovalMethod =
  /** For good, at once. */
  | 'for-good'
  /** So that it can be restored for a week. */
  | 'restorable';

/**
 * Our own are removed for good, as at the end of a run. What may be somebody else's is removed so
 * that it can be restored, where the cloud has that.
 */
export function removalMethod(leftover: Leftover): RemovalMethod {
  const others =
    leftover.kind === 'cloud' && leftover.what === 'secret' && !isProvablyOver(leftover);
  return others && leftover.cloud === 'aws' ? 'restorable' : 'for-good';
}

/** Days for which what is removed in AWS can be restored: the least that AWS takes. */
export const recoveryDays = 7;

/** What a removal would do, as Markdown; nothing of it has happened. */
export function dryRunText(leftovers: readonly Leftover[], now: number): string {
  const removable = leftovers.filter(isRemovable);
  const provable = removable.filter(isProvablyOver);
  const others = removable.filter(leftover => !isProvablyOver(leftover));
  const kept = leftovers.filter(leftover => !isRemovable(leftover));
  return [
    l10n.t('# What would be removed'),
    l10n.t('Nothing was done.'),
    ...section(
      l10n.t('Yours, and their runs have ended'),
      l10n.t('Removed for good, without asking.'),
      provable,
      now,
    ),
    ...section(l10n.t('Possibly not yours'), l10n.t('Removed only when you confirm.'), others, now),
    ...section(l10n.t('Stays'), l10n.t('In use by a run, or already removed.'), kept, now),
    ...(costText(removable) === ''
      ? []
      : [l10n.t('Saves {0}. {1}', costText(removable), priceNote)]),
  ].join('\n\n');
}

function section(
  title: string,
  sentence: string,
  leftovers: readonly Leftover[],
  now: number,
): string[] {
  if (leftovers.length === 0) {
    return [];
  }
  const rows = leftovers.map(leftover => {
    const method =
      isRemovable(leftover) && removalMethod(leftover) === 'restorable' ? restorable : '';
    return `- \`${nameOf(leftover)}\` ${leftoverLine(leftover, now)}${method}`;
  });
  return [`## ${title} (${leftovers.length})`, sentence, rows.join('\n'), ...reasons(leftovers)];
}

const restorable = ` · ${l10n.t('restorable for {0} days', recoveryDays)}`;

/** Each reason once, however many leftovers it is about. */
function reasons(leftovers: readonly Leftover[]): string[] {
  const clouds = leftovers.filter(
    (leftover): leftover is CloudLeftover => leftover.kind === 'cloud',
  );
  const sentences = new Set(
    clouds.map(
      ({ attribution }) => `_${attributionText(attribution)}_: ${attributionSentence(attribution)}`,
    ),
  );
  return [...sentences];
}

/** What a confirmation asks before leftovers are removed, and what it adds. */
export function confirmation(leftovers: readonly Leftover[]): {
  readonly question: string;
  readonly detail: string;
} {
  const others = leftovers.filter(leftover => !isProvablyOver(leftover));
  return {
    question:
      others.length === 0
        ? plural(
            leftovers.length,
            l10n.t('Remove 1 leftover?'),
            l10n.t('Remove {0} leftovers?', leftovers.length),
          )
        : plural(
            leftovers.length,
            l10n.t('Remove 1 leftover that may not be yours?'),
            l10n.t('Remove {0} leftovers that may not be yours?', leftovers.length),
          ),
    detail: [...consequences(leftovers, others), listed(leftovers)].join('\n'),
  };
}

/** What a removal cannot undo, and what it may break. */
function consequences(
  leftovers: readonly Leftover[],
  others: readonly Leftover[],
): readonly string[] {
  const ours = leftovers.filter(isProvablyOver);
  const clouds = others.filter(leftover => leftover.kind === 'cloud');
  const definitions = clouds.filter(({ what }) => what === 'job-definition');
  const secrets = clouds.filter(({ what }) => what === 'secret');
  const aws = secrets.filter(({ cloud }) => cloud === 'aws');
  const google = secrets.filter(({ cloud }) => cloud === 'google');
  const files = others.filter(leftover => leftover.kind === 'file');
  const doubts = new Set(files.flatMap(({ doubt }) => doubt ?? []));
  const none = '';
  return [
    others.length === 0
      ? none
      : l10n.t('A run that has not ended and needs one of them will fail.'),
    plural(
      ours.length,
      l10n.t('1 leftover of your ended runs: cannot be undone.'),
      l10n.t('{0} leftovers of your ended runs: cannot be undone.', ours.length),
      none,
    ),
    plural(
      aws.length,
      l10n.t('1 secret in AWS can be restored for {0} days.', recoveryDays),
      l10n.t('{0} secrets in AWS can be restored for {1} days.', aws.length, recoveryDays),
      none,
    ),
    plural(
      google.length,
      l10n.t('1 secret in Google Cloud cannot be restored. This cannot be undone.'),
      l10n.t(
        '{0} secrets in Google Cloud cannot be restored. This cannot be undone.',
        google.length,
      ),
      none,
    ),
    plural(
      definitions.length,
      l10n.t('1 job definition cannot be activated again: cannot be undone.'),
      l10n.t(
        '{0} job definitions cannot be activated again: cannot be undone.',
        definitions.length,
      ),
      none,
    ),
    plural(
      files.length,
      l10n.t('1 file on this machine: cannot be undone.'),
      l10n.t('{0} files on this machine: cannot be undone.', files.length),
      none,
    ),
    ...[...doubts].map(doubt => l10n.t('Some files {0}.', doubtText(doubt))),
  ].filter(text => text !== none);
}

function listed(leftovers: readonly Leftover[]): string {
  const shown = leftovers.slice(0, 8).map(nameOf);
  const more = leftovers.length - shown.length;
  return `\n${shown.join('\n')}${more > 0 ? `\n${l10n.t('and {0} more', more)}` : ''}`;
}

/** `2 secrets, 1 job definition`. */
export function countClouds(leftovers: readonly CloudLeftover[]): string {
  const definitions = leftovers.filter(({ what }) => what === 'job-definition').length;
  const secrets = leftovers.length - definitions;
  return [
    ...(secrets === 0 ? [] : [plural(secrets, l10n.t('1 secret'), l10n.t('{0} secrets', secrets))]),
    ...(definitions === 0
      ? []
      : [
          plural(
            definitions,
            l10n.t('1 job definition'),
            l10n.t('{0} job definitions', definitions),
          ),
        ]),
  ].join(', ');
}

/** The key or the path. */
export function nameOf(leftover: Leftover): string {
  return leftover.kind === 'cloud' ? leftover.key : leftover.path;
}
