import * as vscode from 'vscode';
import { iconLabel } from '../../core/iconLabel.ts';
import { settings } from '../ids.ts';
import { readSetting } from '../settings.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import { type SecretsDeps, targetName, targetSecret, unreadable } from './secretsDeps.ts';

export async function copyPropertyReference(deps: SecretsDeps, argument: unknown): Promise<void> {
  await copyText(
    await targetName(deps, argument, vscode.l10n.t('Copy Reference')),
    name => `secrets.${name}`,
  );
}

export async function copyDirectiveReference(deps: SecretsDeps, argument: unknown): Promise<void> {
  await copyText(
    await targetName(deps, argument, vscode.l10n.t('Copy Directive')),
    name => `secret '${name}'`,
  );
}

async function copyText(name: string | null, form: (name: string) => string): Promise<void> {
  if (name !== null) {
    await vscode.env.clipboard.writeText(form(name));
    vscode.window.setStatusBarMessage(
      iconLabel`$(clippy) ${vscode.l10n.t('Copied {0}', form(name))}`,
      3000,
    );
  }
}

/** Values on the clipboard, cleared after a while unless something else was copied since. */
export class ClipboardValues {
  #clear: (() => Promise<void>) | null = null;

  async copyValue(deps: SecretsDeps, argument: unknown): Promise<void> {
    const record = await targetSecret(deps, argument, vscode.l10n.t('Copy Value'));
    if (!record) {
      return;
    }
    const refused = unreadable(record);
    if (refused) {
      showFailure(refused);
      return;
    }
    const value = await working(vscode.l10n.t('Reading {0}', record.name), signal =>
      deps.editor.read(record.scope, record.name, signal),
    );
    if (!value?.ok) {
      if (value) {
        showFailure(value.error);
      }
      return;
    }
    const text = value.value.reveal();
    await vscode.env.clipboard.writeText(text);
    const seconds = readSetting(settings.clipboardTimeout);
    const clear = async (): Promise<void> => {
      if (this.#clear === clear) {
        this.#clear = null;
      }
      if ((await vscode.env.clipboard.readText()) === text) {
        await vscode.env.clipboard.writeText('');
      }
    };
    this.#clear = clear;
    setTimeout(() => void clear(), seconds * 1000);
    const message = iconLabel`$(clippy) ${vscode.l10n.t('The value of {0} is on the clipboard for {1} seconds', record.name, seconds)}`;
    vscode.window.setStatusBarMessage(message, seconds * 1000);
  }

  /** The window closes: the clipboard must not outlive it with a value. */
  dispose(): void {
    void this.#clear?.();
  }
}
