import * as vscode from 'vscode';
import { escapeIcons } from '../../../core/iconLabel.ts';
import { terminalEnvironment } from '../../../core/runs/copies/storeFile.ts';
import { fieldsOf } from '../../commandArguments.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { chooseFolder, launchFolder } from '../launch/launchFolder.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/**
 * Opens a terminal in which Nextflow, nf-test and whatever else reads `NXF_SECRETS_FILE` find this
 * folder's secrets. A supervisor owns their copy, and removes it when the shell ends.
 */
export async function openTerminal(deps: RunsDeps, argument: unknown): Promise<string | null> {
  const given = folderOf(argument);
  const folder = given
    ? vscode.workspace.getWorkspaceFolder(given)
    : await chooseFolder(vscode.l10n.t('The folder in which the terminal opens'));
  if (!folder) {
    return null;
  }
  const outcome = await deps.flow.run(
    {
      folder: launchFolder(folder),
      test: false,
      work: { kind: 'terminal', shell: vscode.env.shell },
    },
    fieldsOf(argument)['confirm'] !== false,
  );
  if (outcome.kind !== 'started') {
    return null;
  }
  await open(deps, outcome.run, folder, outcome.environment);
  return outcome.run;
}

/** The shell starts when its copy is there; from the moment that we know it, the copy is its. */
async function open(
  { registry }: RunsDeps,
  run: string,
  folder: vscode.WorkspaceFolder,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const started = await registry.started(run, AbortSignal.timeout(timeout));
  if (!started) {
    showFailure({ kind: 'run-unreachable', run });
    return;
  }
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t('Secrets: {0}', escapeIcons(folder.name)),
    cwd: folder.uri,
    env: { ...environment, ...terminalEnvironment(started.record.storeFolder) },
    iconPath: new vscode.ThemeIcon('key'),
  });
  terminal.show();
  const pid = await terminal.processId;
  if (pid === undefined) {
    await registry.stop(run);
    return;
  }
  const attached = await registry.attachShell(run, pid);
  if (!attached.ok) {
    showFailure(attached.error);
  }
}

/** Milliseconds in which a supervisor has made its copies. */
const timeout = 20_000;

function folderOf(argument: unknown): vscode.Uri | null {
  const given = argument instanceof vscode.Uri ? argument : fieldsOf(argument)['folder'];
  return given instanceof vscode.Uri ? given : null;
}
