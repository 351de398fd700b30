import * as vscode from 'vscode';
import { type KeyedRow, keyedRow, lookAgainArguments } from '../core/views/keyedRow.ts';
import type { CommandId, views } from './ids.ts';
import { pause } from './pause.ts';
import type { Registration } from './registration.ts';

/**
 * Carries out one command. The argument is the row, or what else a menu, lens or button passes;
 * nothing from the palette, or from a key where no row has the focus: then a command asks.
 */
export type Handler<Deps> = (deps: Deps, argument: unknown, how: Invoked) => unknown;

export interface Invoked {
  /** By a key of a tree; menus and their buttons name what they do, a key is pressed by mistake. */
  readonly byKey: boolean;
}

/** A view whose rows have keys. */
export interface KeyedView {
  readonly id: (typeof views)[keyof typeof views];
  /** While VS Code rereads the rows it knows none of them, so that a key must look again. */
  readonly beingRead: boolean;
}

/** Milliseconds between two looks, and how often a key looks while rows are read: for 10 s. */
const lookPause = 50;
const looks = 200;

/** Registers the commands of one part of the extension; `view` is what their keys are about. */
export function registerCommands<Deps>(
  deps: Deps,
  handlers: Readonly<Partial<Record<CommandId, Handler<Deps>>>>,
  view?: KeyedView,
): Registration {
  const owned = Object.entries(handlers).map(([id, handle]) =>
    vscode.commands.registerCommand(id, (argument: unknown) => {
      const keyed = keyedRow(argument);
      switch (keyed.kind) {
        case 'not-keyed':
          return handle(deps, argument, { byKey: false });
        case 'row':
          return handle(deps, keyed.row, { byKey: true });
        case 'unknown':
          return view?.beingRead && keyed.looked < looks
            ? lookAgain(id, view, keyed)
            : handle(deps, undefined, { byKey: true });
        case 'other-row':
          return undefined;
      }
    }),
  );
  return { owned };
}

/** Comes back by way of the window, which puts the row with the focus in once it is known. */
async function lookAgain(
  command: string,
  view: KeyedView,
  unknown: Extract<KeyedRow, { kind: 'unknown' }>,
): Promise<unknown> {
  await pause(lookPause);
  const args = lookAgainArguments(view.id, unknown);
  return vscode.commands.executeCommand('runCommands', { commands: [{ command, args }] });
}
