import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SecretNode } from '../../src/core/views/secretNode.ts';
import type { ExtensionApi } from '../../src/extension.ts';
import { until } from './until.ts';

/** The extension's parts, once it has read every file and store. */
export async function readyApi(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>(
    'nextflow-secrets.nextflow-secrets',
  );
  const api = (await extension?.activate()) ?? assert.fail('the extension gives tests its parts');
  await until(() => api.index.complete && api.catalog.current.complete);
  return api;
}

/** The Secrets view as text, indented, label and description. */
export function drawTree({ view }: ExtensionApi): string[] {
  const draw = (node: SecretNode, depth: number): string[] => [
    `${'  '.repeat(depth)}${node.label} | ${node.description}`,
    ...node.children.flatMap(child => draw(child, depth + 1)),
  ];
  return view.roots.flatMap(node => draw(node, 0));
}

/** Titles of the lenses of a file, blanks as blanks. */
export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  await vscode.workspace.openTextDocument(uri);
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    100,
  );
  return found.map(({ command }) => (command?.title ?? '').replaceAll('\u00a0', ' '));
}
