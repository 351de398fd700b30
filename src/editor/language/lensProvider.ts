import * as vscode from 'vscode';
import { entryLenses, findLenses, type Lens } from '../../core/language/findLenses.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';
import { readRunModel } from '../../services/index/runModel/readRunModel.ts';
import { plainLaunch } from '../../services/launch/pipelineReader.ts';
import { commandOf } from '../commandArguments.ts';
import { commands, settings } from '../ids.ts';
import { readSetting } from '../settings.ts';
import { analysisOf, folderOf, rangeOf } from './indexedDocument.ts';
import type { LanguageDeps } from './languageDeps.ts';

/** Shows above references where a run takes their secrets from, and runs on the entry workflow. */
export function lensProvider(
  { catalog, index, source }: LanguageDeps,
  onDidChangeCodeLenses: vscode.Event<void>,
): vscode.CodeLensProvider {
  return {
    onDidChangeCodeLenses,
    provideCodeLenses: async document => {
      const analysis = analysisOf(document, index);
      if (!analysis || !readSetting(settings.codeLens, document.uri)) {
        return [];
      }
      const folder = folderOf(document.uri);
      const here = catalog.current.forFolder(folder);
      const resolve = (name: string) => here.resolve(name);
      const entry =
        vscode.workspace.isTrusted && analysis.entry
          ? entryLenses(analysis, await readBy(document.uri, folder, { index, source }), resolve)
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
async function readBy(
  script: vscode.Uri,
  folder: string | null,
  { index, source }: Pick<LanguageDeps, 'index' | 'source'>,
): Promise<readonly Reference[]> {
  const launch =
    folder === null
      ? null
      : { ...plainLaunch({ uri: script.toString(), folder }, source), profiles: [] };
  const uses =
    launch === null ? index.uses(folder) : (await readRunModel(index, source, launch)).uses;
  return uses.map(({ reference }) => reference);
}

function command(lens: Lens, folder: string | null, script: vscode.Uri): vscode.Command {
  // VS Code swallows a blank between a lens's icon and its text.
  const title = lens.title.replace(/^(\$\([\w-]+\)) /, '$1\u00a0');
  switch (lens.action) {
    case 'add':
      return commandOf(commands.addSecret, title, { name: lens.name, folder });
    case 'rename':
      return commandOf(commands.renameSecret, title, { kind: 'missing', name: lens.name, folder });
    case 'reveal':
      return commandOf(commands.revealSecret, title, { name: lens.name, folder });
    case 'run':
      return commandOf(commands.runPipeline, title, script);
    case 'test':
      return commandOf(commands.testRun, title, script);
    case 'canary':
      return commandOf(commands.canaryRun, title, script);
    case null:
      return { title, command: '' };
  }
}
