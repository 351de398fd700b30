import * as vscode from 'vscode';
import type { PipelineSource } from '../../services/ports/pipelineSource.ts';
import { readText } from './readText.ts';

/** The text of a file as it stands: that of its open document, else the one on disk. */
export async function textAt(uri: vscode.Uri): Promise<string> {
  return openText(uri.toString()) ?? (await readText(uri));
}

/** The files of pipelines as they stand, unsaved changes too. */
export function withOpenTexts(source: PipelineSource): PipelineSource {
  return {
    locate: uri => source.locate(uri),
    userConfig: source.userConfig,
    variables: source.variables,
    text: async uri => openText(uri) ?? (await source.text(uri)),
  };
}

function openText(uri: string): string | null {
  const open = vscode.workspace.textDocuments.find(
    document => document.uri.toString() === uri && !document.isClosed,
  );
  return open?.getText() ?? null;
}
