import * as vscode from 'vscode';
import { iconLabel } from '../../../core/iconLabel.ts';
import { working } from '../../ui/working.ts';
import { labelOf, tellNoFolder } from './launchFolder.ts';
import type { LaunchMemory } from './launchMemory.ts';
import type { LaunchableScript, Pipelines } from './pipelines.ts';

interface ScriptPickDeps {
  readonly pipelines: Pipelines;
  readonly memory: LaunchMemory;
}

/**
 * The script that a command launches: the one that it was invoked on, else what is edited or the
 * one pipeline that what is edited is a part of, else the only one of the workspace, else the one
 * that is chosen from all. Null when there is none, which is told, or the developer leaves.
 */
export async function chooseScript(
  deps: ScriptPickDeps,
  given: vscode.Uri | null,
  title: string,
): Promise<LaunchableScript | null> {
  if (given) {
    const folder = vscode.workspace.getWorkspaceFolder(given);
    if (!folder) {
      tellNoFolder();
      return null;
    }
    return { uri: given, folder };
  }
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    tellNoFolder();
    return null;
  }
  const found = await working(vscode.l10n.t('Looking for entry scripts'), () =>
    candidates(deps.pipelines),
  );
  if (!found) {
    return null;
  }
  const { all, meant } = found;
  const [only, another] = meant.length > 0 ? meant : all;
  if (!only) {
    tellNoScript();
    return null;
  }
  return another ? pickScript(all, { title, first: meant, memory: deps.memory }) : only;
}

/** Asks for one of several entry scripts; null when the developer leaves. */
export async function pickScript(
  all: readonly LaunchableScript[],
  {
    title,
    first = [],
    memory,
  }: {
    readonly title: string;
    /** Shown before the others. */
    readonly first?: readonly LaunchableScript[];
    readonly memory: LaunchMemory;
  },
): Promise<LaunchableScript | null> {
  const rank = (script: LaunchableScript): number =>
    (isIn(script, first) ? 0 : 2) + (isLast(script, memory) ? 0 : 1);
  const rows = [...all]
    .sort((a, b) => rank(a) - rank(b))
    .map(script => ({
      label: iconLabel`$(file-code) ${labelOf(script.uri, script.folder)}`,
      description: isLast(script, memory) ? vscode.l10n.t('launched last') : '',
      script,
    }));
  const options = { title, placeHolder: vscode.l10n.t('Entry script'), matchOnDescription: true };
  return (await vscode.window.showQuickPick(rows, options))?.script ?? null;
}

async function candidates(pipelines: Pipelines): Promise<{
  readonly all: readonly LaunchableScript[];
  readonly meant: readonly LaunchableScript[];
}> {
  const edited = vscode.window.activeTextEditor?.document.uri;
  const isScript = edited?.scheme === 'file' && edited.path.endsWith('.nf');
  return {
    all: await pipelines.scripts(),
    meant: isScript ? await pipelines.scriptsWith(edited) : [],
  };
}

function isIn({ uri }: LaunchableScript, scripts: readonly LaunchableScript[]): boolean {
  return scripts.some(script => script.uri.toString() === uri.toString());
}

function isLast({ uri, folder }: LaunchableScript, memory: LaunchMemory): boolean {
  return memory.last(folder.uri.toString())?.script === uri.fsPath;
}

function tellNoScript(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'No script here has an entry workflow, that is, a workflow without a name: workflow { … }.',
    ),
  );
}
