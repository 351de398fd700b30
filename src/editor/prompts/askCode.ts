import * as vscode from 'vscode';

/** Asks for the code that a device shows, masked; null where it is not given. */
export async function askCode(device: string): Promise<string | null> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('Sign in to AWS'),
    prompt: vscode.l10n.t('The code of {0}', device),
    password: true,
    ignoreFocusOut: true,
    validateInput: text =>
      /^\d{6}$/.test(text.trim()) ? undefined : vscode.l10n.t('A code has six digits.'),
  });
  return code?.trim() ?? null;
}
