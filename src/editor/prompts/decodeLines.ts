import * as vscode from 'vscode';
import { decodeLine } from '../../core/valueAdvice.ts';

/** Tells of secrets that are kept in base64, with the lines of a script that decode them. */
export async function offerDecodeLines(names: readonly string[]): Promise<void> {
  const copy = names.length === 1 ? 'Copy the Line' : 'Copy the Lines';
  const lines = names.map(decodeLine);
  const verb = names.length === 1 ? 'is' : 'are';
  const message = `${names.join(', ')} ${verb} kept in base64. The task’s script decodes: ${lines.join('; ')}`;
  if ((await vscode.window.showInformationMessage(message, copy)) === copy) {
    await vscode.env.clipboard.writeText(lines.join('\n'));
  }
}
