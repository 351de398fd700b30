import * as vscode from 'vscode';
import type { CopyForm } from '../../core/copyAs/copiedSecret.ts';
import { iconLabel } from '../../core/iconLabel.ts';
import { pick } from './pick.ts';

/** Asks in which form something is to be copied, and copies it. */
export async function copyForm(forms: readonly CopyForm[], title: string): Promise<void> {
  const items = forms.map(form => ({
    label: iconLabel`$(clippy) ${form.label}`,
    detail: form.detail,
    value: form,
  }));
  const heading = { title, step: 1, of: 1 };
  const answer = await pick(
    items,
    heading,
    vscode.l10n.t('Choose a format. The copied text has no value in it.'),
  );
  if (answer === null || answer === 'back') {
    return;
  }
  const { label, text } = answer.value;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(
    iconLabel`$(clippy) ${vscode.l10n.t('Copied as {0}', label)}`,
    3000,
  );
}
