import * as vscode from 'vscode';
import type { RunRecord } from '../../../core/runs/record/runRecord.ts';

/** The terminal whose shell holds the copies of a run, also one that outlived a reload; or null. */
export async function shellTerminal({ process }: RunRecord): Promise<vscode.Terminal | null> {
  for (const terminal of vscode.window.terminals) {
    if (process !== null && (await terminal.processId) === process.pid) {
      return terminal;
    }
  }
  return null;
}
