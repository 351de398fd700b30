import * as vscode from 'vscode';
import { entryLenses, findLenses, type Lens } from '../../core/language/findLenses.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { scriptUses } from '../../services/index/scriptUses.ts';
import { plainLaunch } from '../../services/launch/pipelineReader.ts';
import { commands, settings } from '../ids.ts';
import { analysisOf, folderOf, rangeOf } from './files.ts';
import type { LanguageDeps } from './languageDeps.ts';

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
      const entry =
        vscode.workspace.isTrusted && analysis.entry
          ? entryLenses(analysis, readBy(document.uri, folder, index), resolve)
          : [];
      const line = (offset: number): number => document.positionAt(offset).line;
      return [...entry, ...findLenses(analysis, resolve, line)].map(lens => {
        const range = rangeOf(document, lens.span);
        return new vscode.CodeLens(range, command(lens, folder, document.uri));
      });
    },
  };
}

/** What a run of a script reads. */
function readBy(
  script: vscode.Uri,
  folder: string | null,
  index: PipelineIndex,
): readonly Reference[] {
  const uses =
    folder === null
      ? index.uses(folder)
      : scriptUses(index, plainLaunch({ uri: script.toString(), folder })).uses;
  return uses.map(({ reference }) => reference);
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
    case 'rename':
      return {
        title,
        command: commands.renameSecret,
        arguments: [{ kind: 'missing', name, folder }],
      };
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
