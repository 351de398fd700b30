import * as vscode from 'vscode';
import { longestFile } from '../../core/nextflow/files/longestFile.ts';

/**
 * The text of a script, config or template on disk. Throws where there is none, and for what is no
 * regular file, which may never end, or longer than anybody writes.
 */
export async function readText(uri: vscode.Uri): Promise<string> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.File) === 0 || size > longestFile) {
    throw new Error(vscode.l10n.t('it is not a regular file, or it is too large for a script'));
  }
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
