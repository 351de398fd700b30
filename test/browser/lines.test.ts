import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { editorTest } from '../support/editorTest.ts';
import { filesWith } from '../support/filesWith.ts';
import { until } from '../support/until.ts';

const value = '-----BEGIN KEY-----\nlines-canary-1\nlines-canary-2\n-----END KEY-----';
/** Typed into an ordinary document, to show that the search finds what an editor backs up. */
const control = 'lines-control-3';

editorTest(
  'a value of several lines is typed in a panel, leaves nothing behind, and is kept in base64',
  { folder: 'samples/quickstart' },
  async ({ window, folder }) => {
    const { page, quickInput } = window;
    const traces = async (text: string): Promise<readonly string[]> => [
      // Settings, logs, backups, histories: whatever VS Code keeps.
      ...filesWith(dirname(folder), text),
      ...(await storedWith(page, text)),
    ];
    await window.openSecrets();
    await window.openFile('main.nf');
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.type(`// ${control}`);

    await window.command('Nextflow Secrets: Add Secret…');
    await window.choose(/Workspace/);
    await window.answer('The name that the pipeline uses', 'LICENCE_KEY');
    await quickInput.filter({ hasText: 'The value of LICENCE_KEY' }).waitFor();
    await quickInput.getByRole('button', { name: 'Several lines…' }).click();
    const panel = page.frameLocator('iframe.webview').frameLocator('iframe');
    await panel.locator('#value').fill(value);
    await window.shot('lines-1-panel');

    // What is in a document is backed up by now; what is in the panel is not.
    await until(async () => (await traces(control)).length > 0);
    for (const line of value.split('\n').slice(1, 3)) {
      assert.deepEqual(await traces(line), []);
    }

    await panel.getByRole('button', { name: 'Save' }).click();
    await quickInput.getByRole('option', { name: /Store It in Base64/ }).waitFor();
    await window.shot('lines-2-base64');
    await window.choose(/Store It in Base64/);
    await window
      .row(/^LICENCE_KEY/)
      .first()
      .waitFor();
    await window.notified(/LICENCE_KEY is kept in base64/);
    await window.shot('lines-3-decode');
    for (const line of value.split('\n').slice(1, 3)) {
      assert.deepEqual(await traces(line), []);
    }
    const shown = await page.locator('body').innerText();
    assert.ok(!shown.includes('lines-canary'));
  },
);

/** The same of what the page keeps in the browser, where VS Code has its backups and its state. */
function storedWith(page: Page, text: string): Promise<string[]> {
  return page.evaluate(async wanted => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error('no answer'));
        };
      });
    const textOf = (stored: unknown): string =>
      stored instanceof Uint8Array ? new TextDecoder().decode(stored) : JSON.stringify(stored);
    const found: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store);
        const all = await asked(records.getAll() as IDBRequest<unknown[]>);
        if (all.some(stored => textOf(stored).includes(wanted))) {
          found.push(`${name}/${store}`);
        }
      }
      database.close();
    }
    for (const storage of [localStorage, sessionStorage]) {
      if (JSON.stringify(storage).includes(wanted)) {
        found.push('storage of the page');
      }
    }
    return found;
  }, text);
}
