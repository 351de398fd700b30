import * as vscode from 'vscode';
import { iconLabel } from '../../../core/iconLabel.ts';
import { naturalOrder } from '../../../core/naturalOrder.ts';
import { fieldsOf, textField } from '../../commandArguments.ts';
import { launchFolder } from '../launch/launchFolder.ts';
import type { RunsDeps } from '../view/runsDeps.ts';
import { showRun } from './showRunOutput.ts';

/** What the command is invoked on: a lens gives the file and maybe one test of it. */
interface TestTarget {
  readonly file: vscode.Uri;
  readonly only: string | null;
}

/** Runs nf-test on a file, or on one test of it, with the secrets that the tested code refers to. */
export async function runTests(deps: RunsDeps, argument: unknown): Promise<string | null> {
  const target = await testTarget(argument);
  if (!target) {
    return null;
  }
  const { file, only } = target;
  const folder = vscode.workspace.getWorkspaceFolder(file);
  if (!folder) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the folder of the tests first.'));
    return null;
  }
  const outcome = await deps.flow.run(
    {
      folder: launchFolder(folder),
      test: false,
      work: { kind: 'tests', file: vscode.workspace.asRelativePath(file, false), only },
    },
    fieldsOf(argument)['confirm'] !== false,
  );
  if (outcome.kind !== 'started') {
    return null;
  }
  await showRun(deps, outcome.run, { focus: false });
  return outcome.run;
}

async function testTarget(argument: unknown): Promise<TestTarget | null> {
  if (argument instanceof vscode.Uri) {
    return { file: argument, only: null };
  }
  const { file: given } = fieldsOf(argument);
  if (given instanceof vscode.Uri) {
    return { file: given, only: textField(argument, 'only') };
  }
  const active = vscode.window.activeTextEditor?.document.uri;
  const file = active?.path.endsWith('.nf.test') ? active : await pickTestFile();
  return file ? { file, only: null } : null;
}

async function pickTestFile(): Promise<vscode.Uri | null> {
  const files = await vscode.workspace.findFiles('**/*.nf.test', '**/.nf-test/**', 1000);
  if (files.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no test file (*.nf.test) here.'),
    );
    return null;
  }
  const rows = files.map(uri => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const sorted = rows.sort((a, b) => naturalOrder(a.label, b.label));
  const picked = await vscode.window.showQuickPick(
    sorted.map(({ label, uri }) => ({ label: iconLabel`$(beaker) ${label}`, uri })),
    { title: vscode.l10n.t('Run Tests with Secrets'), placeHolder: vscode.l10n.t('Test file') },
  );
  return picked?.uri ?? null;
}
