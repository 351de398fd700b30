import * as vscode from 'vscode';
import type { contextKeys } from '../ids.ts';

type Key = (typeof contextKeys)[keyof typeof contextKeys];

/** What the keys for `when` clauses can be. */
export type ContextValues = {
  readonly [Each in Key]: Each extends typeof contextKeys.secretsState
    ? 'loading' | 'empty' | 'dynamic' | 'filled'
    : boolean;
};

/** What VS Code has been told: it is told of changes alone. */
const known = new Map<string, boolean | string>();

/** Sets keys for `when` clauses; nowhere else are they set. */
export function setContext(values: Partial<ContextValues>): void {
  for (const [key, value] of Object.entries(values)) {
    if (known.get(key) !== value) {
      known.set(key, value);
      void vscode.commands.executeCommand('setContext', key, value);
    }
  }
}
