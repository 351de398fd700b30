import * as vscode from 'vscode';
import type { Subscription } from '../../services/async/event.ts';
import { commands } from '../ids.ts';
import { selector } from '../language/files.ts';
import { registerCommands } from '../registerCommands.ts';
import { renameProvider } from './renameProvider.ts';
import { type RenameDeps, renameSecret } from './renameSecret.ts';
import { RenameWatch } from './renameWatch.ts';

/** Brings renaming of secrets to life: in code, and from the Secrets view. */
export function registerRename(context: Omit<RenameDeps, 'watch'>): readonly Subscription[] {
  const watch = new RenameWatch(context);
  const deps = { ...context, watch };
  return [
    watch,
    vscode.languages.registerRenameProvider(selector, renameProvider(context, watch)),
    ...registerCommands(deps, { [commands.renameSecret]: renameSecret }, context.view),
  ];
}
