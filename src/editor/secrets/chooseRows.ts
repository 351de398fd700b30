import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { type LeftOut, leftOutSummary, leftOutText } from '../../core/imports/fileEntry.ts';
import type { ImportRow } from '../../core/imports/planImport.ts';
import { detailsButton, showDetails, showPrompt } from '../ui/pick.ts';
import { applyHeading } from '../ui/step.ts';

interface Shown {
  readonly title: string;
  readonly leftOut: readonly LeftOut[];
  /** What was ticked before; null for what is best. */
  readonly ticked: ReadonlySet<string> | null;
}

interface Item extends vscode.QuickPickItem {
  readonly row: ImportRow;
  /** All that is to be said of it. */
  readonly explanation: string;
}

const leftOutButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('info'),
  tooltip: vscode.l10n.t('Show Skipped Entries'),
};

/** Asks which to import; what was ticked is answered also where it was not accepted. */
export function chooseRows(
  rows: readonly ImportRow[],
  { title, leftOut, ticked }: Shown,
): Promise<{ readonly accepted: boolean; readonly rows: readonly ImportRow[] }> {
  return new Promise(resolve => {
    const input = vscode.window.createQuickPick<Item>();
    applyHeading(input, { title, step: 1, of: 1 });
    input.placeholder = plural(
      leftOut.length,
      vscode.l10n.t('Press Enter to import the selected entries. 1 entry skipped'),
      vscode.l10n.t(
        'Press Enter to import the selected entries. {0} entries skipped',
        leftOut.length,
      ),
      vscode.l10n.t('Press Enter to import the selected entries'),
    );
    input.canSelectMany = true;
    input.items = rows.map(itemOf);
    // What is there already is not ticked: replacing a value is a decision of its own.
    input.selectedItems = input.items.filter(({ row }) =>
      ticked === null ? !row.replaces : ticked.has(row.name),
    );
    const prompt = (item: Item | undefined): boolean =>
      showPrompt(input, item?.explanation || leftOutSummary(leftOut));
    const cut = !prompt(undefined) && input.items.some(({ explanation }) => explanation !== '');
    input.buttons = [
      ...(leftOut.length === 0 ? [] : [leftOutButton]),
      ...(cut ? [detailsButton] : []),
    ];
    const chosen = (): readonly ImportRow[] => input.selectedItems.map(({ row }) => row);
    input.onDidChangeActive(([item]) => {
      prompt(item);
    });
    input.onDidTriggerButton(button => {
      if (button === leftOutButton) {
        showLeftOut(leftOut);
      } else {
        const damaged = input.items.filter(item => item.explanation !== '');
        showDetails(
          plural(
            damaged.length,
            vscode.l10n.t('1 value would not arrive as it is in the file'),
            vscode.l10n.t('{0} values would not arrive as they are in the file', damaged.length),
          ),
          damaged.map(({ row, explanation: text }) => `${row.name}: ${text}`).join('\n'),
        );
      }
    });
    input.onDidAccept(() => {
      resolve({ accepted: true, rows: chosen() });
      input.hide();
    });
    input.onDidHide(() => {
      resolve({ accepted: false, rows: chosen() });
      input.dispose();
    });
    input.show();
  });
}

/** Lists what of a file became no secret, by its places, in a dialog that is not in the way. */
export function showLeftOut(leftOut: readonly LeftOut[]): void {
  showDetails(
    plural(
      leftOut.length,
      vscode.l10n.t('1 entry was skipped'),
      vscode.l10n.t('{0} entries were skipped', leftOut.length),
    ),
    leftOut.map(leftOutText).join('\n'),
  );
}

function itemOf(row: ImportRow): Item {
  const { restored, advice } = row;
  const key =
    restored === null
      ? []
      : [vscode.l10n.t('a key without its line breaks, which can be restored')];
  const texts = [...key, ...advice.consequences.map(({ text }) => text)];
  const [severity] = advice.consequences.map(one => one.severity);
  return {
    label: escapeIcons(row.name),
    description: [
      row.replaces
        ? iconLabel`$(warning) ${vscode.l10n.t('exists: select it to replace its value')}`
        : '',
      row.calledThere === null
        ? ''
        : escapeIcons(vscode.l10n.t('for {0}, which is not a valid name', row.calledThere)),
    ]
      .filter(note => note !== '')
      .join(' · '),
    detail:
      texts.length === 0 ? '' : `$(${severity ?? 'warning'}) ${escapeIcons(texts.join('; '))}`,
    row,
    explanation: texts.join('; '),
  };
}
