import * as vscode from 'vscode';
import { parseSecretName, suggestName, type SecretName } from '../../core/name.ts';
import { parseStore } from '../../core/runs/storeFile.ts';
import { scopeKey, type SecretScope } from '../../core/scope.ts';
import { SecretValue } from '../../core/value.ts';
import { askScope, scopesHere, scopeText } from '../prompts/scopePrompt.ts';
import { working } from '../working.ts';
import type { SecretsDeps } from './secretsDeps.ts';

type Entry = { readonly name: string; readonly value: string };

/** Takes secrets over from a store file of `nextflow secrets`. */
export async function importStoreFile(deps: SecretsDeps): Promise<void> {
  const file = await chooseFile('Import from Nextflow Store File', '.nextflow/secrets/store.json');
  const text = file ? await readText(deps, file) : null;
  if (!file || text === null) {
    return;
  }
  const parsed = parseStore(text);
  if (!parsed.ok) {
    deps.showFailure({ kind: 'file-malformed', path: file.fsPath, detail: parsed.error });
    return;
  }
  await importEntries(deps, file, parsed.value);
}

/** Takes secrets over from a `.env` file. */
export async function importDotenv(deps: SecretsDeps): Promise<void> {
  const file = await chooseFile('Import from .env File', '.env');
  const text = file ? await readText(deps, file) : null;
  if (file && text !== null) {
    const entries = Object.entries(deps.parseDotenv(text));
    await importEntries(
      deps,
      file,
      entries.map(([name, value]) => ({ name, value })),
    );
  }
}

async function chooseFile(title: string, usual: string): Promise<vscode.Uri | null> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder && vscode.Uri.joinPath(folder, usual);
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: 'Import',
      ...(defaultUri && { defaultUri }),
    })) ?? [];
  return file ?? null;
}

async function readText(deps: SecretsDeps, file: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    deps.showFailure({ kind: 'file-unreadable', path: file.fsPath, reason });
    return null;
  }
}

async function importEntries(
  deps: SecretsDeps,
  file: vscode.Uri,
  entries: readonly Entry[],
): Promise<void> {
  const title = `Import from ${vscode.workspace.asRelativePath(file)}`;
  const scope = await askScope(scopesHere(), { title, step: 1, of: 1 });
  if (scope === null || scope === 'back') {
    return;
  }
  const items = entries.flatMap(entry => itemOf(deps, entry, scope.value));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(`There are no secrets in ${file.fsPath}.`);
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    canPickMany: true,
    ignoreFocusOut: true,
    placeHolder: `Which are to be kept in ${scopeText(scope.value)}?`,
  });
  let done = 0;
  for (const { name, value } of chosen ?? []) {
    const put = await working(`Importing ${name}`, signal =>
      deps.editor.put(scope.value, name, value, signal),
    );
    if (!put?.ok) {
      if (put) {
        deps.showFailure(put.error);
      }
      break;
    }
    done += 1;
  }
  if (chosen) {
    const noun = done === 1 ? 'secret is' : 'secrets are';
    void vscode.window.showInformationMessage(
      `${done} ${noun} imported into ${scopeText(scope.value)}.`,
    );
  }
}

type Item = vscode.QuickPickItem & { readonly name: SecretName; readonly value: SecretValue };

/** Empty values and names of which nothing can be kept are left out. */
function itemOf({ catalog }: SecretsDeps, entry: Entry, scope: SecretScope): Item[] {
  const parsed = parseSecretName(entry.name);
  const name = parsed.ok ? parsed.value : suggestName(entry.name);
  if (name === null || entry.value === '') {
    return [];
  }
  const state = catalog.current.scopes.find(
    ({ scope: own }) => scopeKey(own) === scopeKey(scope),
  )?.state;
  const exists = state?.kind === 'loaded' && state.records.some(record => record.name === name);
  const notes = [
    parsed.ok ? '' : `named ${entry.name} there, which is no legal name`,
    exists ? 'replaces the value' : '',
  ].filter(note => note !== '');
  const description = notes.join(' · ');
  return [{ label: name, description, picked: !exists, name, value: new SecretValue(entry.value) }];
}
