import * as vscode from 'vscode';
import { referenceAt } from '../language/hoverProvider.ts';
import { folderOf, rangeOf } from '../language/indexedDocument.ts';
import { CodeRename, type CodeRenameDeps } from './codeRename.ts';
import type { RenameWatch } from './renameWatch.ts';

/**
 * Renames the secret under the caret, which may stand at a reference or at its variable in a
 * script: everywhere in the code of its folder, and then, when asked, where it is stored.
 */
export function renameProvider(deps: CodeRenameDeps, watch: RenameWatch): vscode.RenameProvider {
  return {
    prepareRename: async (document, position) => {
      const found = await secretAt(deps, document, position);
      if (!found) {
        throw new Error(vscode.l10n.t('There is no secret name here.'));
      }
      return { range: found.range, placeholder: found.name };
    },
    provideRenameEdits: async (document, position, to) => {
      const found = await secretAt(deps, document, position);
      if (!found) {
        return null;
      }
      const rename = await CodeRename.of(deps, found.name, [folderOf(document.uri)]);
      const problem = rename.problem(to);
      if (problem !== null) {
        throw new Error(problem);
      }
      const { folders, remarks } = rename;
      watch.expect({ from: found.name, to, folders, remarks });
      return rename.edit(to);
    },
  };
}

async function secretAt(
  deps: CodeRenameDeps,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<{ readonly name: string; readonly range: vscode.Range } | null> {
  const reference = referenceAt(document, position, deps.index);
  if (reference) {
    return { name: reference.name, range: rangeOf(document, reference.span) };
  }
  const word = document.getWordRangeAtPosition(position, /[A-Za-z_]\w*/);
  const name = word ? document.getText(word) : '';
  const folder = folderOf(document.uri);
  if (!word || !deps.index.uses(folder).some(use => use.reference.name === name)) {
    return null;
  }
  const { places } = await CodeRename.of(deps, name, [folder]);
  const start = document.offsetAt(word.start);
  const uri = document.uri.toString();
  const is = places.some(place => place.sure && place.uri === uri && place.span.start === start);
  return is ? { name, range: word } : null;
}
