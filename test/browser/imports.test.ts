import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { whileLocked } from '../../src/adapters/files/whileLocked.ts';
import { editorTest } from '../support/editorTest.ts';
import type { Workbench } from '../support/workbench.ts';

const canary = 'imports-canary-4';
const store = [
  { name: 'DB_USER', value: `${canary}-1` },
  { name: 'DB_PASSWORD', value: { odd: canary } },
  { name: 'API_TOKEN', value: `${canary}-2` },
  { name: 'LICENCE_KEY', value: `${canary}-3` },
];
const dotenv = [
  '# of the laboratory',
  `ARCHIVE_KEY=${canary}-4`,
  `just a note ${canary}`,
  'EMPTY_ONE=',
  `SLACK_HOOK="${canary}-5"`,
  `OPEN_QUOTE="${canary}`,
];
const many = 200;

editorTest(
  'an import goes on after what comes between, says what it skipped, and can be cancelled',
  { folder: 'samples/quickstart' },
  async ({ window, folder, nextflowStore, storage }) => {
    mkdirSync(dirname(nextflowStore), { recursive: true });
    writeFileSync(nextflowStore, JSON.stringify(store), { mode: 0o600 });
    await window.openSecrets();
    await window.row(/^LICENCE_KEY, missing/).waitFor();

    // One odd entry costs no other, and what is ticked outlives what comes between.
    await begin(window, 'Import from Nextflow Store File…', /store\.json/);
    await window.quickInput.getByText('Skipped: DB_PASSWORD (entry 2): its value is no').waitFor();
    await tick(window, 'LICENCE_KEY').click();
    await ticked(window, 'LICENCE_KEY', false);
    const bell = window.page.locator('[id="status.notifications"]');
    await bell.click();
    await window.page.locator('.notifications-center').waitFor();
    await ticked(window, 'DB_USER', true);
    await window.shot('imports-1-odd-entry');
    await bell.click();
    await window.page.locator('.notifications-center').waitFor({ state: 'hidden' });
    await window.page.keyboard.press('F1');
    await goOn(window, 'store.json', 'imports-2-taken-place');
    await ticked(window, 'LICENCE_KEY', false);
    await ticked(window, 'API_TOKEN', true);
    await accept(window);
    await window.notified(/2 secrets are imported into your secrets\. Skipped: DB_PASSWORD/);
    await window.row(/^DB_USER, used/).waitFor();
    await window.row(/^LICENCE_KEY, missing/).waitFor();

    // Problems of a .env file are told by their lines; Escape is no decision.
    writeFileSync(join(folder, '.env'), dotenv.join('\n'));
    await begin(window, 'Import from .env File…', /\.env/);
    await window.quickInput.getByText('Skipped: line 3, EMPTY_ONE, OPEN_QUOTE').waitFor();
    await tick(window, 'SLACK_HOOK').click();
    await ticked(window, 'SLACK_HOOK', false);
    await window.page.keyboard.press('Escape');
    await goOn(window, '.env', 'imports-3-escape');
    await ticked(window, 'SLACK_HOOK', false);
    await accept(window);
    const one = /1 secret is imported into your secrets\. Skipped: line 3/;
    await window.notified(one);
    await window.press(one, 'Show Skipped Entries');
    const dialog = window.dialog('3 entries were skipped');
    await dialog.getByText('line 3: it is not NAME=value').waitFor();
    await dialog.getByText('OPEN_QUOTE (line 6): its quote is not closed').waitFor();
    await window.shot('imports-4-left-out');
    await window.page.keyboard.press('Escape');
    await window.row(/^ARCHIVE_KEY, used/).waitFor();

    // Many are stored at once, with progress; what a cancel has left can be imported after it.
    const lines = Array.from({ length: many }, (_, at) => `KEY_${at}=${canary}-${at}`);
    writeFileSync(join(folder, '.env'), lines.join('\n'));
    await begin(window, 'Import from .env File…', /\.env/);
    await whileLocked(join(storage, 'browser-secrets.json'), async () => {
      await accept(window);
      const importing = `Importing ${many} secrets: 0 of ${many}`;
      await window.notified(importing);
      await window.shot('imports-5-progress');
      await window.press(importing, 'Cancel');
    });
    const none = `0 of ${many} secrets are imported into your secrets`;
    await window.notified(none);
    await window.press(none, 'Import the Rest');
    await accept(window);
    await window.notified(`${many} secrets are imported into your secrets`);
    await window.row(/^KEY_2,/).waitFor();
    await window.shot('imports-6-many');

    // The browser has kept them all.
    await window.reload();
    await window.row(/^KEY_2,/).waitFor();
    await begin(window, 'Import from .env File…', /\.env/);
    await window.quickInput.getByText('0 Selected').waitFor();
    await window.quickInput.getByText('exists: select it to replace its value').first().waitFor();
    await window.shot('imports-7-there');
    await window.page.keyboard.press('Escape');
    await window.notified('Nothing was imported from .env');

    // Carrying them to another store counts them too, and a cancel says how far it came.
    const all = `${many + 3} secrets`;
    writeFileSync(nextflowStore, '[]', { mode: 0o600 });
    await window.command('Nextflow Secrets: Choose Where Secrets Are Kept…');
    await window.choose(/Yours/);
    await window.choose(/Nextflow’s store/);
    await whileLocked(nextflowStore, async () => {
      await window.choose(/Move Them to Nextflow’s store/);
      const copying = new RegExp(`Copying ${all} to Nextflow’s store.*0 of ${many + 3}`);
      await window.notified(copying);
      await window.shot('imports-8-carried');
      await window.press(copying, 'Cancel');
    });
    await window.notified(new RegExp(`\\d+ of ${all} are copied.*Your secrets stay in`));
    await window.row(/^KEY_2,/).waitFor();
    await window.shot('imports-9-stayed');
    assert.ok(!(await window.page.locator('body').innerText()).includes(canary));
  },
);

async function begin(window: Workbench, title: string, file: RegExp): Promise<void> {
  await window.command(`Nextflow Secrets: ${title}`);
  await window.choose(file);
  await window.choose(/Yours/);
  await rows(window);
}

/** Waits for the list of what is in the file. */
async function rows({ quickInput }: Workbench): Promise<void> {
  await quickInput.getByPlaceholder(/^Press Enter to import the selected entries/).waitFor();
}

async function accept(window: Workbench): Promise<void> {
  await rows(window);
  await window.quickInput.getByPlaceholder(/^Press Enter to import/).press('Enter');
}

/** Takes an import up again where it was left. */
async function goOn(window: Workbench, file: string, picture: string): Promise<void> {
  const left = `Nothing was imported from ${file}`;
  await window.notified(left);
  await window.shot(picture);
  await window.press(left, 'Continue');
  await rows(window);
}

function tick({ quickInput }: Workbench, name: string) {
  return quickInput.locator('.monaco-list-row', { hasText: name }).getByRole('checkbox');
}

async function ticked(window: Workbench, name: string, on: boolean): Promise<void> {
  await tick(window, name)
    .and(window.page.locator(`[aria-checked="${on}"]`))
    .waitFor();
}
