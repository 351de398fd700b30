import * as vscode from 'vscode';
import { keyedRow } from '../core/views/keyedRow.ts';

/**
 * Carries out one command. The argument is the row, or what else a menu, lens or button passes;
 * nothing from the palette, or from a key where no row has the focus: then a command asks.
 */
export type Handler<Deps> = (deps: Deps, argument: unknown, how: Invoked) => unknown;

export interface Invoked {
  /** By a key of a tree; menus and their buttons name what they do, a key is pressed by mistake. */
  readonly byKey: boolean;
}

/** Registers the commands of one part of the extension. */
export function registerCommands<Deps>(
  deps: Deps,
  handlers: Readonly<Record<string, Handler<Deps>>>,
): vscode.Disposable[] {
  return Object.entries(handlers).map(([id, handle]) =>
    vscode.commands.registerCommand(id, (argument: unknown) => {
      const keyed = keyedRow(argument);
      switch (keyed.kind) {
        case 'not-keyed':
          return handle(deps, argument, { byKey: false });
        case 'row':
          return handle(deps, keyed.row, { byKey: true });
        case 'unknown':
          return handle(deps, undefined, { byKey: true });
        case 'other-row':
          return undefined;
      }
    }),
  );
}
