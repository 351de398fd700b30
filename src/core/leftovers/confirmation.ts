import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';
import { isProvablyOver, type Leftover } from './leftover.ts';
import { doubtText } from './leftoverLine.ts';
import { leftoverName } from './leftoverName.ts';
import { recoveryDays } from './removalMethod.ts';

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
  const shown = leftovers.slice(0, 8).map(leftoverName);
  const more = leftovers.length - shown.length;
  return `\n${shown.join('\n')}${more > 0 ? `\n${l10n.t('and {0} more', more)}` : ''}`;
}
