import * as l10n from '@vscode/l10n';
import { costText, priceNote } from './costText.ts';
import { type CloudLeftover, isProvablyOver, isRemovable, type Leftover } from './leftover.ts';
import { attributionSentence, attributionText, leftoverLine } from './leftoverLine.ts';
import { leftoverName } from './leftoverName.ts';
import { recoveryDays, removalMethod } from './removalMethod.ts';

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
    return `- \`${leftoverName(leftover)}\` ${leftoverLine(leftover, now)}${method}`;
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
