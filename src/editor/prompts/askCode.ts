import * as vscode from 'vscode';

/** Asks for the code that a device shows, masked; null where it is not given. */
export async function askCode(device: string): Promise<string | null> {
  const code = await vscode.window.showInputBox({
    title: 'Sign in to AWS',
    prompt: `The code of ${device}`,
    password: true,
    ignoreFocusOut: true,
    validateInput: text => (/^\d{6}$/.test(text.trim()) ? undefined : 'A code has six digits.'),
  });
  return code?.trim() ?? null;
}
