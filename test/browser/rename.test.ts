import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorTest } from '../support/editorTest.ts';
import type { Workbench } from '../support/workbench.ts';

const files = ['modules/load.nf', 'nextflow.config', 'bin/login.sh'];

editorTest(
  'a rename finds a secret in code and scripts, asks where it is not certain, and refuses a name that is taken',
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
    await window.openFile('modules/load.nf');
    await window
      .lens(/DB_PASSWORD: yours/)
      .first()
      .waitFor();

    // In the script, where a shell reads it.
    await goto(window, 10, 51);
    await renameTo(window, 'DB_USER');
    await page.getByText('The code reads another secret DB_USER already').first().waitFor();
    await window.shot('rename-2-refused');
    await goto(window, 10, 51);
    await renameTo(window, 'DB_PASS');
    // A script of bin may be another's: it is asked for first.
    await page.locator('.refactor-preview, .pane-body').getByText('login.sh').first().waitFor();
    await window.shot('rename-3-preview');
    assert.deepEqual(files.map(textOf), before);
  },
);

/** Puts the caret where a line and a column are. */
async function goto({ page, quickInput }: Workbench, line: number, column: number): Promise<void> {
  await page.keyboard.press('Control+G');
  await quickInput.locator('input').first().fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await quickInput.waitFor({ state: 'hidden' });
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
  await window.answer(/name/i, name);
}
