import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

// What does not know VS Code, as `core`, is worded through `@vscode/l10n`, and reads the same
// bundle. Imported first, because tables of texts are made when their files are read.
if (vscode.l10n.bundle) {
  l10n.config({ contents: vscode.l10n.bundle });
}
