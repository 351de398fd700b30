import * as vscode from 'vscode';
import type { SecretsDeps } from './secretsDeps.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import { iconLabel } from '../../core/iconLabel.ts';

/** The store of `nextflow secrets`, where it is. */
export async function storeFiles({ nextflowStore }: SecretsDeps): Promise<readonly vscode.Uri[]> {
  const file = vscode.Uri.file(nextflowStore);
  return vscode.workspace.fs.stat(file).then(
    () => [file],
    () => [],
  );
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

/** Asks for one of these files, or another; null when the developer leaves. */
export async function chooseFile(
  title: string,
  files: readonly vscode.Uri[],
): Promise<vscode.Uri | null> {
  if (files.length > 0) {
    const items = [
      ...files.map(file => ({
        label: iconLabel`$(file) ${vscode.workspace.asRelativePath(file)}`,
        file,
      })),
      { label: '$(folder-opened) Another File…', file: null },
    ];
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder: 'Which file?' });
    if (!picked || picked.file) {
      return picked?.file ?? null;
    }
  }
  const defaultUri = files[0] ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: 'Import',
      ...(defaultUri && { defaultUri }),
    })) ?? [];
  return file ?? null;
}
