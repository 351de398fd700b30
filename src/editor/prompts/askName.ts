import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import { type NameContext, type NameRow, nameRows } from '../../core/views/nameRows.ts';
import { showPrompt } from '../ui/pick.ts';
import { applyHeading, type StepAnswer, type StepHeading } from '../ui/step.ts';

interface NameItem extends vscode.QuickPickItem {
  /** Null for a heading. */
  readonly row: NameRow | null;
}

const headings: Readonly<Record<NameRow['group'], string>> = {
  missing: vscode.l10n.t('Missing'),
  optional: vscode.l10n.t('Optional, not set'),
  typed: vscode.l10n.t('What you typed'),
};

/** Asks for the name of a new secret: one that the code waits for, or another, judged as typed. */
export function askName(
  context: NameContext,
  heading: StepHeading,
): Promise<StepAnswer<SecretName>> {
  return new Promise(resolve => {
    const input = vscode.window.createQuickPick<NameItem>();
    applyHeading(input, heading);
    input.placeholder = vscode.l10n.t(
      'Choose a name, or type one with letters, digits and single underscores',
    );
    showPrompt(input, vscode.l10n.t('The name that the pipeline uses'));
    input.buttons = heading.step > 1 ? [vscode.QuickInputButtons.Back] : [];
    const show = (): void => {
      input.items = items(nameRows(context, input.value.trim()));
    };
    show();
    input.onDidChangeValue(show);
    input.onDidTriggerButton(() => {
      resolve('back');
      input.hide();
    });
    input.onDidAccept(() => {
      // Enter may come before the window shows the row of what was typed last.
      const row = input.selectedItems[0]?.row ?? nameRows(context, input.value.trim()).at(-1);
      if (row?.name) {
        resolve({ value: row.name });
        input.hide();
      }
    });
    input.onDidHide(() => {
      resolve(null);
      input.dispose();
    });
    input.show();
  });
}

/** What is typed comes last, so that no row above it changes its place while one types. */
function items(rows: readonly NameRow[]): readonly NameItem[] {
  return rows.flatMap((row, at) => [
    ...(row.group === rows[at - 1]?.group
      ? []
      : [
          {
            label: headings[row.group],
            kind: vscode.QuickPickItemKind.Separator,
            row: null,
          },
        ]),
    {
      label: row.name === null ? iconLabel`$(error) ${row.label}` : escapeIcons(row.label),
      description: escapeIcons(row.description),
      alwaysShow: row.always,
      row,
    },
  ]);
}
