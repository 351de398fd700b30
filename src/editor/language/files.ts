import * as vscode from 'vscode';
import { analyse, type FileAnalysis } from '../../core/nextflow/files/analyse.ts';
import { type FileKind, fileKind } from '../../core/nextflow/files/fileKind.ts';
import type { Span } from '../../core/nextflow/groovy/span.ts';
import { type IndexedFile, indexFile } from '../../services/index/indexedFile.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';

/** Where no file is a pipeline's: Nextflow's work folders hold what tasks left behind. */
export const noPipeline =
  '{**/.git/**,**/node_modules/**,**/.nextflow/**,**/.nf-test/**,**/work/[0-9a-f][0-9a-f]/**}';

/** By pattern, not language: whatever extension has the files, and in whatever scheme. */
export const selector: vscode.DocumentSelector = [
  { pattern: '**/*.nf' },
  { pattern: '**/*.config' },
];

const cache = new WeakMap<
  vscode.TextDocument,
  { version: number; analysis: FileAnalysis | null }
>();

/** What a document is to Nextflow; the index knows what surrounds it. */
export function kindOf(document: vscode.TextDocument, index: PipelineIndex): FileKind | null {
  return index.doubts(document.uri.toString())
    ? null
    : fileKind(document.uri.path, document.getText());
}

/** The analysis of a document as it stands; null where it is not Nextflow's. */
export function analysisOf(
  document: vscode.TextDocument,
  index: PipelineIndex,
): FileAnalysis | null {
  if (index.doubts(document.uri.toString())) {
    return null;
  }
  const known = cache.get(document);
  if (known?.version === document.version) {
    return known.analysis;
  }
  const kind = kindOf(document, index);
  const analysis = kind ? analyse(document.getText(), kind) : null;
  cache.set(document, { version: document.version, analysis });
  return analysis;
}

/** URI of the workspace folder that a file belongs to, or null. */
export function folderOf(uri: vscode.Uri): string | null {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() ?? null;
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** What the index keeps of a text; null where it is not Nextflow's. */
export function indexed(uri: vscode.Uri, text: string): IndexedFile | null {
  return indexFile(uri.toString(), folderOf(uri), text);
}
