import * as vscode from 'vscode';

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
  const given = isObject(argument) ? (argument as Readonly<Record<string, unknown>>) : null;
  const script = given?.['script'];
  return {
    script:
      script instanceof vscode.Uri ? script : typeof script === 'string' ? scriptUri(script) : null,
    options: isObject(given?.['options']) ? given['options'] : null,
    confirm: given?.['confirm'] !== false,
  };
}

function scriptUri(text: string): vscode.Uri {
  return /^[a-z][a-z0-9+.-]+:/i.test(text) ? vscode.Uri.parse(text) : vscode.Uri.file(text);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
