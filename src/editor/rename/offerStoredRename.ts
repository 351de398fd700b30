import * as vscode from 'vscode';
import { capital } from '../../core/count.ts';
import { iconLabel } from '../../core/iconLabel.ts';
import { parseSecretName, type SecretName } from '../../core/secrets/secretName.ts';
import { sameScope, type SecretScope } from '../../core/secrets/secretScope.ts';
import { isWriteOnly, storeNames } from '../../core/secrets/storeFacts.ts';
import type { SecretEditor } from '../../services/catalog/secretEditor.ts';
import { scopeText } from '../prompts/askScope.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import type { CodeRenameDeps } from './codeRename.ts';

/** What a rename in stores stands on. */
export interface StoredRenameDeps extends CodeRenameDeps {
  readonly editor: SecretEditor;
}

/** A rename of a secret in code, as far as stored secrets may follow it. */
export interface CodeRenamed {
  readonly from: string;
  readonly to: string;
  /** URIs of the folders whose code has it; null stands for files of none. */
  readonly folders: readonly (string | null)[];
  /** What to tell once it is done. */
  readonly remarks?: readonly string[];
}

/** Renames a secret in the stores of these scopes; gives those in which it was done. */
export async function renameStored(
  { editor }: StoredRenameDeps,
  from: string,
  to: SecretName,
  scopes: readonly SecretScope[],
): Promise<readonly SecretScope[]> {
  const old = parseSecretName(from);
  const renamed: SecretScope[] = [];
  if (!old.ok) {
    return renamed; // No secret can have had it.
  }
  for (const scope of scopes) {
    const done = await working(vscode.l10n.t('Renaming {0}', from), signal =>
      editor.rename(scope, old.value, to, signal),
    );
    if (done?.ok) {
      renamed.push(scope);
    } else if (done) {
      showFailure(done.error);
    }
  }
  return renamed;
}

/**
 * The scopes that code of these folders sees and that have a secret; may it be changed there, and
 * is its name fixed for everybody?
 */
function scopesWith(
  { catalog }: CodeRenameDeps,
  name: string,
  folders: readonly (string | null)[],
): readonly { readonly scope: SecretScope; readonly readOnly: boolean; readonly fixed: boolean }[] {
  return catalog.current.scopes
    .filter(({ scope }) => scope.kind === 'user' || folders.includes(scope.folder))
    .filter(
      ({ state }) => state.kind === 'loaded' && state.records.some(record => record.name === name),
    )
    .map(({ scope, store }) => ({
      scope,
      readOnly: store.readOnly || isWriteOnly(store.kind),
      fixed: isWriteOnly(store.kind),
    }));
}

/**
 * Offers to rename what is stored as the code was, in all scopes that are not done yet. Says what
 * cannot be: a store that is read-only, and what the code does not tell.
 */
export async function offerStoredRename(
  deps: StoredRenameDeps,
  { from, to, folders, remarks = [] }: CodeRenamed,
  done: readonly SecretScope[] = [],
): Promise<void> {
  const name = parseSecretName(to);
  const left = scopesWith(deps, from, folders).filter(
    ({ scope }) => !done.some(one => sameScope(one, scope)),
  );
  const scopes = left.filter(({ readOnly }) => !readOnly).map(({ scope }) => scope);
  const notes = [
    ...left
      .filter(({ readOnly }) => readOnly)
      .map(({ scope, fixed }) =>
        fixed
          ? vscode.l10n.t(
              '{0} have {1} on {2}, which cannot rename secrets. Add {3} there.',
              capital(scopeText(scope)),
              from,
              storeNames.seqera,
              to,
            )
          : vscode.l10n.t(
              '{0} have {1} and are read-only for you.',
              capital(scopeText(scope)),
              from,
            ),
      ),
    ...elsewhere(deps, from, folders),
    ...remarks,
  ];
  if (!name.ok || scopes.length === 0) {
    if (notes.length > 0) {
      void vscode.window.showWarningMessage(
        [vscode.l10n.t('The code now uses {0}.', to), ...notes].join(' '),
      );
    }
    return;
  }
  const rename = vscode.l10n.t('Rename Stored Secret');
  const where = scopes.map(scopeText).join(' and ');
  const question = vscode.l10n.t('The code now uses {0}, and {1} have {2}.', to, where, from);
  const answer = await vscode.window.showInformationMessage(
    [question, ...notes].join(' '),
    rename,
    vscode.l10n.t('Keep Its Name'),
  );
  if (answer === rename) {
    const renamed = await renameStored(deps, from, name.value, scopes);
    if (renamed.length > 0) {
      const message = vscode.l10n.t(
        '{0} is now {1} in {2}',
        from,
        to,
        renamed.map(scopeText).join(' and '),
      );
      vscode.window.setStatusBarMessage(iconLabel`$(key) ${message}`, 5000);
    }
  }
}

/** A secret of yours may be read by code of other folders. */
function elsewhere(
  { index }: CodeRenameDeps,
  name: string,
  folders: readonly (string | null)[],
): readonly string[] {
  const uses = index
    .uses()
    .filter(({ reference, file }) => reference.name === name && !folders.includes(file.folder));
  return uses.length === 0 ? [] : [vscode.l10n.t('Code in other folders still uses {0}.', name)];
}
