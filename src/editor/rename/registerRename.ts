import * as vscode from 'vscode';
import type { Subscription } from '../../services/async/event.ts';
import { commands } from '../ids.ts';
import { selector } from '../language/files.ts';
import { renameProvider } from './renameProvider.ts';
import { renameSecret, type RenameGround } from './renameSecret.ts';
import { registerCommands } from '../registerCommands.ts';
import { RenameWatch } from './renameWatch.ts';

/** Brings renaming of secrets to life: in code, and from the Secrets view. */
export function registerRename(ground: Omit<RenameGround, 'watch'>): readonly Subscription[] {
  const watch = new RenameWatch(ground);
  const deps = { ...ground, watch };
  return [
    watch,
    vscode.languages.registerRenameProvider(selector, renameProvider(ground, watch)),
    ...registerCommands(deps, { [commands.renameSecret]: renameSecret }, ground.view),
  ];
}
