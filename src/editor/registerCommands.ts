import * as vscode from 'vscode';
import { keyedRow } from '../core/views/keyedRow.ts';
import type { views } from './ids.ts';

/**
 * Carries out one command. The argument is the row, or what else a menu, lens or button passes;
 * nothing from the palette, or from a key where no row has the focus: then a command asks.
 */
export type Handler<Deps> = (deps: Deps, argument: unknown, how: Invoked) => unknown;

export interface Invoked {
  /** By a key of a tree; menus and their buttons name what they do, a key is pressed by mistake. */
  readonly byKey: boolean;
}

type View = (typeof views)[keyof typeof views];

/** While a tree reads its rows anew VS Code knows none of them: a key looks so often, so soon. */
const looks = 20;
const pause = 50;

/** Registers the commands of one part of the extension; `view` is the one whose rows have keys. */
export function registerCommands<Deps>(
  deps: Deps,
  handlers: Readonly<Record<string, Handler<Deps>>>,
  view?: View,
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
          return view !== undefined && keyed.looked < looks
            ? lookAgain(id, view, keyed.kinds, keyed.looked + 1)
            : handle(deps, undefined, { byKey: true });
        case 'other-row':
          return undefined;
      }
    }),
  );
}

/** Comes back by way of the window, which puts the row with the focus in once it is known. */
async function lookAgain(
  command: string,
  view: View,
  kinds: readonly string[],
  looked: number,
): Promise<unknown> {
  await new Promise(resolve => setTimeout(resolve, pause));
  const args = [{ $treeViewId: view, $focusedTreeItem: true }, ...kinds, looked];
  return vscode.commands.executeCommand('runCommands', { commands: [{ command, args }] });
}
