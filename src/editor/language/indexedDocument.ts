import * as vscode from 'vscode';
import type { FileAnalysis } from '../../core/nextflow/files/analyse.ts';
import type { FileKind } from '../../core/nextflow/files/fileKind.ts';
import type { Span } from '../../core/nextflow/groovy/span.ts';
import { DocumentCache } from '../../services/index/documentCache.ts';
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

/** What is known of the open documents, for all that this part does. */
const documents = new DocumentCache();

/** The document as the index has it; null where it is not Nextflow's, as far as its text tells. */
export function indexedDocument(document: vscode.TextDocument): IndexedFile | null {
  return documents.file(document, document.uri.toString(), folderOf(document.uri));
}

/** What a document is to Nextflow; the index knows what surrounds it. */
export function fileKindOf(document: vscode.TextDocument, index: PipelineIndex): FileKind | null {
  return fileOf(document, index)?.kind ?? null;
}

/** The analysis of a document as it stands; null where it is not Nextflow's. */
export function analysisOf(
  document: vscode.TextDocument,
  index: PipelineIndex,
): FileAnalysis | null {
  return fileOf(document, index)?.analysis ?? null;
}

/** What the analysis would be if the document had another text. */
export function analysisWith(
  document: vscode.TextDocument,
  text: string,
  kind: FileKind,
): FileAnalysis {
  return documents.analysis(document, text, kind);
}

function fileOf(document: vscode.TextDocument, index: PipelineIndex): IndexedFile | null {
  return index.doubts(document.uri.toString()) ? null : indexedDocument(document);
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
