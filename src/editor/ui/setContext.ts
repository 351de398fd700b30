import * as vscode from 'vscode';
import type { contextKeys } from '../ids.ts';

type Key = (typeof contextKeys)[keyof typeof contextKeys];

/** Sets keys for `when` clauses. */
export function setContext(values: Readonly<Partial<Record<Key, boolean | string>>>): void {
  for (const [key, value] of Object.entries(values)) {
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
