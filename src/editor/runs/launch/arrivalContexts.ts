import * as vscode from 'vscode';
import { plainOptions } from '../../../core/runs/launch/launchOptions.ts';
import type { ArrivalContext } from '../../../core/runs/plan/arrival.ts';
import type { SecretScope } from '../../../core/secrets/secretScope.ts';
import type { Launcher } from '../../../services/launch/launcher.ts';
import { launchFolder } from './launchFolder.ts';
import type { LaunchMemory } from './launchMemory.ts';
import type { LaunchableScript, Pipelines } from './pipelines.ts';

interface ArrivalDeps {
  readonly launcher: Launcher;
  readonly memory: LaunchMemory;
  readonly pipelines: Pipelines;
}

/** What the runs of a scope's folders would make of a value, as each script was launched last. */
export async function arrivalContexts(
  { launcher, memory, pipelines }: ArrivalDeps,
  scope: SecretScope,
  signal: AbortSignal,
): Promise<readonly ArrivalContext[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => scope.kind === 'user' || scope.folder === uri.toString(),
  );
  const scripts = await pipelines.scripts();
  return Promise.all(
    folders
      .flatMap(folder => scriptsOf(folder, scripts))
      .map(({ uri, folder: its }) => {
        const folder = launchFolder(its);
        const options = memory.lastOf(folder.uri, uri.fsPath) ?? plainOptions(uri.fsPath);
        return launcher.arrivalContext(
          { folder, work: { kind: 'pipeline', options }, test: false },
          signal,
        );
      }),
  );
}

/** Where a folder has none yet, what its modules say is read as if all were one pipeline. */
function scriptsOf(
  folder: vscode.WorkspaceFolder,
  scripts: readonly LaunchableScript[],
): readonly LaunchableScript[] {
  const own = scripts.filter(script => script.folder === folder);
  return own.length > 0 ? own : [{ uri: vscode.Uri.joinPath(folder.uri, 'main.nf'), folder }];
}
