import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { scopesHere, scopeText } from '../prompts/askScope.ts';
import { pick } from '../ui/pick.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import type { StoresDeps } from './storesDeps.ts';

/** Brings back a secret whose store still has it after its removal. */
export async function restoreSecret(deps: StoresDeps): Promise<void> {
  const found = await working(vscode.l10n.t('Looking for removed secrets'), signal =>
    removed(deps, signal),
  );
  if (!found) {
    return;
  }
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no removed secret to restore.'),
    );
    return;
  }
  const heading = { title: vscode.l10n.t('Restore Removed Secret'), step: 1, of: 1 };
  const answer = await pick(found, heading, vscode.l10n.t('Which one?'));
  if (answer === null || answer === 'back') {
    return;
  }
  const { name, store } = answer.value;
  const done = await working(vscode.l10n.t('Restoring {0}', name), async signal =>
    store.recovery?.restore(name, signal),
  );
  if (done?.ok) {
    vscode.window.setStatusBarMessage(
      iconLabel`$(key) ${vscode.l10n.t('{0} is back', name)}`,
      5000,
    );
  } else if (done) {
    showFailure(done.error);
  }
}

async function removed({ catalog }: StoresDeps, signal: AbortSignal) {
  const stores = scopesHere().flatMap(scope => catalog.store(scope) ?? []);
  const listed = await Promise.all(
    stores.map(async store => ({ store, result: await store.recovery?.list(signal) })),
  );
  return listed.flatMap(({ store, result }) => {
    if (result && !result.ok) {
      showFailure(result.error);
    }
    return (result?.ok ? result.value : []).map(({ name, until }) => ({
      label: iconLabel`$(key) ${name}`,
      description: escapeIcons(scopeText(store.scope)),
      detail:
        until === null
          ? ''
          : vscode.l10n.t('Permanently deleted after {0}', new Date(until).toLocaleString()),
      value: { name, store },
    }));
  });
}
