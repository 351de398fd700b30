import * as vscode from 'vscode';
import { capital } from '../../core/count.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import { parseSecretName, type SecretName } from '../../core/secrets/secretName.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { isWriteOnly, storeNames } from '../../core/secrets/storeFacts.ts';
import { isOptional } from '../../core/views/secretNode.ts';
import { scopeText } from '../prompts/askScope.ts';
import {} from '../secrets/secretsDeps.ts';
import type { SecretsView } from '../secrets/view/secretsView.ts';
import { secretRow } from '../ui/secretRow.ts';
import { pickOne } from '../ui/step.ts';
import { CodeRename } from './codeRename.ts';
import { offerStoredRename, renameStored, type StoredRenameDeps } from './offerStoredRename.ts';
import type { RenameWatch } from './renameWatch.ts';

/** What the command to rename a secret stands on. */
export interface RenameDeps extends StoredRenameDeps {
  readonly view: SecretsView;
  readonly watch: RenameWatch;
}

/** What is renamed: a stored secret, or a name that only code has. */
interface RenameTarget {
  readonly name: string;
  /** Where it is stored; null for a name that only code has. */
  readonly scope: SecretScope | null;
  /** The folder whose code has the name; null for one of no folder. */
  readonly folder: string | null;
}

/** Renames a secret where it is stored and in all code that sees it. */
export async function renameSecret(deps: RenameDeps, argument: unknown): Promise<void> {
  const target = await renameTarget(deps, argument);
  if (!target) {
    return;
  }
  const rename = await CodeRename.of(deps, target.name, foldersOf(target));
  const to = await askNewName(rename, target);
  if (to && (await applied(deps, rename, to))) {
    await followed(deps, target, rename, to);
  }
}

/** Renames what is stored once the code has the new name, and says how to go back. */
async function followed(
  deps: RenameDeps,
  { name, scope }: RenameTarget,
  rename: CodeRename,
  to: SecretName,
): Promise<void> {
  const scopes = scope ? [scope] : [];
  const renamed = await renameStored(deps, name, to, scopes);
  if (renamed.length < scopes.length && rename.places.length === 0) {
    return; // Nothing was renamed, and why is told.
  }
  void offerStoredRename(deps, { from: name, to, folders: rename.folders }, renamed);
  const undo = vscode.l10n.t('Undo');
  const message = [renamedText(name, to, renamed[0] ?? null, rename), ...rename.remarks].join(' ');
  if ((await vscode.window.showInformationMessage(message, undo)) === undo) {
    await back(deps, { name, scope: renamed[0] ?? null, to, folders: rename.folders });
  }
}

/** The same the other way round, without a question where all is certain. */
async function back(
  deps: RenameDeps,
  given: {
    readonly name: string;
    readonly scope: SecretScope | null;
    readonly to: SecretName;
    readonly folders: readonly (string | null)[];
  },
): Promise<void> {
  const { name, scope, to, folders } = given;
  const old = parseSecretName(name);
  const rename = await CodeRename.of(deps, to, folders);
  const problem = rename.problem(name);
  if (problem !== null && old.ok) {
    void vscode.window.showWarningMessage(vscode.l10n.t('{0} keeps its name. {1}', to, problem));
    return;
  }
  if ((await applied(deps, rename, name)) && old.ok && scope) {
    await renameStored(deps, to, old.value, [scope]);
  }
  vscode.window.setStatusBarMessage(
    iconLabel`$(key) ${vscode.l10n.t('{0} has its old name again', name)}`,
    5000,
  );
}

/** False where the preview was cancelled. */
async function applied({ watch }: RenameDeps, rename: CodeRename, to: string): Promise<boolean> {
  const { from, folders, places } = rename;
  return (
    places.length === 0 ||
    watch.whole({ from, to, folders }, () =>
      vscode.workspace.applyEdit(rename.edit(to), { isRefactoring: true }),
    )
  );
}

/** What was renamed where: a secret has one scope, and is named in code, or only one of both. */
function renamedText(
  name: string,
  to: string,
  scope: SecretScope | null,
  { places, extent }: CodeRename,
): string {
  if (scope === null) {
    return vscode.l10n.t('{0} is now {1} in the code ({2}).', name, to, extent);
  }
  return places.length === 0
    ? vscode.l10n.t('{0} is now {1} in {2}.', name, to, scopeText(scope))
    : vscode.l10n.t(
        '{0} is now {1} in {2} and in the code ({3}).',
        name,
        to,
        scopeText(scope),
        extent,
      );
}

function newNameText(scope: SecretScope | null, { places, extent }: CodeRename): string {
  if (scope === null) {
    return vscode.l10n.t('The new name, in the code, {0}', extent);
  }
  return places.length === 0
    ? vscode.l10n.t('The new name, in {0}', scopeText(scope))
    : vscode.l10n.t('The new name, in {0} and in the code, {1}', scopeText(scope), extent);
}

async function askNewName(rename: CodeRename, { name, scope }: RenameTarget): Promise<SecretName | null> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename {0}', name),
    prompt: [newNameText(scope, rename), rename.reach.join(' ')]
      .filter(text => text !== '')
      .join('. '),
    value: name,
    ignoreFocusOut: true,
    validateInput: text => {
      const problem = text === name ? null : rename.problem(text);
      return problem === null ? null : escapeIcons(problem);
    },
  });
  const to = typed === undefined || typed === name ? null : parseSecretName(typed);
  return to?.ok ? to.value : null;
}

/** A secret of yours is seen by all code, another by that of its folder. */
function foldersOf({ scope, folder }: RenameTarget): readonly (string | null)[] {
  const all = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
  return scope === null ? [folder] : scope.kind === 'user' ? all : [scope.folder];
}

async function renameTarget(deps: RenameDeps, argument: unknown): Promise<RenameTarget | null> {
  const { catalog, view } = deps;
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
