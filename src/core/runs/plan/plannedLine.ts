import * as l10n from '@vscode/l10n';
import { listed } from '../../count.ts';
import { storeNames } from '../../secrets/storeFacts.ts';
import { referencesText } from '../../words/referencesText.ts';
import { scopeName } from '../../words/scopeName.ts';
import { waitingReasons, waitingText } from '../../words/waitingText.ts';
import type { AbsentSecret, PlannedSecret } from './plan.ts';

/** A quiet line for a planned secret: `yours, overrides workspace · 3 references`. */
export function plannedLine({ winner, shadowed, uses, form, canary }: PlannedSecret): string {
  const overrides = shadowed.map(({ scope }) => scopeName(scope)).join(', ');
  return [
    canary === true
      ? l10n.t('made up for this run')
      : overrides === ''
        ? scopeName(winner.scope)
        : l10n.t('{0}, overrides {1}', scopeName(winner.scope), overrides),
    referencesText(uses.length),
    ...(form === 'escaped' ? [l10n.t('escaped to arrive exactly')] : []),
  ].join(' · ');
}

/** Why a secret is not among those of a run: `missing`, `not known: your secrets are being read`. */
export function absentLine(secret: AbsentSecret): string {
  switch (secret.why.kind) {
    case 'missing':
      return lacking(secret, secret.why.similar.join(', '));
    case 'withheld':
      return l10n.t('skipped by you');
    case 'write-only':
      return l10n.t('only {0} has it', storeNames[secret.why.store]);
    case 'unknown':
      return l10n.t('not known: {0}', waitingReasons(secret.why.waitingFor));
  }
}

function lacking({ optional, why }: AbsentSecret, similar: string): string {
  const away = why.kind === 'missing' && why.away;
  const what = away
    ? l10n.t('not in this browser')
    : optional
      ? l10n.t('not set')
      : l10n.t('missing');
  return similar === '' ? what : l10n.t('{0} · there is {1}', what, similar);
}

/** The same in the little room of a row. */
export function absentBrief(secret: AbsentSecret): string {
  const { why } = secret;
  switch (why.kind) {
    case 'missing':
      return lacking(secret, why.similar.length === 0 ? '' : listed(why.similar, 2));
    case 'withheld':
      return l10n.t('skipped by you');
    case 'write-only':
      return l10n.t('only {0} has it', storeNames[why.store]);
    case 'unknown': {
      const failed = why.waitingFor.find(({ state }) => state.kind === 'failed');
      return l10n.t('not known: {0}', waitingText(failed ? [failed] : why.waitingFor.slice(0, 1)));
    }
  }
}
