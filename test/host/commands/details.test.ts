import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { planImport } from '../../../src/core/imports/planImport.ts';
import { adviseOnValue } from '../../../src/core/runs/plan/valueAdvice.ts';
import { chooseRows } from '../../../src/editor/secrets/chooseRows.ts';
import { pick } from '../../../src/editor/ui/pick.ts';
import { until } from '../../support/until.ts';

type Press = (button: vscode.QuickInputButton) => void;
type Pick = vscode.QuickPick<vscode.QuickPickItem>;

/** Lists as VS Code had them before 1.108, without a text below the box; gives what they show. */
class OlderLists {
  /** The list that was made last, as VS Code has it. */
  list: Pick | null = null;
  /** Titles and texts of the dialogs that were shown. */
  readonly dialogs: string[] = [];
  #press: Press = () => undefined;
  readonly #own = { ...vscode.window };

  constructor() {
    const window = vscode.window as unknown as Record<string, unknown>;
    window['createQuickPick'] = () => this.#older(this.#own.createQuickPick());
    window['showInformationMessage'] = (title: string, { detail }: vscode.MessageOptions) => {
      this.dialogs.push(`${title}: ${detail ?? ''}`);
      return Promise.resolve();
    };
  }

  get buttons(): readonly (string | undefined)[] {
    return this.list?.buttons.map(({ tooltip }) => tooltip) ?? [];
  }

  /** Presses a button in the title as VS Code does. */
  press(tooltip: string): void {
    this.#press(this.list?.buttons.find(button => button.tooltip === tooltip) ?? assert.fail());
  }

  [Symbol.dispose](): void {
    const { createQuickPick, showInformationMessage } = this.#own;
    Object.assign(vscode.window, { createQuickPick, showInformationMessage });
  }

  #older(list: Pick): Pick {
    this.list = list;
    return new Proxy(list, {
      has: (target, key) => key !== 'prompt' && key in target,
      get: (target, key) => {
        if (key === 'onDidTriggerButton') {
          return (listener: Press) => (this.#press = listener);
        }
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
      set: (target, key, value) => Reflect.set(target, key, value),
    });
  }
}

suite('lists in a VS Code without a text below their box', () => {
  test('what a choice is about stands in the box, and whole behind a button', async () => {
    using older = new OlderLists();
    const details = `DB_KEY: an unclosed double quote: ALIGN will fail${'; and more'.repeat(40)}.`;
    const items = ['Store It as It Is', 'Change It'].map(label => ({ label, value: label }));
    const asked = pick(
      items,
      { title: 'Add Secret', step: 1, of: 1 },
      { placeholder: 'What becomes of it?', details },
    );
    assert.equal(older.list?.placeholder, details);
    assert.deepEqual(older.buttons, ['Details']);
    older.press('Details');
    assert.deepEqual(older.dialogs, [`What becomes of it?: ${details}`]);
    // Reading them is no answer.
    await until(() => older.list?.activeItems.length === 1);
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    assert.deepEqual(await asked, { value: 'Store It as It Is' });
  });

  test('what an import would damage and leaves out is behind a button each', async () => {
    using older = new OlderLists();
    const entries = [
      { name: 'PEM_KEY', value: 'one\ntwo', at: 'line 1' },
      { name: 'EMPTY', value: '', at: 'line 3' },
    ];
    const { rows, leftOut } = planImport({ entries, leftOut: [] }, new Set(), (name, value) =>
      adviseOnValue(name, value, []),
    );
    const chosen = chooseRows(rows, { title: 'Import', leftOut, ticked: null });
    assert.deepEqual(older.buttons, ['Show Skipped Entries', 'Details']);
    older.press('Details');
    older.press('Show Skipped Entries');
    assert.match(
      older.dialogs[0] ?? '',
      /1 value would not arrive as it is in the file: PEM_KEY: .+/,
    );
    assert.equal(older.dialogs[1], '1 entry was skipped: EMPTY (line 3): it has no value');
    older.list?.hide();
    const { accepted, rows: ticked } = await chosen;
    assert.deepEqual([accepted, ticked.map(({ name }) => name)], [false, ['PEM_KEY']]);
  });
});
