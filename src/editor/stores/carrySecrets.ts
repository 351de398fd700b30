import * as vscode from 'vscode';
import { capital, plural } from '../../core/count.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { sameChoice } from '../../core/secrets/storeChoice.ts';
import { isWriteOnly } from '../../core/secrets/storeFacts.ts';
import { withSeveralLines } from '../../services/catalog/compareStores.ts';
import { type Copied, copyAll, type StoredForm } from '../../services/catalog/copyAll.ts';
import { scopeText } from '../prompts/askScope.ts';
import { chooseStoredForm } from '../prompts/chooseStoredForm.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { showFailure } from '../ui/showFailure.ts';
import { countIn, working } from '../ui/working.ts';
import { askCarrying, type Carrying, storeName, storesTitle } from './askCarrying.ts';
import { namesOf, removeCarried } from './removeCarried.ts';
import type { StoresDeps } from './storesDeps.ts';

/**
 * Switches a scope to another store, and offers to take its secrets along. They are copied before
 * the switch, which does not happen where one cannot be; and removed after it, each only once the
 * new store has given the very same value back.
 */
export async function carrySecrets(
  deps: StoresDeps,
  scope: SecretScope,
  pending: SettingChanges,
  switchOver: () => Promise<void>,
): Promise<void> {
  const { stores, catalog } = deps;
  const [from, to] = [stores.choiceOf(scope), stores.choiceWith(scope, pending)];
  // From one workspace of the Platform to another nothing can come along, so nothing is asked.
  const stays = sameChoice(from, to) || (isWriteOnly(from.kind) && from.kind === to.kind);
  const names = stays ? [] : deps.catalog.current.namesIn(scope);
  const inUse = catalog.store(scope);
  if (names.length === 0 || !inUse) {
    await switchOver();
    return;
  }
  // Of their own: those in use end with the switch.
  const carrying = {
    scope,
    names,
    old: storeName(inUse),
    source: stores.open(scope, from),
    target: stores.open(scope, to),
  };
  try {
    await carry(carrying, switchOver);
  } finally {
    carrying.source.dispose();
    carrying.target.dispose();
  }
}

async function carry(carrying: Carrying, switchOver: () => Promise<void>): Promise<void> {
  const { scope, names, source, target } = carrying;
  const how = await askCarrying(carrying);
  const form =
    how === null || how === 'leave'
      ? null
      : await chooseStoredForm(target.kind, storesTitle(scope), signal =>
          withSeveralLines(source, names, signal),
        );
  const copied = form && (await copyCarried(carrying, form));
  if (how === null || (how !== 'leave' && copied === null)) {
    return;
  }
  await switchOver();
  if (how === 'move' && copied !== null) {
    await removeCarried(carrying, copied);
  }
}

/** Null where something could not be copied, or it was given up, which is told. */
async function copyCarried(
  { scope, names, old, source, target }: Carrying,
  form: StoredForm,
): Promise<Copied | null> {
  const title = plural(
    names.length,
    vscode.l10n.t('Copying 1 secret to {0}', storeName(target)),
    vscode.l10n.t('Copying {0} secrets to {1}', names.length, storeName(target)),
  );
  const copied = await working(title, (signal, report) =>
    copyAll(source, target, names, signal, countIn(report, names.length), form),
  );
  const { made, there, stayed } = copied ?? { made: [], there: [], stayed: [] };
  const have = made.length + there.length;
  if (have === names.length) {
    return copied;
  }
  const [first] = stayed;
  if (first !== undefined && first.why !== 'differs') {
    showFailure(first.why);
  }
  const copiedText = plural(
    names.length,
    vscode.l10n.t('{0} of 1 secret is copied', have),
    vscode.l10n.t('{0} of {1} secrets are copied', have, names.length),
  );
  const kept = vscode.l10n.t(
    '{0} stay in {1}, where nothing was removed. Choose {2} again to continue.',
    capital(scopeText(scope)),
    old,
    storeName(target),
  );
  const failed = vscode.l10n.t('Not copied: {0}.', namesOf(stayed));
  void vscode.window.showWarningMessage(
    [`${copiedText}.`, ...(first === undefined ? [] : [failed]), kept].join(' '),
  );
  return null;
}
