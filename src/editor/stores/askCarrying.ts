import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { isWriteOnly, storeNames, storeText } from '../../core/secrets/storeFacts.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import { scopeText } from '../prompts/askScope.ts';
import { pickOne } from '../ui/pick.ts';

type How = 'move' | 'copy' | 'leave';

/** Secrets that go from a store to another. */
export interface Carrying {
  readonly scope: SecretScope;
  readonly names: readonly SecretName[];
  /** What the source is called, say `Google Cloud research`. */
  readonly old: string;
  readonly source: SecretStore;
  readonly target: SecretStore;
}

/** Asks what becomes of the secrets that are left behind; null where it is given up. */
export async function askCarrying({
  scope,
  names,
  old,
  source,
  target,
}: Carrying): Promise<How | null> {
  const next = storeName(target);
  const all = choices(names.length, old, next, source.recovery !== null);
  // What is not read cannot be copied, and what cannot be compared is not removed.
  const ways: readonly How[] = isWriteOnly(source.kind)
    ? ['leave']
    : isWriteOnly(target.kind)
      ? ['copy', 'leave']
      : ['move', 'copy', 'leave'];
  const items = all.filter(({ value }) => ways.includes(value));
  const question = plural(
    names.length,
    vscode.l10n.t('1 secret is in {0}. Move it, copy it, or leave it there?', old),
    vscode.l10n.t(
      '{0} secrets are in {1}. Move them, copy them, or leave them there?',
      names.length,
      old,
    ),
  );
  return pickOne(items, storesTitle(scope), {
    placeholder: question,
    details: whyFewer(source, target),
  });
}

/** Of all that is asked while a scope goes to another store. */
export function storesTitle(scope: SecretScope): string {
  return vscode.l10n.t('Choose Where Secrets Are Kept: {0}', scopeText(scope));
}

/** What can be done with so many secrets of the store that was chosen before. */
function choices(
  number: number,
  old: string,
  next: string,
  restorable: boolean,
): readonly (vscode.QuickPickItem & { readonly value: How })[] {
  const move = plural(
    number,
    vscode.l10n.t('Move It to {0}', next),
    vscode.l10n.t('Move Them to {0}', next),
  );
  const moved = restorable
    ? vscode.l10n.t(
        'copied, compared, and then removed from {0}, where removed secrets can be restored for some days',
        old,
      )
    : vscode.l10n.t('copied, compared, and then removed from {0}', old);
  const copy = plural(
    number,
    vscode.l10n.t('Copy It to {0}', next),
    vscode.l10n.t('Copy Them to {0}', next),
  );
  const copied = plural(
    number,
    vscode.l10n.t('also stays in {0}, and is shown again when you choose it', old),
    vscode.l10n.t('also stay in {0}, and are shown again when you choose it', old),
  );
  const leave = plural(
    number,
    vscode.l10n.t('Leave It in {0}', old),
    vscode.l10n.t('Leave Them in {0}', old),
  );
  const left = vscode.l10n.t(
    'only the secrets that {0} already has are shown and given to runs',
    next,
  );
  return [
    { label: iconLabel`$(arrow-right) ${move}`, detail: escapeIcons(moved), value: 'move' },
    { label: iconLabel`$(copy) ${copy}`, detail: escapeIcons(copied), value: 'copy' },
    { label: iconLabel`$(circle-slash) ${leave}`, detail: escapeIcons(left), value: 'leave' },
  ];
}

/** Why not every way is offered. */
function whyFewer(source: SecretStore, target: SecretStore): string {
  return isWriteOnly(source.kind)
    ? vscode.l10n.t(
        '{0} does not return values, so nothing can be copied from it.',
        storeNames[source.kind],
      )
    : isWriteOnly(target.kind)
      ? vscode.l10n.t(
          '{0} does not return values. Copies there cannot be compared, so nothing was removed from {1}.',
          storeNames[target.kind],
          storeName(source),
        )
      : '';
}

/** What a store is called, say `Google Cloud research`. */
export function storeName(store: SecretStore): string {
  return storeText(store) || storeNames[store.kind];
}
