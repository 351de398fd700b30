import type * as vscode from 'vscode';
import type { Subscription } from '../../../services/async/event.ts';
import type { PipelineIndex } from '../../../services/index/pipelineIndex.ts';
import type { SecretsView } from './secretsView.ts';

/** What a user's memory keeps once the view has shown itself. */
const key = 'firstLook';

/**
 * Shows the Secrets view, once for a user, beside the first pipeline that refers to secrets:
 * nobody who has just installed the extension knows where to look.
 */
export function showFirstLook(
  view: SecretsView,
  index: PipelineIndex,
  memory: vscode.Memento,
): Subscription {
  const look = (): void => {
    if (memory.get(key) !== true && index.complete && index.uses().length > 0) {
      void memory.update(key, true);
      void view.show();
    }
  };
  const watching = index.onDidChange(look);
  look();
  return watching;
}
