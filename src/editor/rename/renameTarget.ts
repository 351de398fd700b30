import * as vscode from 'vscode';
import { capital } from '../../core/count.ts';
import { escapeIcons } from '../../core/iconLabel.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { isWriteOnly, storeNames } from '../../core/secrets/storeFacts.ts';
import { isOptional } from '../../core/views/secretNode.ts';
import { scopeText } from '../prompts/askScope.ts';
import type { SecretsView } from '../secrets/view/secretsView.ts';
import { pickOne } from '../ui/pick.ts';
import { secretRow } from '../ui/secretRow.ts';
import type { StoredRenameDeps } from './offerStoredRename.ts';

/** What is renamed: a stored secret, or a name that only code has. */
export interface RenameTarget {
  readonly name: string;
  /** Where it is stored; null for a name that only code has. */
  readonly scope: SecretScope | null;
  /** The folder whose code has the name; null for one of no folder. */
  readonly folder: string | null;
}

/** What the choice of a secret to rename stands on. */
export interface RenameTargetDeps extends Pick<StoredRenameDeps, 'catalog'> {
  readonly view: SecretsView;
}

/** What the command was invoked on, else what is chosen; null where it cannot be renamed, which is told. */
export async function renameTarget(
  { catalog, view }: RenameTargetDeps,
  argument: unknown,
): Promise<RenameTarget | null> {
  const node = secretRow(argument);
  if (node?.kind === 'secret' && node.store.readOnly) {
    const whose = capital(scopeText(node.record.scope));
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} are read-only for you, so {1} keeps its name.', whose, node.record.name),
    );
    return null;
  }
  if (node?.kind === 'secret' && isWriteOnly(node.store.kind)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} cannot rename secrets and does not return values. Add the secret again under the new name.',
        storeNames[node.store.kind],
      ),
    );
    return null;
  }
  if (node?.kind === 'secret') {
    return storedTarget(node.record);
  }
  if (node?.kind === 'missing') {
    return { name: node.name, scope: null, folder: node.folder };
  }
  const stored = catalog.current.scopes.flatMap(({ state, store }) =>
    state.kind === 'loaded' && !store.readOnly && !isWriteOnly(store.kind)
      ? [...state.records]
          .sort((a, b) => naturalOrder(a.name, b.name))
          .map(record => ({
            label: record.name,
            description: escapeIcons(scopeText(record.scope)),
            value: storedTarget(record),
          }))
      : [],
  );
  const missing = view.missing().map(missing => ({
    label: escapeIcons(missing.name),
    description: isOptional(missing)
      ? vscode.l10n.t('optional, not set')
      : vscode.l10n.t('missing'),
    value: { name: missing.name, scope: null, folder: missing.folder },
  }));
  if (stored.length + missing.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There are no secrets to rename.'));
    return null;
  }
  const title = vscode.l10n.t('Rename Secret');
  return pickOne<RenameTarget>([...stored, ...missing], title, vscode.l10n.t('Choose a secret'));
}

function storedTarget({
  name,
  scope,
}: {
  readonly name: string;
  readonly scope: SecretScope;
}): RenameTarget {
  return { name, scope, folder: null };
}
