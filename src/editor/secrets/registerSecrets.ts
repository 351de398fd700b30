import * as vscode from 'vscode';
import type { Later } from '../../services/async/later.ts';
import { commands, contextKeys } from '../ids.ts';
import { registerCommands } from '../registerCommands.ts';
import type { Registration } from '../registration.ts';
import { setContext } from '../ui/setContext.ts';
import { addMissingSecret, addMissingSecrets } from './addMissingSecrets.ts';
import { addSecret } from './addSecret.ts';
import {
  ClipboardValues,
  copyDirectiveReference,
  copyPropertyReference,
} from './clipboardValues.ts';
import { copySecretAs } from './copySecretAs.ts';
import { findUses } from './findUses.ts';
import { importDotenv, importStoreFile } from './importSecrets.ts';
import { copySecret, moveSecret } from './moveSecret.ts';
import { removeSecret, undoRemove } from './removeSecret.ts';
import type { SecretsDeps } from './secretsDeps.ts';
import { updateSecret } from './updateSecret.ts';
import { SecretsView } from './view/secretsView.ts';
import { shadowDecorations } from './view/shadowDecorations.ts';

/** What the secrets of the editor stand on. */
export type RegisterSecretsDeps = Omit<SecretsDeps, 'view'> & { readonly later: Later };

/** What the extension takes from it. */
export interface RegisteredSecrets extends Registration {
  readonly view: SecretsView;
}

/** Brings the Secrets view and the commands on secrets to life. */
export function registerSecrets(deps: RegisterSecretsDeps): RegisteredSecrets {
  const { editor } = deps;
  const view = new SecretsView(deps.catalog, deps.index, deps.later);
  const clipboard = new ClipboardValues();
  const commandDeps: SecretsDeps = { ...deps, view };
  const owned = [
    view,
    clipboard,
    vscode.window.registerFileDecorationProvider(shadowDecorations),
    editor.onDidChange(() => {
      setContext({ [contextKeys.canUndoRemove]: editor.undoable !== null });
    }),
    // Some hosts do not tell of changes in other windows, and file systems of a network not of those
    // on other machines: look again when this window is used.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        // Failures show in the tree.
        void deps.catalog.refresh(({ kind }) => kind === 'editor' || kind === 'nextflow');
      }
    }),
    ...registerSecretCommands({ ...commandDeps, clipboard }).owned,
  ];
  return { view, owned };
}

function registerSecretCommands(
  deps: SecretsDeps & { readonly clipboard: ClipboardValues },
): Registration {
  const handlers = {
    [commands.addSecret]: addSecret,
    [commands.updateSecret]: updateSecret,
    [commands.removeSecret]: removeSecret,
    [commands.undoRemove]: undoRemove,
    [commands.copyPropertyReference]: copyPropertyReference,
    [commands.copyDirectiveReference]: copyDirectiveReference,
    [commands.copyValue]: (_deps: SecretsDeps, argument: unknown) =>
      deps.clipboard.copyValue(deps, argument),
    [commands.copySecretAs]: copySecretAs,
    [commands.moveSecret]: moveSecret,
    [commands.copySecret]: copySecret,
    [commands.addMissingSecret]: addMissingSecret,
    [commands.addMissingSecrets]: addMissingSecrets,
    [commands.importStoreFile]: importStoreFile,
    [commands.importDotenv]: importDotenv,
    [commands.findUses]: findUses,
    [commands.refreshSecrets]: ({ catalog }: SecretsDeps) => catalog.refresh(),
    [commands.openSettings]: () =>
      vscode.commands.executeCommand(
        'workbench.action.openSettings',
        '@ext:nextflow-secrets.nextflow-secrets',
      ),
  };
  return registerCommands(deps, handlers, deps.view);
}
