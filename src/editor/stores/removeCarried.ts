import * as vscode from 'vscode';
import { listed, plural } from '../../core/count.ts';
import { iconLabel } from '../../core/iconLabel.ts';
import {
  type Copied,
  type NotCopied,
  removable,
  removeCopied,
} from '../../services/catalog/copyAll.ts';
import { countIn, working } from '../ui/working.ts';
import { type Carrying, storeName } from './askCarrying.ts';

/** Removes from the old store what the new one has given back, and tells what stays there and why. */
export async function removeCarried(
  { names, old, source, target }: Carrying,
  copied: Copied,
): Promise<void> {
  const title = plural(
    names.length,
    vscode.l10n.t('Removing 1 secret from {0}', old),
    vscode.l10n.t('Removing {0} secrets from {1}', names.length, old),
  );
  const leaving = removable(source, target, names, copied);
  const removed = await working(title, (signal, report) =>
    removeCopied(source, target, leaving, signal, countIn(report, leaving.length)),
  );
  const { gone, stayed } = removed ?? { gone: [], stayed: [] };
  if (gone.length === names.length) {
    const text = iconLabel`$(check) ${plural(names.length, vscode.l10n.t('1 secret moved to {0}', storeName(target)), vscode.l10n.t('{0} secrets moved to {1}', names.length, storeName(target)))}`;
    vscode.window.setStatusBarMessage(text, 5000);
    return;
  }
  const reasons = whatStayed(storeName(target), {
    already: names.length - leaving.length,
    stayed,
    left: leaving.length - gone.length - stayed.length,
  });
  void vscode.window.showWarningMessage(
    plural(
      names.length,
      vscode.l10n.t('The secret is still in {0}: {1}.', old, reasons.join('; ')),
      vscode.l10n.t(
        '{0} of {1} secrets were removed from {2}: {3}. The others are shown again when you choose it.',
        gone.length,
        names.length,
        old,
        reasons.join('; '),
      ),
    ),
  );
}

/** Why secrets were not removed, a clause for each reason. */
function whatStayed(
  target: string,
  {
    already,
    stayed,
    left,
  }: { readonly already: number; readonly stayed: readonly NotCopied[]; readonly left: number },
): readonly string[] {
  const differing = stayed.filter(({ why }) => why === 'differs');
  const failed = stayed.length - differing.length;
  return [
    ...(already > 0
      ? [
          plural(
            already,
            vscode.l10n.t('{0} already had 1 secret', target),
            vscode.l10n.t('{0} already had {1} secrets', target, already),
          ),
        ]
      : []),
    ...(differing.length > 0
      ? [
          vscode.l10n.t(
            '{0} has another value of {1}, which is used now',
            target,
            namesOf(differing),
          ),
        ]
      : []),
    ...(failed > 0
      ? [
          plural(
            failed,
            vscode.l10n.t('1 secret could not be removed'),
            vscode.l10n.t('{0} secrets could not be removed', failed),
          ),
        ]
      : []),
    ...(left > 0
      ? [
          plural(
            left,
            vscode.l10n.t('1 secret was not attempted'),
            vscode.l10n.t('{0} secrets were not attempted', left),
          ),
        ]
      : []),
  ];
}

/** The names of what stays, for a sentence. */
export function namesOf(stayed: readonly NotCopied[]): string {
  return listed(stayed.map(({ name }) => name));
}
