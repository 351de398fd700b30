import * as vscode from 'vscode';
import { analyse } from '../../core/nextflow/analysis.ts';
import { nameAt } from '../../core/nextflow/completionContext.ts';
import { parseSecretName } from '../../core/name.ts';
import { nameProblemText } from '../../core/nameProblemText.ts';
import { locationOf, shownUses } from '../shownUses.ts';
import { folderOf, kindOf, rangeOf } from './files.ts';
import { referenceAt } from './hoverProvider.ts';
import type { LanguageDeps } from './registerLanguage.ts';

/** Offers the names that exist, and those that the pipeline uses elsewhere. */
export function completionProvider({
  catalog,
  index,
}: LanguageDeps): vscode.CompletionItemProvider {
  return {
    provideCompletionItems: (document, position) => {
      const kind = kindOf(document, index);
      const span =
        kind &&
        nameAt(
          document.getText(),
          document.offsetAt(position),
          text => analyse(text, kind).references,
        );
      if (!span) {
        return [];
      }
      const folder = folderOf(document.uri);
      const here = catalog.current.forFolder(folder);
      const used = index.uses(folder).flatMap(({ reference }) => reference.name ?? []);
      const typed = document.getText(rangeOf(document, span));
      const names = new Set([...here.names, ...used.filter(name => name !== typed)]);
      return [...names].map(name => {
        const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Constant);
        const resolution = here.resolve(name);
        item.range = rangeOf(document, span);
        item.detail =
          resolution.kind === 'found'
            ? resolution.winner.scope.kind === 'user'
              ? 'your secret'
              : 'workspace secret'
            : resolution.kind === 'missing'
              ? 'used elsewhere, not defined'
              : 'used elsewhere';
        item.sortText = `${resolution.kind === 'found' ? '0' : '1'}${name}`;
        return item;
      });
    },
  };
}

/** Every place of the folder that names the secret under the caret. */
export function referenceProvider({ index }: LanguageDeps): vscode.ReferenceProvider {
  return {
    provideReferences: (document, position) => {
      const reference = referenceAt(document, position, index);
      return reference ? placesOf(index, reference.name, folderOf(document.uri)) : [];
    },
  };
}

/** Renames a secret in the code of its folder; its stored value keeps its name. */
export function renameProvider({ index }: LanguageDeps): vscode.RenameProvider {
  return {
    prepareRename: (document, position) => {
      const reference = referenceAt(document, position, index);
      if (!reference) {
        throw new Error('No secret is named here.');
      }
      return rangeOf(document, reference.span);
    },
    provideRenameEdits: (document, position, newName) => {
      const parsed = parseSecretName(newName);
      if (!parsed.ok) {
        throw new Error(nameProblemText(parsed.error));
      }
      const edit = new vscode.WorkspaceEdit();
      const reference = referenceAt(document, position, index);
      const folder = folderOf(document.uri);
      for (const { uri, range } of reference ? placesOf(index, reference.name, folder) : []) {
        edit.replace(uri, range, newName);
      }
      return edit;
    },
  };
}

function placesOf(
  index: LanguageDeps['index'],
  name: string,
  folder: string | null,
): vscode.Location[] {
  return shownUses(index)
    .filter(use => use.name === name && use.folder === folder)
    .map(locationOf);
}
