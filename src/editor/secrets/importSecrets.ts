import * as vscode from 'vscode';
import { toBase64 } from '../../core/base64.ts';
import { planImport, type ImportRow, type LeftOut } from '../../core/importPlan.ts';
import { parseStore } from '../../core/runs/storeFile.ts';
import { scopeKey, type SecretScope } from '../../core/scope.ts';
import { SecretValue } from '../../core/value.ts';
import { askScope, scopesHere, scopeText } from '../prompts/scopePrompt.ts';
import { pick } from '../prompts/step.ts';
import { offerDecodeLines } from '../prompts/decodeLines.ts';
import { working } from '../working.ts';
import { chooseFile, dotenvFiles, storeFiles } from './importFile.ts';
import { targetNode, valueCheck, type SecretsDeps } from './secretsDeps.ts';
import { count } from '../../core/count.ts';
import { escapeIcons } from '../../core/iconLabel.ts';

type Entry = { readonly name: string; readonly value: string };

/** Takes secrets over from a store file of `nextflow secrets`. */
export async function importStoreFile(deps: SecretsDeps, argument: unknown): Promise<void> {
  const file = await chooseFile('Import from Nextflow Store File', await storeFiles(deps));
  const text = file ? await readText(deps, file) : null;
  if (!file || text === null) {
    return;
  }
  const parsed = parseStore(text);
  if (!parsed.ok) {
    deps.showFailure({ kind: 'file-malformed', path: file.fsPath, detail: parsed.error });
    return;
  }
  await importEntries(deps, file, parsed.value, argument);
}

/** Takes secrets over from a `.env` file. */
export async function importDotenv(deps: SecretsDeps, argument: unknown): Promise<void> {
  const file = await chooseFile('Import from .env File', await dotenvFiles());
  const text = file ? await readText(deps, file) : null;
  if (file && text !== null) {
    const entries = Object.entries(deps.parseDotenv(text));
    const named = entries.map(([name, value]) => ({ name, value }));
    await importEntries(deps, file, named, argument);
  }
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
  argument: unknown,
): Promise<void> {
  const title = `Import from ${file.path.split('/').at(-1) ?? ''}`;
  const node = targetNode(argument);
  const scopes = node?.kind === 'scope' ? [node.scope] : scopesHere();
  const asked = await askScope(scopes, { title, step: 1, of: 1 });
  if (asked === null || asked === 'back') {
    return;
  }
  const scope = asked.value;
  const { advise } = await valueCheck(deps, scope);
  const { rows, leftOut } = planImport(entries, namesIn(deps, scope), advise);
  const left = leftOutText(leftOut);
  if (rows.length === 0) {
    const why = left === '' ? '' : ` ${left}`;
    void vscode.window.showInformationMessage(`${file.fsPath} has no secret to import.${why}`);
    return;
  }
  const chosen = await chooseRows(rows, `${title} into ${scopeText(scope)}`, left);
  const form = chosen && (await chooseForm(chosen, title));
  if (!chosen || !form) {
    return;
  }
  const done = await keep(deps, scope, chosen, form);
  const text = `${count(done, 'secret is', 'secrets are')} imported into ${scopeText(scope)}.${left === '' ? '' : ` ${left}`}`;
  void vscode.window.showInformationMessage(text);
  if (form === 'base64') {
    void offerDecodeLines(chosen.filter(needsBase64).map(({ name }) => name));
  }
}

function namesIn({ catalog }: SecretsDeps, scope: SecretScope): ReadonlySet<string> {
  const entry = catalog.current.scopes.find(({ scope: own }) => scopeKey(own) === scopeKey(scope));
  const records = entry?.state.kind === 'loaded' ? entry.state.records : [];
  return new Set(records.map(({ name }) => name));
}

/** What is there already is not ticked: replacing a value is a decision of its own. */
async function chooseRows(
  rows: readonly ImportRow[],
  title: string,
  left: string,
): Promise<readonly ImportRow[] | undefined> {
  const items = rows.map(row => ({
    label: row.name,
    description: [
      row.replaces ? '$(warning) exists: tick to replace its value' : '',
      row.calledThere === null ? '' : `for ${escapeIcons(row.calledThere)}, which is no legal name`,
    ]
      .filter(note => note !== '')
      .join(' · '),
    detail: row.advice.consequences
      .map(({ severity, text }) => `$(${severity}) ${escapeIcons(text)}`)
      .join('  '),
    picked: !row.replaces,
    row,
  }));
  const placeHolder = left === '' ? 'Enter imports what is ticked' : `Enter imports. ${left}`;
  const options = { title, placeHolder, canPickMany: true, ignoreFocusOut: true } as const;
  return (await vscode.window.showQuickPick(items, options))?.map(({ row }) => row);
}

type Form = 'as-is' | 'base64';

/** Asks once what to do with the values that would not arrive whole; null to leave. */
async function chooseForm(rows: readonly ImportRow[], title: string): Promise<Form | null> {
  const names = rows.filter(needsBase64).map(({ name }) => name);
  if (names.length === 0) {
    return 'as-is';
  }
  const items = [
    {
      label: 'Store Them in Base64',
      detail: 'They arrive whole, and the task’s script decodes them',
      value: 'base64' as const,
    },
    { label: 'Store Them as They Are', value: 'as-is' as const },
  ];
  const question = `${names.join(', ')} would not arrive in tasks as in the file`;
  const answer = await pick<Form>(items, { title, step: 1, of: 1 }, question);
  return answer === null || answer === 'back' ? null : answer.value;
}

function needsBase64({ advice }: ImportRow): boolean {
  return advice.base64;
}

/** How many were kept before one failed or the rest was given up. */
async function keep(
  deps: SecretsDeps,
  scope: SecretScope,
  rows: readonly ImportRow[],
  form: Form,
): Promise<number> {
  let done = 0;
  await working(`Importing ${rows.length} secrets`, async signal => {
    for (const row of rows) {
      signal.throwIfAborted();
      const encoded = form === 'base64' && needsBase64(row);
      const value = encoded ? new SecretValue(toBase64(row.value.reveal())) : row.value;
      const put = await deps.editor.put(scope, row.name, value, signal);
      if (!put.ok) {
        deps.showFailure(put.error);
        return;
      }
      done += 1;
    }
  });
  return done;
}

const reasons: Readonly<Record<LeftOut['because'], string>> = {
  empty: 'no value',
  illegal: 'no legal name',
  twice: 'overridden further down',
};

/** `Left out: EMPTY (no value), 1 (no legal name).` */
function leftOutText(leftOut: readonly LeftOut[]): string {
  const texts = leftOut.map(({ calledThere, because }) => `${calledThere} (${reasons[because]})`);
  return texts.length === 0 ? '' : `Left out: ${texts.join(', ')}.`;
}
