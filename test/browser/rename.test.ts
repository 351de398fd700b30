import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';
import { editorTest } from '../support/editorTest.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

/** What VS Code in a browser saves by itself. */
const files = ['modules/load.nf', 'nextflow.config', 'bin/login.sh'];

editorTest(
  'a secret is renamed in code, scripts and its store, from code and from the tree, and one undo takes it back',
  { folder: 'test/fixtures/rename' },
  async ({ window, folder }) => {
    const { page } = window;
    const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
    const before = files.map(textOf);

    // What fails a task is an error, what Nextflow reads as null a warning.
    await window.openSecrets();
    await window.row(/^DB_PASSWORD, missing, a task will fail/).waitFor();
    await window.row(/^DB_USER, missing, used/).waitFor();
    await window.openFile('main.nf');
    await window.lens(/Run \(2 missing\)/).waitFor();
    await window.shot('rename-1-signs');

    await window.command('Nextflow Secrets: Add Secret…');
    await window.choose(/Yours/);
    await addName(window, 'DB_PASSWORD');
    await window.answer('The value of DB_PASSWORD', 'rename-canary');
    // Files that nobody has open are another matter of VS Code's undo.
    for (const file of files.toReversed()) {
      await window.openFile(file);
      await page.locator('.tab.active', { hasText: basename(file) }).waitFor();
    }
    await window
      .lens(/DB_PASSWORD: yours/)
      .first()
      .waitFor();

    // In the script, where a shell reads it.
    await window.goTo(10, 51);
    await renameTo(window, 'DB_USER');
    await page.getByText('The code already uses another secret DB_USER').first().waitFor();
    await window.shot('rename-2-refused');
    await window.goTo(10, 51);
    await renameTo(window, 'DB_PASS');
    // A script of bin may be another's: it is asked for first.
    await preview(window).getByText('login.sh').first().waitFor();
    await window.shot('rename-3-preview');
    assert.deepEqual(files.map(textOf), before);

    // All of it, and then where it is stored.
    const after = before.map(text => text.replaceAll('DB_PASSWORD', 'DB_PASS'));
    await preview(window).locator('.edit-checkbox').first().click();
    await preview(window).getByRole('button', { name: 'Apply' }).click();
    const offered = 'The code now uses DB_PASS, and your secrets have';
    await window.notified(offered);
    await until(() => isDeepStrictEqual(files.map(textOf), after), 'the new name in all files');
    await window.row(/^DB_PASS, missing/).waitFor();
    await window.shot('rename-4-offer');
    await window.press(offered, 'Rename Stored Secret');
    await window.row(/^DB_PASS, used in 2 places/).waitFor();
    await window.row(/^DB_PASSWORD/).waitFor({ state: 'detached' });
    await window.shot('rename-5-stored');

    // One undo takes all files back, and offers the same for what is stored.
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+Z');
    const back = 'The code now uses DB_PASSWORD, and your secrets have';
    await window.notified(back);
    await window.row(/^DB_PASSWORD, missing/).waitFor();
    await window.shot('rename-7-back');
    await window.press(back, 'Rename Stored Secret');
    await window.row(/^DB_PASSWORD, used in 2 places/).waitFor();
    await window.row(/^DB_PASS,/).waitFor({ state: 'detached' });
    await window.command('File: Save All');
    await until(() => isDeepStrictEqual(files.map(textOf), before), 'the old name in all files');

    // The same from the tree, where the secret goes along unasked.
    await window.command('Nextflow Secrets: Rename Secret…');
    await window.choose(/^DB_PASSWORD, your secrets/);
    await window.answer('Rename DB_PASSWORD', 'DB_KEY');
    await preview(window).getByText('login.sh').first().waitFor();
    await preview(window).getByRole('button', { name: 'Apply' }).click();
    await window.row(/^DB_KEY, used in 2 places/).waitFor();
    const done = 'is now DB_KEY in your secrets and in the code';
    await window.notified(done);
    await window.shot('rename-8-tree');
    await window.press(done, 'Undo');
    await window.status('DB_PASSWORD has its old name again').waitFor();
    await window.row(/^DB_PASSWORD, used in 2 places/).waitFor();
    await until(() => isDeepStrictEqual(files.map(textOf), before), 'the old name in all files');
    // Once from each undo in the editor; that of the toast has taken the stored one along.
    const offers = page.locator('.notification-toast', { hasText: 'The code now uses' });
    const labels = await offers.allInnerTexts();
    assert.deepEqual(
      labels.filter(text => text.includes('your secrets have')),
      [],
    );
    await window
      .lens(/DB_PASSWORD: yours/)
      .first()
      .waitFor();
    await window.shot('rename-9-undone');
  },
);

/** What VS Code shows of changes before they are made. */
function preview({ page }: Workbench): Locator {
  return page.locator('.bulk-edit-panel');
}

async function renameTo({ page }: Workbench, name: string): Promise<void> {
  await page.keyboard.press('F2');
  const input = page.locator('.rename-box input.rename-input');
  await input.waitFor();
  await input.fill(name);
  await page.keyboard.press('Enter');
}

/** The name may be picked or typed. */
async function addName(window: Workbench, name: string): Promise<void> {
  await window.answer('The name that the pipeline uses', name);
}
