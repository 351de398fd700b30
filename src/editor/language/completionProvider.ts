import * as vscode from 'vscode';
import { nameAt } from '../../core/language/nameAt.ts';
import { offeredNames } from '../../core/language/offeredNames.ts';
import { locationOf, shownUses } from '../secrets/view/shownUses.ts';
import { referenceAt } from './hoverProvider.ts';
import { analysisWith, fileKindOf, folderOf, rangeOf } from './indexedDocument.ts';
import type { LanguageDeps } from './languageDeps.ts';

/** Offers the names that exist, and those that the pipeline uses elsewhere. */
export function completionProvider({
  catalog,
  index,
}: LanguageDeps): vscode.CompletionItemProvider {
  return {
    provideCompletionItems: (document, position) => {
      const kind = fileKindOf(document, index);
      const span =
        kind &&
        nameAt(
          document.getText(),
          document.offsetAt(position),
          text => analysisWith(document, text, kind).references,
        );
      if (!span) {
        return [];
      }
      const folder = folderOf(document.uri);
      const here = catalog.current.forFolder(folder);
      const references = index.uses(folder).map(({ reference }) => reference);
      const range = rangeOf(document, span);
      const typed = document.getText(range);
      const offered = offeredNames(here.names, references, typed, name => here.resolve(name));
      return offered.map(({ name, origin }, at) => {
        const label = { label: name, description: origin };
        const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Constant);
        item.range = range;
        // The editor sorts these as texts.
        item.sortText = String(at).padStart(6, '0');
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

function placesOf(
  index: LanguageDeps['index'],
  name: string,
  folder: string | null,
): vscode.Location[] {
  return shownUses(index)
    .filter(use => use.name === name && use.folder === folder)
    .map(locationOf);
}
