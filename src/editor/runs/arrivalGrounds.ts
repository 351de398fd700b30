import * as vscode from 'vscode';
import type { ArrivalGround } from '../../core/runs/arrival.ts';
import { plainOptions } from '../../core/runs/launchOptions.ts';
import type { SecretScope } from '../../core/scope.ts';
import type { Launcher } from '../../services/launcher.ts';
import type { LaunchMemory } from './launchMemory.ts';

/** What the runs of a scope's folders would make of a value, as each was launched last. */
export async function arrivalGrounds(
  launcher: Launcher,
  memory: LaunchMemory,
  scope: SecretScope,
  signal: AbortSignal,
): Promise<readonly ArrivalGround[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => scope.kind === 'user' || scope.folder === uri.toString(),
  );
  return Promise.all(
    folders.map(({ uri }) => {
      const main = vscode.Uri.joinPath(uri, 'main.nf').fsPath;
      const options = memory.last(uri.toString()) ?? plainOptions(main);
      const folder = { uri: uri.toString(), path: uri.fsPath };
      return launcher.arrivalGround({ folder, options, test: false }, signal);
    }),
  );
}
