import * as vscode from 'vscode';
import { iconLabel } from '../../core/iconLabel.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import type { SecretsDeps } from './secretsDeps.ts';

/** The store of `nextflow secrets`, where it is. */
export async function storeFiles({ nextflowStore }: SecretsDeps): Promise<readonly vscode.Uri[]> {
  const file = vscode.Uri.file(nextflowStore);
  return (await isThere(file)) ? [file] : [];
}

/** The `.env` files of the workspace. */
export async function dotenvFiles(): Promise<readonly vscode.Uri[]> {
  const files = await vscode.workspace.findFiles(
    '**/{.env,.env.*,*.env}',
    '**/{node_modules,work,.git}/**',
    50,
  );
  return files.sort((a, b) => naturalOrder(a.path, b.path));
}

/** The folder of that store, or the nearest one above it that is there. */
export async function storeFolder({ nextflowStore }: SecretsDeps): Promise<vscode.Uri> {
  let folder = vscode.Uri.joinPath(vscode.Uri.file(nextflowStore), '..');
  while (folder.path !== '/' && !(await isThere(folder))) {
    folder = vscode.Uri.joinPath(folder, '..');
  }
  return folder;
}

/** Asks for one of these files, or another, from a folder on; null when the developer leaves. */
export async function chooseFile(
  title: string,
  files: readonly vscode.Uri[],
  start: vscode.Uri | null,
): Promise<vscode.Uri | null> {
  if (files.length > 0) {
    const items = [
      ...files.map(file => ({
        label: iconLabel`$(file) ${vscode.workspace.asRelativePath(file)}`,
        file,
      })),
      { label: iconLabel`$(folder-opened) ${vscode.l10n.t('Another File…')}`, file: null },
    ];
    const options = { title, placeHolder: vscode.l10n.t('Choose a file'), ignoreFocusOut: true };
    const picked = await vscode.window.showQuickPick(items, options);
    if (!picked || picked.file) {
      return picked?.file ?? null;
    }
  }
  const defaultUri = start ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: vscode.l10n.t('Import'),
      ...(defaultUri && { defaultUri }),
    })) ?? [];
  return file ?? null;
}

function isThere(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
