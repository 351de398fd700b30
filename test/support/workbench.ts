import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { until, waitLimit } from './until.ts';

/** Where pictures and traces of the browser tests are kept. */
export const results = 'test-results';

/** One window, as a user works in it. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until the workbench and its extension host are there. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.activityBarItem('Nextflow Secrets').waitFor();
  }

  /** What was entered stays: secrets are read again, runs are attached again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  activityBarItem(name: string): Locator {
    // A badge adds to the name.
    return this.page.locator('.activitybar').getByRole('tab', { name });
  }

  /** Opens the extension's side bar, if it has not shown itself yet. */
  async openSecrets(): Promise<void> {
    // Its icon is there before its command is; the settings of tests let a click never hide it.
    await this.activityBarItem('Nextflow Secrets').click();
    await this.page.locator('.sidebar .pane-header', { hasText: 'Secrets' }).first().waitFor();
  }

  /** Runs a command from the palette by its full title: `Nextflow Secrets: Add Secret…`. */
  async command(title: string): Promise<void> {
    const input = this.quickInput.locator('input[type="text"], input:not([type])').first();
    const option = this.quickInput.getByRole('option', { name: title }).first();
    let looks = 0;
    await until(async () => {
      // The palette has what there was when it opened, and an extension's commands may come later.
      if (looks % 30 === 0) {
        if (looks > 0) {
          await this.page.keyboard.press('Escape');
          await this.quickInput.waitFor({ state: 'hidden' });
        }
        await this.page.keyboard.press('F1');
      }
      looks += 1;
      if (!(await input.isVisible())) {
        return false;
      }
      if ((await input.inputValue()) !== `>${title}`) {
        await input.fill(`>${title}`);
      }
      return option.isVisible();
    }, `the command ${title}`);
    await option.click();
  }

  /** The same by keys alone. */
  async typeCommand(title: string): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('F1');
    await this.quickInput.locator('input:focus').waitFor();
    await keyboard.type(title);
    await this.quickInput.locator('.monaco-list-row.focused', { hasText: title }).waitFor();
    await keyboard.press('Enter');
  }

  /** Opens a file of the folder by its path. */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.quickInput.locator('input').first().fill(path);
    await this.quickInput
      .getByRole('option', { name: basename(path) })
      .first()
      .click();
    await this.page.locator('.editor-instance .view-lines').first().waitFor();
  }

  /** Puts the caret where a line and a column of the edited file are. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.quickInput.locator('input').first().fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
    await this.caretIn(line);
  }

  /** Waits until keys come to the editor, with its caret in a line. */
  async caretIn(line: number): Promise<void> {
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await this.page.locator('.statusbar').getByText(`Ln ${line}, Col `).waitFor();
  }

  /** The input box or list in which prompts are shown. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Answers an input box whose title or prompt shows `prompt`. */
  async answer(prompt: string | RegExp, value: string): Promise<void> {
    await this.quickInput.filter({ hasText: prompt }).waitFor();
    const input = this.quickInput.locator('input').first();
    // A box that has just come up may be emptied once more, so Enter comes when the value stays.
    let stayed = 0;
    await until(
      async () => {
        stayed = (await input.inputValue()) === value ? stayed + 1 : 0;
        if (stayed === 0) {
          await input.fill(value);
        }
        return stayed > 1;
      },
      `the answer to ${String(prompt)} to stay`,
    );
    await this.page.keyboard.press('Enter');
  }

  /** Chooses a row of a list. */
  async choose(row: string | RegExp): Promise<void> {
    await this.quickInput.getByRole('option', { name: row }).first().click();
  }

  /** Accepts a list as it stands, by keyboard, once it shows `text` and its rows. */
  async accept(text: string | RegExp): Promise<void> {
    await this.quickInput.filter({ hasText: text }).waitFor();
    await this.quickInput.locator('.monaco-list-row').first().waitFor();
    await this.quickInput.locator('input').first().press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** A row of a tree in the side bar, by any text that it shows or its label for screen readers. */
  row(text: string | RegExp): Locator {
    return this.page.locator('.sidebar').getByRole('treeitem', { name: text });
  }

  /** Opens a row of a tree by keyboard and waits until it is open: what it holds may come late. */
  async expand(text: string | RegExp): Promise<void> {
    const row = this.row(text);
    await row.click();
    await this.page.keyboard.press('ArrowRight');
    await row.and(this.page.locator('[aria-expanded="true"]')).waitFor();
  }

  /** What a screen reader says of the row that has the keyboard; null where none has. */
  async focusedRow(): Promise<string | null> {
    const focused = this.page.locator('.sidebar .monaco-list:focus .monaco-list-row.focused');
    return (await focused.count()) === 0 ? null : focused.getAttribute('aria-label');
  }

  /** Waits until a row has the keyboard. */
  async focused(row: RegExp): Promise<void> {
    await until(
      async () => row.test((await this.focusedRow()) ?? ''),
      `the focus on ${String(row)}`,
    );
  }

  /** Presses an arrow until a row of the tree has the focus, however many times that takes. */
  async moveTo(arrow: 'ArrowDown' | 'ArrowUp', row: RegExp): Promise<void> {
    const { keyboard } = this.page;
    await until(
      async () => {
        const before = await this.focusedRow();
        await keyboard.press(arrow);
        const now = await this.focusedRow();
        if (row.test(now ?? '')) {
          return true;
        }
        if (now === before) {
          await keyboard.press(arrow === 'ArrowDown' ? 'Home' : 'End'); // Past it: once more.
        }
        return false;
      },
      `the focus on ${String(row)}`,
    );
  }

  /** Waits until one row of the tree with the keyboard is selected, whichever has the focus. */
  async selected(row: RegExp): Promise<void> {
    const rows = this.page.locator('.sidebar .monaco-list:focus .monaco-list-row.selected');
    await until(
      async () =>
        (await rows.count()) === 1 && row.test((await rows.getAttribute('aria-label')) ?? ''),
      `${String(row)} to be selected`,
    );
  }

  /** Waits until the preview of a document shows a text. */
  async preview(text: string | RegExp): Promise<void> {
    await this.page
      .frameLocator('iframe.webview.ready')
      .frameLocator('#active-frame')
      .getByText(text)
      .first()
      .waitFor();
  }

  /** The rows of a view as text, indented by level: `expect(await w.tree('Secrets'))`. */
  async tree(view: string): Promise<string[]> {
    const tree = this.page.locator('.sidebar').getByRole('tree', { name: view });
    const rows = await tree.getByRole('treeitem').all();
    return Promise.all(
      rows.map(async row => {
        const level = Number(await row.getAttribute('aria-level'));
        const parts = row.locator('.label-name, .label-description');
        const label = (await parts.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ').trim();
        return `${'  '.repeat(level - 1)}${label}`;
      }),
    );
  }

  /** A lens above a line, by its text. */
  lens(text: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration').getByText(text);
  }

  /** Waits for a notification that pops up. */
  async notified(text: string | RegExp): Promise<void> {
    await this.#toast(text).waitFor();
  }

  /** Presses a button of a notification that has popped up, where that is by now. */
  async press(text: string | RegExp, button: string): Promise<void> {
    const toast = this.#toast(text);
    await until(
      async () =>
        clicked(
          ((await toast.isVisible()) ? toast : await this.listed(text)).getByRole('button', {
            name: button,
          }),
        ),
      `the button ${button} of ${String(text)}`,
    );
    // What pops up next would do so in the list.
    const list = this.#notifications;
    const hide = list.getByRole('button', { name: 'Hide Notifications' });
    await until(
      async () => !(await list.isVisible()) || ((await clicked(hide)) && !(await list.isVisible())),
      'the list of notifications to close',
    );
  }

  /**
   * A notification in the list of all, which opens. VS Code takes each toast away after ten to
   * fifteen seconds, however slow the machine is; it is there then.
   */
  async listed(text: string | RegExp): Promise<Locator> {
    if (!(await this.#notifications.isVisible())) {
      await this.page.locator('[id="status.notifications"]').click();
      await this.#notifications.waitFor();
    }
    return this.#notifications.locator('.notification-list-item').filter({ hasText: text });
  }

  get #notifications(): Locator {
    return this.page.locator('.notifications-center');
  }

  #toast(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
  }

  /** What the status bar shows. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.statusbar').getByText(text);
  }

  dialog(text: string | RegExp): Locator {
    return this.page.getByRole('dialog').filter({ hasText: text });
  }

  /** Keeps a picture in `test-results/`, say `tree-missing`. */
  async shot(name: string): Promise<void> {
    // What the pointer happens to be over would show a tooltip.
    await this.page.mouse.move(700, 899);
    await this.page
      .locator('.workbench-hover')
      .first()
      .waitFor({ state: 'hidden', timeout: 5000 })
      .catch(() => undefined); // One that stays is a part of the picture.
    await this.keep(name);
  }

  /** The same for who has no pointer. */
  async keep(name: string): Promise<void> {
    mkdirSync(results, { recursive: true });
    await this.page.screenshot({ path: join(results, `${name}.png`) });
  }
}

/** Whether what may go at any time could be clicked. */
function clicked(target: Locator): Promise<boolean> {
  return target.click({ timeout: waitLimit / 8 }).then(
    () => true,
    () => false,
  );
}
