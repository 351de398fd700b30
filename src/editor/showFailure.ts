import * as vscode from 'vscode';
import type { Failure } from '../core/failure.ts';
import { presentFailure } from './present.ts';

/** Tells a failure and does the next step that is chosen. */
export async function showFailure(failure: Failure): Promise<void> {
  const { message, actions } = presentFailure(failure);
  const titles = actions.map(({ title }) => title);
  const chosen = await vscode.window.showErrorMessage(message, ...titles);
  const action = actions.find(({ title }) => title === chosen);
  if (action) {
    await vscode.commands.executeCommand(
      action.command,
      ...((action.arguments ?? []) as unknown[]),
    );
  }
}
