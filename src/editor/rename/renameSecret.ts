import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { parseSecretName, type SecretName } from '../../core/secrets/secretName.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { scopeText } from '../prompts/askScope.ts';
import { CodeRename } from './codeRename.ts';
import { offerStoredRename, renameStored, type StoredRenameDeps } from './offerStoredRename.ts';
import { type RenameTarget, renameTarget, type RenameTargetDeps } from './renameTarget.ts';
import type { RenameWatch } from './renameWatch.ts';

/** What the command to rename a secret stands on. */
export interface RenameDeps extends StoredRenameDeps, RenameTargetDeps {
  readonly watch: RenameWatch;
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

async function askNewName(
  rename: CodeRename,
  { name, scope }: RenameTarget,
): Promise<SecretName | null> {
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
