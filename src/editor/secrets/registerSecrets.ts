import * as vscode from 'vscode';
import type { Subscription } from '../../services/async/event.ts';
import type { Later } from '../../services/async/later.ts';
import { commands, contextKeys } from '../ids.ts';
import { registerCommands } from '../registerCommands.ts';
import { setContext } from '../ui/setContext.ts';
import { addMissingSecret, addMissingSecrets } from './addMissingSecrets.ts';
import { addSecret } from './addSecret.ts';
import { copySecret, moveSecret, removeSecret, undoRemove, updateSecret } from './changeSecret.ts';
import {
  ClipboardValues,
  copyDirectiveReference,
  copyPropertyReference,
} from './clipboardValues.ts';
import { copySecretAs } from './copySecretAs.ts';
import { findUses } from './findUses.ts';
import { importDotenv, importStoreFile } from './importSecrets.ts';
import type { SecretsDeps } from './secretsDeps.ts';
import { registerShadowDecorations } from './view/registerShadowDecorations.ts';
import { SecretsView } from './view/secretsView.ts';

/** What the secrets of the editor stand on. */
export type RegisterSecretsDeps = Omit<SecretsDeps, 'view'> & { readonly later: Later };

/** Brings the Secrets view and the commands on secrets to life. */
export function registerSecrets(context: RegisterSecretsDeps): {
  readonly view: SecretsView;
  readonly owned: readonly Subscription[];
} {
  const { editor } = context;
  const view = new SecretsView(context.catalog, context.index, context.later);
  const clipboard = new ClipboardValues();
  const deps: SecretsDeps = { ...context, view };
  const owned = [
    view,
    clipboard,
    registerShadowDecorations(),
    editor.onDidChange(() => {
      setContext({ [contextKeys.canUndoRemove]: editor.undoable !== null });
    }),
    // Some hosts do not tell of changes in other windows, and file systems of a network not of those
    // on other machines: look again when this window is used.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        // Failures show in the tree.
        void context.catalog.refresh(({ kind }) => kind === 'editor' || kind === 'nextflow');
      }
    }),
    ...registerAll(deps, clipboard),
  ];
  return { view, owned };
}

function registerAll(deps: SecretsDeps, clipboard: ClipboardValues): vscode.Disposable[] {
  const handlers = {
    [commands.addSecret]: addSecret,
    [commands.updateSecret]: updateSecret,
    [commands.removeSecret]: removeSecret,
    [commands.undoRemove]: undoRemove,
    [commands.copyPropertyReference]: copyPropertyReference,
    [commands.copyDirectiveReference]: copyDirectiveReference,
    [commands.copyValue]: (own: SecretsDeps, argument: unknown) =>
      clipboard.copyValue(own, argument),
    [commands.copySecretAs]: copySecretAs,
    [commands.moveSecret]: moveSecret,
    [commands.copySecret]: copySecret,
    [commands.addMissingSecret]: addMissingSecret,
    [commands.addMissingSecrets]: addMissingSecrets,
    [commands.importStoreFile]: importStoreFile,
    [commands.importDotenv]: importDotenv,
    [commands.findUses]: findUses,
    [commands.refreshSecrets]: (own: SecretsDeps) => own.catalog.refresh(),
    [commands.openSettings]: () =>
      vscode.commands.executeCommand(
        'workbench.action.openSettings',
        '@ext:nextflow-secrets.nextflow-secrets',
      ),
  };
  return registerCommands(deps, handlers, deps.view);
}
