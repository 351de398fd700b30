import * as vscode from 'vscode';
import { bytesToBase64 } from '../../core/arrival/toBase64.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import { showFailure } from '../ui/showFailure.ts';
import { offerDecodeLines } from './offerDecodeLines.ts';

/** Asks for a file whose text is the value; what is no text can be kept in base64. Null for none. */
export async function askFileValue(name: SecretName): Promise<string | null> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('The value of {0} from a File', name),
      openLabel: vscode.l10n.t('Use Its Text'),
    })) ?? [];
  const bytes = file ? await read(file) : null;
  if (!file || !bytes) {
    return null;
  }
  return asText(bytes) ?? (await asBase64(name, file, bytes));
}

async function read(file: vscode.Uri): Promise<Uint8Array | null> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    showFailure({ kind: 'file-unreadable', path: file.fsPath, reason });
    return null;
  }
}

/** Null where the bytes are no UTF-8, which decoding would change. */
function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function asBase64(
  name: SecretName,
  file: vscode.Uri,
  bytes: Uint8Array,
): Promise<string | null> {
  const keep = vscode.l10n.t('Store It in Base64');
  const message = vscode.l10n.t('{0} is not text. Its bytes can be stored in base64.', file.fsPath);
  if ((await vscode.window.showWarningMessage(message, keep)) !== keep) {
    return null;
  }
  void offerDecodeLines([name]); // Settles when the notification is answered.
  return bytesToBase64(bytes);
}
