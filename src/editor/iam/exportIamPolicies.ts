import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { commandFiles } from '../../core/iam/documents/commandFiles.ts';
import { type ExportedFile, jsonFiles } from '../../core/iam/documents/jsonFiles.ts';
import { terraformFiles } from '../../core/iam/documents/terraformFiles.ts';
import type { PlaceholderValues } from '../../core/iam/policyPlaceholder.ts';
import type { Variant } from '../../core/iam/roles/iamRole.ts';
import { iconLabel } from '../../core/iconLabel.ts';
import { pick } from '../ui/pick.ts';
import type { IamDeps } from './iamDeps.ts';
import { knownPlaceholders } from './knownPlaceholders.ts';

type Export = (variant: Variant, known: PlaceholderValues) => readonly ExportedFile[];

const formats: readonly (vscode.QuickPickItem & { readonly value: Export })[] = [
  {
    label: iconLabel`$(json) ${vscode.l10n.t('JSON files')}`,
    detail: vscode.l10n.t('One file for each document, in the format of the AWS console'),
    value: jsonFiles,
  },
  {
    label: iconLabel`$(file-code) ${vscode.l10n.t('Terraform')}`,
    detail: vscode.l10n.t('A file for AWS and one for Google Cloud'),
    value: terraformFiles,
  },
  {
    label: iconLabel`$(terminal) ${vscode.l10n.t('Commands')}`,
    detail: vscode.l10n.t('Shell scripts that call aws and gcloud'),
    value: commandFiles,
  },
];

const variants: readonly (vscode.QuickPickItem & { readonly value: Variant })[] = [
  {
    label: vscode.l10n.t('Narrower and newer'),
    detail: vscode.l10n.t(
      'Limited to the secrets of runs, with the permissions that secrets.X needs',
    ),
    value: 'current',
  },
  {
    label: vscode.l10n.t('As on the documentation page'),
    detail: vscode.l10n.t('Word for word'),
    value: 'page',
  },
];

const title = vscode.l10n.t('Export IAM Policies');

/** Writes the policy documents to a folder; never over a file without asking. */
export async function exportIamPolicies(deps: IamDeps): Promise<void> {
  const format = await pick(formats, { title, step: 1, of: 2 }, vscode.l10n.t('Choose a format'));
  if (format === null || format === 'back') {
    return;
  }
  const variant = await pick(
    variants,
    { title, step: 2, of: 2 },
    vscode.l10n.t('Choose documents'),
  );
  if (variant === 'back') {
    return exportIamPolicies(deps);
  }
  const known = variant && (await knownPlaceholders(deps, title));
  const folder = known && (await chooseFolder());
  if (folder) {
    await writeAll(folder, format.value(variant.value, known));
  }
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const defaultUri = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: vscode.l10n.t('Export Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(defaultUri && { defaultUri }),
  });
  return chosen?.[0];
}

async function writeAll(folder: vscode.Uri, files: readonly ExportedFile[]): Promise<void> {
  const there = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
  const over = files.filter(({ name }) => there.has(name)).map(({ name }) => name);
  if (over.length > 0) {
    const question = plural(
      over.length,
      vscode.l10n.t('1 file already exists.'),
      vscode.l10n.t('{0} files already exist.', over.length),
    );
    const replace = vscode.l10n.t('Replace');
    const detail = over.join('\n');
    if (
      (await vscode.window.showWarningMessage(question, { modal: true, detail }, replace)) !==
      replace
    ) {
      return;
    }
  }
  for (const { name, text } of files) {
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, name),
      new TextEncoder().encode(text),
    );
  }
  const [first] = files;
  if (first) {
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, first.name), {
      preview: true,
    });
  }
  vscode.window.setStatusBarMessage(
    iconLabel`$(check) ${plural(files.length, vscode.l10n.t('1 file written to {0}', folder.fsPath), vscode.l10n.t('{0} files written to {1}', files.length, folder.fsPath))}`,
    8000,
  );
}
