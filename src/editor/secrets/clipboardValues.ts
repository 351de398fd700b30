import * as vscode from 'vscode';
import { iconLabel } from '../../core/iconLabel.ts';
import { settings } from '../ids.ts';
import { readSetting } from '../settings.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import { type SecretsDeps, targetName, targetSecret, unreadable } from './secretsDeps.ts';

export async function copyPropertyReference(deps: SecretsDeps, argument: unknown): Promise<void> {
  await copyText(await targetName(deps, argument, 'Copy Reference'), name => `secrets.${name}`);
}

export async function copyDirectiveReference(deps: SecretsDeps, argument: unknown): Promise<void> {
  await copyText(await targetName(deps, argument, 'Copy Directive'), name => `secret '${name}'`);
}

async function copyText(name: string | null, form: (name: string) => string): Promise<void> {
  if (name !== null) {
    await vscode.env.clipboard.writeText(form(name));
    vscode.window.setStatusBarMessage(iconLabel`$(clippy) Copied ${form(name)}`, 3000);
  }
}

/** Values on the clipboard, cleared after a while unless something else was copied since. */
export class ClipboardValues {
  #clear: (() => Promise<void>) | null = null;

  async copyValue(deps: SecretsDeps, argument: unknown): Promise<void> {
    const record = await targetSecret(deps, argument, 'Copy Value');
    if (!record) {
      return;
    }
    const refused = unreadable(record);
    if (refused) {
      showFailure(refused);
      return;
    }
    const value = await working(`Reading ${record.name}`, signal =>
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
    const message = iconLabel`$(clippy) The value of ${record.name} is on the clipboard for ${seconds} s`;
    vscode.window.setStatusBarMessage(message, seconds * 1000);
  }

  /** The window closes: the clipboard must not outlive it with a value. */
  dispose(): void {
    void this.#clear?.();
  }
}
