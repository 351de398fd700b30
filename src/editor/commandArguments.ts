import type * as vscode from 'vscode';
import type { Cloud } from '../core/failure.ts';
import type { ComparisonNode } from '../core/views/comparisonTree.ts';
import type { PermissionNode } from '../core/views/permissionTree.ts';
import type { RunAction } from '../core/views/runs/runNode.ts';
import type { MissingNode, SecretNode } from '../core/views/secretNode.ts';
import type { PreflightNode } from '../core/views/seqera/preflightTree.ts';
import type { SeqeraPlace } from '../services/ports/stores/seqeraSessions.ts';
import type { CommandId, commands } from './ids.ts';

/** A name that the code of a folder has; null for code of no folder. */
export interface NameInFolder {
  readonly name: string;
  readonly folder: string | null;
}

/** What a link or a lens passes for a name that nobody has defined: as much of its row as is read. */
export type MissingName = Pick<MissingNode, 'kind' | 'name' | 'folder'>;

/** A run of Seqera Platform, with all that leads to it. */
export interface RunOnSeqera {
  readonly place: SeqeraPlace;
  readonly run: string;
  readonly name: string;
}

/**
 * What our own lenses, links, rows and buttons pass to commands. Menus and keys pass a row; a
 * keybinding of somebody's own may pass anything, so a command reads what it gets ({@link fieldsOf},
 * {@link rowOf}) and asks for what is not there.
 */
export interface CommandArguments {
  readonly [commands.addSecret]: NameInFolder;
  readonly [commands.addMissingSecrets]: {
    readonly names: readonly string[];
    readonly folder: string;
  };
  readonly [commands.renameSecret]: MissingName;
  readonly [commands.revealSecret]: NameInFolder;
  readonly [commands.findUses]: MissingName;
  readonly [commands.chooseStore]: Pick<SecretNode & { kind: 'scope' }, 'kind' | 'scope'>;
  readonly [commands.signIn]: { readonly cloud: Cloud | 'seqera' };
  readonly [commands.checkPermissions]: { readonly cloud: Cloud };
  readonly [commands.nameRole]: PermissionNode;
  readonly [commands.runPipeline]: vscode.Uri;
  readonly [commands.testRun]: vscode.Uri;
  readonly [commands.canaryRun]: vscode.Uri;
  readonly [commands.runTests]: { readonly file: vscode.Uri; readonly only: string | null };
  /** The run's id. */
  readonly [commands.showRunOutput]: string;
  readonly [commands.sweepRun]: string;
  /** The path of the new folder. */
  readonly [commands.changeRunDirectory]: string;
  readonly [commands.openNextflowLog]: Extract<RunAction, { kind: 'log' }>;
  readonly [commands.openTaskLog]: Extract<RunAction, { kind: 'taskLog' }>;
  readonly [commands.openWorkFolder]: Extract<RunAction, { kind: 'work' }>;
  readonly [commands.deleteLeak]: vscode.Uri;
  /** The run's id. */
  readonly [commands.showSeqeraOutput]: string;
  /** The same, or a run that this window may not have listed. */
  readonly [commands.openSeqeraRun]: string | RunOnSeqera;
  readonly [commands.explainSeqeraRun]: string;
  readonly [commands.addOnSeqera]: PreflightNode;
  readonly [commands.launchOnSeqera]: PreflightNode;
  readonly [commands.copyMissingSecrets]: ComparisonNode;
}

/** Ids of commands that can be told what they are about. */
type CommandWithArgument = keyof CommandArguments;
/** None for a command that asks for all that it needs. */
export type ArgumentOf<Id extends CommandId> = Id extends CommandWithArgument
  ? [argument?: CommandArguments[Id]]
  : [];

/** One of our commands, for a lens, a row or a button. */
export function commandOf<Id extends CommandId>(
  command: Id,
  title: string,
  ...rest: ArgumentOf<Id>
): vscode.Command {
  return { command, title, ...(rest.length > 0 && { arguments: rest }) };
}

/** What a command's argument says, whatever it is; nothing where it is no object. */
export function fieldsOf(argument: unknown): Readonly<Record<string, unknown>> {
  return typeof argument === 'object' && argument !== null ? { ...argument } : {};
}

/** The text of a field of a command's argument; null where it has none. */
export function textField(argument: unknown, field: string): string | null {
  const value = fieldsOf(argument)[field];
  return typeof value === 'string' ? value : null;
}

/**
 * The row that a menu, a key or a button passes: `kinds` has an entry for each kind of row of its
 * tree. Null for the row of another tree, or what is none.
 */
export function rowOf<Row extends { readonly kind: string }>(
  argument: unknown,
  kinds: Readonly<Record<Row['kind'], unknown>>,
): Row | null {
  const kind = textField(argument, 'kind');
  // Only our own views make rows, so that one with this kind is one of them.
  return kind !== null && Object.hasOwn(kinds, kind) ? (argument as Row) : null;
}
