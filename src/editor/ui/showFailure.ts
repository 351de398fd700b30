import * as vscode from 'vscode';
import type { Failure } from '../../core/failure.ts';
import { presentFailure } from './presentFailure.ts';

/** Shows a failure, and does the next step that is chosen; nobody waits for the answer. */
export function showFailure(failure: Failure): void {
  const { message, actions } = presentFailure(failure);
  void offer(actions, titles => vscode.window.showErrorMessage(message, ...titles));
}

/** Shows a message with buttons, and does what the chosen one says. */
export async function offer(
  actions: readonly vscode.Command[],
  show: (titles: readonly string[]) => Thenable<string | undefined>,
): Promise<void> {
  const chosen = await show(actions.map(({ title }) => title));
  const action = actions.find(({ title }) => title === chosen);
  if (action) {
    await vscode.commands.executeCommand(
      action.command,
      ...((action.arguments ?? []) as unknown[]),
    );
  }
}
