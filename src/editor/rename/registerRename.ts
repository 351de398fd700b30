import * as vscode from 'vscode';
import { commands } from '../ids.ts';
import { selector } from '../language/indexedDocument.ts';
import { registerCommands } from '../registerCommands.ts';
import type { Registration } from '../registration.ts';
import { renameProvider } from './renameProvider.ts';
import { type RenameDeps, renameSecret } from './renameSecret.ts';
import { RenameWatch } from './renameWatch.ts';

/** What renaming in the editor stands on. */
export type RegisterRenameDeps = Omit<RenameDeps, 'watch'>;

/** Brings renaming of secrets to life: in code, and from the Secrets view. */
export function registerRename(deps: RegisterRenameDeps): Registration {
  const watch = new RenameWatch(deps);
  const owned = [
    watch,
    vscode.languages.registerRenameProvider(selector, renameProvider(deps, watch)),
    ...registerCommands({ ...deps, watch }, { [commands.renameSecret]: renameSecret }, deps.view)
      .owned,
  ];
  return { owned };
}
