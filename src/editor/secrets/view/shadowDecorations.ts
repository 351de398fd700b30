import * as vscode from 'vscode';

/** Rows of the tree have addresses of this scheme, so that they can be dimmed. Names only. */
const scheme = 'nextflow-secret-row';

/** The address of a row; `shadowed` ones are dimmed. */
export function rowUri(id: string, shadowed: boolean): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${id}`, query: shadowed ? 'shadowed' : '' });
}

/** Dims the secrets that another scope overrides. */
export const shadowDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration: uri =>
    uri.scheme === scheme && uri.query === 'shadowed'
      ? new vscode.FileDecoration(
          undefined,
          vscode.l10n.t('Overridden by a user secret'),
          new vscode.ThemeColor('disabledForeground'),
        )
      : undefined,
};
