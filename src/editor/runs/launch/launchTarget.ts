import * as vscode from 'vscode';
import { fieldsOf } from '../../commandArguments.ts';

/** What a launch command was invoked on: by a lens, a menu, a keybinding or the palette. */
export interface LaunchTarget {
  /** The entry script, or null where it is to be chosen. */
  readonly script: vscode.Uri | null;
  /** Options that are given, so that they are not asked for. */
  readonly options: object | null;
  /** False where the plan need not be shown. */
  readonly confirm: boolean;
}

/**
 * Reads a command's argument: the URI that an editor menu passes, or
 * `{ script?, options?, confirm? }` of a lens, a keybinding or a test.
 */
export function launchTarget(argument: unknown): LaunchTarget {
  if (argument instanceof vscode.Uri) {
    return { script: argument, options: null, confirm: true };
  }
  const { script, options, confirm } = fieldsOf(argument);
  return {
    script:
      script instanceof vscode.Uri ? script : typeof script === 'string' ? scriptUri(script) : null,
    options: isObject(options) ? options : null,
    confirm: confirm !== false,
  };
}

function scriptUri(text: string): vscode.Uri {
  return /^[a-z][a-z0-9+.-]+:/i.test(text) ? vscode.Uri.parse(text) : vscode.Uri.file(text);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
