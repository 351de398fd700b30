import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { confirmation } from '../../core/leftovers/confirmation.ts';
import { dryRunText } from '../../core/leftovers/dryRunText.ts';
import {
  type CloudLeftover,
  isProvablyOver,
  isRemovable,
  type Leftover,
} from '../../core/leftovers/leftover.ts';
import { leftoverLine } from '../../core/leftovers/leftoverLine.ts';
import { leftoverName } from '../../core/leftovers/leftoverName.ts';
import { failureMessage } from '../../core/words/failureMessage.ts';
import type { Removal } from '../../services/leftovers/leftovers.ts';
import { commands } from '../ids.ts';
import type { Invoked } from '../registerCommands.ts';
import { runCommand } from '../runCommand.ts';
import { showFailure } from '../ui/showFailure.ts';
import { countIn, working } from '../ui/working.ts';
import { type LeftoversDeps, targets } from './leftoversDeps.ts';

/** Removes the leftovers of the rows that it was called on; those that are picked where on none. */
export async function removeLeftover(
  deps: LeftoversDeps,
  argument: unknown,
  { byKey }: Invoked,
): Promise<void> {
  const rows = targets(deps, argument).filter(isRemovable);
  await (rows.length > 0 ? remove(deps, rows, byKey) : removeLeftovers(deps));
}

/** Removes the leftovers that are picked. */
export async function removeLeftovers(deps: LeftoversDeps): Promise<void> {
  const chosen = await pickLeftovers(deps);
  if (chosen && chosen.length > 0) {
    await remove(deps, chosen, false);
  }
}

/** What is provably ours and over goes unasked, but for a key; for all else the user says yes. */
async function remove(
  deps: LeftoversDeps,
  chosen: readonly Leftover[],
  byKey: boolean,
): Promise<void> {
  if (!(await confirmed(chosen, byKey))) {
    return;
  }
  const removal = await working(vscode.l10n.t('Removing leftovers'), (signal, report) =>
    deps.leftovers.remove(chosen, countIn(report, chosen.length), signal),
  );
  if (removal) {
    await tell(deps, removal, chosen.length);
  }
}

/** Shows what a removal of everything would do. */
export async function dryRunLeftovers(deps: LeftoversDeps): Promise<void> {
  if (await searched(deps)) {
    await deps.preview.show(dryRunText(deps.leftovers.found, Date.now()));
  }
}

/** Brings back the rows that it was called on. */
export async function restoreLeftover(deps: LeftoversDeps, argument: unknown): Promise<void> {
  await restore(deps, targets(deps, argument).filter(isRestorable));
}

/** Brings back what the last removal took away. */
export async function restoreLeftovers(deps: LeftoversDeps): Promise<void> {
  await restore(deps, deps.leftovers.undoable);
}

function isRestorable(leftover: Leftover): leftover is CloudLeftover {
  return leftover.kind === 'cloud' && leftover.removed;
}

async function restore(deps: LeftoversDeps, clouds: readonly CloudLeftover[]): Promise<void> {
  if (clouds.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There are no removed secrets to restore.'),
    );
    return;
  }
  const failed = await working(
    vscode.l10n.t('Restoring'),
    signal => deps.leftovers.restore(clouds, signal),
    {
      cancellable: false,
      quiet: true,
    },
  );
  const [first] = failed;
  if (first) {
    showFailure(first.failure);
  } else {
    vscode.window.setStatusBarMessage(
      iconLabel`$(history) ${plural(clouds.length, vscode.l10n.t('1 secret restored'), vscode.l10n.t('{0} secrets restored', clouds.length))}`,
      5000,
    );
  }
}

async function searched({ leftovers }: LeftoversDeps): Promise<boolean> {
  if (leftovers.state === null) {
    await runCommand(commands.findLeftovers);
  }
  return leftovers.state !== null;
}

/** Everything that may be removed; only what is provably over is chosen beforehand. */
async function pickLeftovers(deps: LeftoversDeps): Promise<readonly Leftover[] | null> {
  if (!(await searched(deps))) {
    return null;
  }
  const now = Date.now();
  const items = deps.leftovers.found.filter(isRemovable).map(leftover => ({
    label: escapeIcons(leftoverName(leftover)),
    description: escapeIcons(leftoverLine(leftover, now)),
    picked: isProvablyOver(leftover),
    leftover,
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to remove.'));
    return null;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Remove Leftovers'),
    placeHolder: vscode.l10n.t('Leftovers of your ended runs are already selected'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked ? picked.map(({ leftover }) => leftover) : null;
}

async function confirmed(chosen: readonly Leftover[], all: boolean): Promise<boolean> {
  const others = chosen.filter(leftover => all || !isProvablyOver(leftover));
  if (others.length === 0) {
    return true;
  }
  const { question, detail } = confirmation(others);
  const yes = vscode.l10n.t('Remove');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

async function tell(
  { leftovers }: LeftoversDeps,
  { removed, restorable, failed }: Removal,
  of: number,
): Promise<void> {
  const [first] = failed;
  if (first && failed.length === 1) {
    showFailure(first.failure);
  } else if (first) {
    const why = failureMessage(first.failure);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} of {1} could not be removed. {2}', failed.length, of, why),
    );
  }
  const left = of - removed.length - failed.length;
  const message =
    left > 0
      ? plural(
          removed.length,
          vscode.l10n.t('1 leftover removed, {0} not attempted.', left),
          vscode.l10n.t('{0} leftovers removed, {1} not attempted.', removed.length, left),
        )
      : plural(
          removed.length,
          vscode.l10n.t('1 leftover removed.'),
          vscode.l10n.t('{0} leftovers removed.', removed.length),
        );
  if (restorable.length === 0) {
    vscode.window.setStatusBarMessage(iconLabel`$(check) ${message}`, 5000);
    return;
  }
  const undo = vscode.l10n.t('Undo');
  const can = plural(
    restorable.length,
    vscode.l10n.t('1 secret can be restored for a week.'),
    vscode.l10n.t('{0} secrets can be restored for a week.', restorable.length),
  );
  if ((await vscode.window.showInformationMessage(`${message} ${can}`, undo)) === undo) {
    const [failure] = await leftovers.restore(restorable, new AbortController().signal);
    if (failure) {
      showFailure(failure.failure);
    }
  }
}
