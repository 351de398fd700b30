import * as vscode from 'vscode';
import { entryLenses, findLenses, type Lens } from '../../core/nextflow/lenses.ts';
import { commands, settings } from '../ids.ts';
import { analysisOf, folderOf, rangeOf } from './files.ts';
import type { LanguageDeps } from './registerLanguage.ts';

/** Shows above references where a run takes their secrets from, and runs on the entry workflow. */
export function lensProvider(
  { catalog, index }: LanguageDeps,
  onDidChangeCodeLenses: vscode.Event<void>,
): vscode.CodeLensProvider {
  return {
    onDidChangeCodeLenses,
    provideCodeLenses: document => {
      const analysis = analysisOf(document, index);
      const shown = vscode.workspace
        .getConfiguration(undefined, document.uri)
        .get<boolean>(settings.codeLens, true);
      if (!analysis || !shown) {
        return [];
      }
      const folder = folderOf(document.uri);
      const here = catalog.current.forFolder(folder);
      const resolve = (name: string) => here.resolve(name);
      const references = index.uses(folder).map(({ reference }) => reference);
      const entry = vscode.workspace.isTrusted ? entryLenses(analysis, references, resolve) : [];
      const line = (offset: number): number => document.positionAt(offset).line;
      return [...entry, ...findLenses(analysis, resolve, line)].map(lens => {
        const range = rangeOf(document, lens.span);
        return new vscode.CodeLens(range, command(lens, folder, document.uri));
      });
    },
  };
}

function command(
  { title: plain, action, name }: Lens,
  folder: string | null,
  script: vscode.Uri,
): vscode.Command {
  // VS Code swallows a blank between a lens's icon and its text.
  const title = plain.replace(/^(\$\([\w-]+\)) /, '$1\u00a0');
  switch (action) {
    case 'add':
      return { title, command: commands.addSecret, arguments: [{ name, folder }] };
    case 'reveal':
      return { title, command: commands.revealSecret, arguments: [{ name, folder }] };
    case 'run':
      return { title, command: commands.runPipeline, arguments: [script] };
    case 'test':
      return { title, command: commands.testRun, arguments: [script] };
    case 'canary':
      return { title, command: commands.canaryRun, arguments: [script] };
    case null:
      return { title, command: '' };
  }
}
