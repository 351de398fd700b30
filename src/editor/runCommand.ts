import * as vscode from 'vscode';
import type { ArgumentOf } from './commandArguments.ts';
import type { CommandId } from './ids.ts';

/** Carries out one of our commands. */
export async function runCommand<Id extends CommandId>(
  id: Id,
  ...argument: ArgumentOf<Id>
): Promise<void> {
  await vscode.commands.executeCommand(id, ...argument);
}
