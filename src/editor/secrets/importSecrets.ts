import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { dotenvEntries } from '../../core/imports/dotenvEntries.ts';
import { type FileEntries, type LeftOut, leftOutSummary } from '../../core/imports/fileEntry.ts';
import { type ImportRow, planImport } from '../../core/imports/planImport.ts';
import { storeEntries } from '../../core/imports/storeEntries.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { askScope, scopesHere, scopeText } from '../prompts/askScope.ts';
import { offerDecodeLines } from '../prompts/offerDecodeLines.ts';
import { secretRow } from '../ui/secretRow.ts';
import { showFailure } from '../ui/showFailure.ts';
import { countIn, working } from '../ui/working.ts';
import { chooseFile, dotenvFiles, storeFiles, storeFolder } from './chooseFile.ts';
import { chooseForm, entryOf, type Form } from './chooseForm.ts';
import { chooseRows, showLeftOut } from './chooseRows.ts';
import { type SecretsDeps, valueCheck } from './secretsDeps.ts';

/** What is imported, and as far as it was decided, how. */
interface Import {
  readonly deps: SecretsDeps;
  readonly file: vscode.Uri;
  readonly found: FileEntries;
  readonly scopes: readonly SecretScope[];
  readonly scope: SecretScope | null;
  /** Names; null before they were chosen. */
  readonly ticked: ReadonlySet<string> | null;
}

/** Takes secrets over from a store file of `nextflow secrets`. */
export async function importStoreFile(deps: SecretsDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Import from Nextflow Store File');
  const file = await chooseFile(title, await storeFiles(deps), await storeFolder(deps));
  const text = file ? await readText(deps, file) : null;
  if (!file || text === null) {
    return;
  }
  const found = storeEntries(text);
  if (!found.ok) {
    showFailure({ kind: 'file-malformed', path: file.fsPath, detail: found.error });
    return;
  }
  await importEntries(deps, file, found.value, argument);
}

/** Takes secrets over from a `.env` file. */
export async function importDotenv(deps: SecretsDeps, argument: unknown): Promise<void> {
  const file = await chooseFile(vscode.l10n.t('Import from .env File'), await dotenvFiles(), null);
  const text = file ? await readText(deps, file) : null;
  if (file && text !== null) {
    await importEntries(deps, file, dotenvEntries(text, deps.parseDotenv), argument);
  }
}

async function readText(deps: SecretsDeps, file: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    showFailure({ kind: 'file-unreadable', path: file.fsPath, reason });
    return null;
  }
}

function importEntries(
  deps: SecretsDeps,
  file: vscode.Uri,
  found: FileEntries,
  argument: unknown,
): Promise<void> {
  const node = secretRow(argument);
  const scopes = node?.kind === 'scope' ? [node.scope] : scopesHere();
  return goOn({ deps, file, found, scopes, scope: null, ticked: null });
}

/** Asks what was not decided yet, and imports. */
async function goOn(begun: Import): Promise<void> {
  const { deps, file, found, scopes } = begun;
  const title = vscode.l10n.t('Import from {0}', nameOf(file));
  const asked = begun.scope
    ? { value: begun.scope }
    : await askScope(scopes, { title, step: 1, of: 1 });
  if (asked === null || asked === 'back') {
    return leave(begun);
  }
  const scope = asked.value;
  const { advise } = await valueCheck(deps, scope);
  const { rows, leftOut } = planImport(found, new Set(deps.catalog.current.namesIn(scope)), advise);
  if (rows.length === 0) {
    await tell(vscode.l10n.t('{0} has no secret to import.', file.fsPath), leftOut);
    return;
  }
  const chosen = await chooseRows(rows, {
    title: vscode.l10n.t('{0} into {1}', title, scopeText(scope)),
    leftOut,
    ticked: begun.ticked,
  });
  const decided = { ...begun, scope, ticked: new Set(chosen.rows.map(({ name }) => name)) };
  const form = chosen.accepted ? await chooseForm(chosen.rows, title) : null;
  if (form === null) {
    return leave(decided);
  }
  await keep(decided, scope, chosen.rows, form, leftOut);
}

/** Another prompt may have taken this one's place: what was decided is not lost for that. */
async function leave(begun: Import): Promise<void> {
  const again = vscode.l10n.t('Continue');
  const message = vscode.l10n.t('Nothing was imported from {0}.', nameOf(begun.file));
  if ((await vscode.window.showInformationMessage(message, again)) === again) {
    await goOn(begun);
  }
}

async function keep(
  begun: Import,
  scope: SecretScope,
  rows: readonly ImportRow[],
  form: Form,
  leftOut: readonly LeftOut[],
): Promise<void> {
  const { editor } = begun.deps;
  const entries = rows.map(row => entryOf(row, form));
  const put = await working(
    plural(
      rows.length,
      vscode.l10n.t('Importing 1 secret'),
      vscode.l10n.t('Importing {0} secrets', rows.length),
    ),
    (signal, report) => editor.putAll(scope, entries, signal, countIn(report, rows.length)),
  );
  const done = new Set<string>(put?.done);
  const encoded = rows.filter(row => form === 'mended' && row.advice.base64 && done.has(row.name));
  if (encoded.length > 0) {
    void offerDecodeLines(encoded.map(({ name }) => name)); // Settles when it is answered.
  }
  if (put?.failure) {
    showFailure(put.failure);
  }
  const into = scopeText(scope);
  if (done.size === rows.length) {
    const all = plural(
      done.size,
      vscode.l10n.t('1 secret is imported into {0}.', into),
      vscode.l10n.t('{0} secrets are imported into {1}.', done.size, into),
    );
    await tell(all, leftOut);
    return;
  }
  const rest = vscode.l10n.t('Import the Rest');
  const message = plural(
    rows.length,
    vscode.l10n.t('The secret is not imported into {0}.', into),
    vscode.l10n.t('{0} of {1} secrets are imported into {2}.', done.size, rows.length, into),
  );
  if ((await vscode.window.showWarningMessage(message, rest)) === rest) {
    const missing = rows.filter(({ name }) => !done.has(name)).map(({ name }) => name);
    await goOn({ ...begun, scope, ticked: new Set(missing) });
  }
}

/** Says how it ended, and what of the file became no secret. */
async function tell(message: string, leftOut: readonly LeftOut[]): Promise<void> {
  const show = vscode.l10n.t('Show Skipped Entries');
  const buttons = leftOut.length > 1 ? [show] : [];
  const text = [message, leftOutSummary(leftOut)].filter(part => part !== '').join(' ');
  if ((await vscode.window.showInformationMessage(text, ...buttons)) === show) {
    showLeftOut(leftOut);
  }
}

function nameOf(file: vscode.Uri): string {
  return file.path.split('/').at(-1) ?? '';
}
