import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { readRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { launchBrowser, viewport } from '../../tools/vscode/page.mjs';
import { closedRuns } from '../support/closedRuns.ts';
import { keepEvidence, traceOnDemand } from '../support/editorTest.ts';
import { filesWith } from '../support/filesWith.ts';
import { NpmStart } from '../support/npmStart.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { testLimit, until, waitLimit } from '../support/until.ts';
import { Workbench } from '../support/workbench.ts';

const canary = 'newcomer-canary-1';
const sample = resolve('samples/quickstart');

/** A user whose login shell forgets whatever it is started with. */
function newcomer(t: TestContext): NodeJS.ProcessEnv {
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-newcomer-'));
  t.after(() => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const profile of ['.profile', '.bash_profile', '.bashrc', '.zshenv', '.zprofile']) {
    writeFileSync(join(home, profile), 'export PATH=/nowhere\nunset JAVA_CMD JAVA_HOME NXF_HOME\n');
  }
  const lacking = (folder: string): boolean =>
    !['nextflow', 'code'].some(name => existsSync(join(folder, name)));
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(lacking).join(delimiter);
  return { HOME: home, PATH: path, SHELL: '/bin/bash' };
}

/** What a run leaves in the sample goes when the test is over. */
function keepClean(t: TestContext, folder: string): void {
  const before = readdirSync(folder);
  t.after(() => {
    for (const name of readdirSync(folder).filter(found => !before.includes(found))) {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

test(
  'README’s first command leads a newcomer to a green run and on to an empty history, by keys alone',
  { timeout: testLimit },
  async t => {
    requireTool('VS Code');
    const browser = requireTool('a browser');
    const environment = newcomer(t);
    keepClean(t, sample);
    assert.match(readFileSync('README.md', 'utf8'), /^npm ci && npm start$/m);
    const start = new NpmStart(t, [], { 'xdg-open': 'exit 0' }, environment);
    const address = await start.address();
    assert.equal(start.said.match(/^\d\. /gm)?.length, 3, start.said);
    const chrome = await launchBrowser(browser);
    t.after(() => chrome.close());
    const context = await chrome.newContext({ viewport });
    await traceOnDemand(context);
    const page = await context.newPage();
    await page.addInitScript(watchMouse);
    const state = join(environment['HOME'] ?? '', '.local/state');
    const root = join(state, 'nextflow-secrets/runs');
    try {
      await journey(page, address.href);
      await closedRuns(state);
      const [run = assert.fail('in the history'), ...others] = readdirSync(root);
      assert.deepEqual(others, []);
      const record = await readRecord(new RunFolder(root, run).record);
      assert.ok(record && !existsSync(record.storeFolder), run);
      await cleanUp(page);
    } catch (error) {
      await keepEvidence('newcomer', context);
      throw error;
    }
    assert.deepEqual(readdirSync(root), []);
    assert.deepEqual(await page.evaluate('mouseEvents'), []);
    for (const place of [environment['HOME'] ?? '', '/dev/shm', sample]) {
      assert.deepEqual(filesWith(place, canary), [], place);
    }
  },
);

/** Remembers in a page what comes of a mouse. */
const watchMouse = `globalThis.mouseEvents = [];
for (const type of ['mousedown', 'mousemove', 'wheel']) {
  addEventListener(type, event => event.isTrusted && mouseEvents.push(type), true);
}`;

/** What the newcomer does: not once with the mouse. */
async function journey(page: Page, address: string): Promise<void> {
  page.setDefaultTimeout(waitLimit);
  const window = new Workbench(page);
  await page.goto(address);
  await window.ready();

  await page.getByRole('tab', { name: 'main.nf' }).waitFor();
  await window.row(/^DB_PASSWORD, missing/).waitFor();
  await window.lens(/Run/).first().waitFor();
  await window.keep('newcomer-1-first-window');

  const { keyboard } = page;
  await window.typeCommand('Nextflow Secrets: Add All Missing Secrets…');
  await window.quickInput.filter({ hasText: '5 Selected' }).waitFor();
  await keyboard.press('Enter');
  await window.quickInput.getByRole('option', { name: /Yours/ }).waitFor();
  await keyboard.type('Yours');
  await window.quickInput.locator('.monaco-list-row.focused', { hasText: 'Yours' }).waitFor();
  await keyboard.press('Enter');
  for (const name of ['API_TOKEN', 'ARCHIVE_KEY', 'DB_PASSWORD', 'DB_USER', 'LICENCE_KEY']) {
    await window.quickInput.filter({ hasText: `The value of ${name}` }).waitFor();
    await keyboard.type(canary);
    await keyboard.press('Enter');
  }
  await window.row(/^LICENCE_KEY, missing/).waitFor({ state: 'detached' });
  await window.typeCommand('Nextflow Secrets: Run Pipeline…');
  await window.quickInput.locator('.monaco-list-row.focused', { hasText: 'Run main.nf' }).waitFor();
  await keyboard.press('Enter');
  await window.quickInput.locator('.monaco-list-row', { hasText: 'LICENCE_KEY' }).waitFor();
  await keyboard.press('Enter');
  await window.row(/main\.nf.*succeeded.*all 5 copies removed/).waitFor();
  await window.keep('newcomer-2-green');
}

/** What is done when all is done, still without the mouse. */
async function cleanUp(page: Page): Promise<void> {
  const window = new Workbench(page);
  const { keyboard } = page;
  await window.typeCommand('Nextflow Secrets: Show Runs');
  await focusRow(page, /^main\.nf, succeeded/);
  await keyboard.press('Delete');
  await window.dialog(/Remove this run of main\.nf from the history/).waitFor();
  await keyboard.press('Enter');
  await window.row(/^main\.nf, succeeded/).waitFor({ state: 'detached' });
  await window.typeCommand('Nextflow Secrets: Focus on Secrets View');
  await focusRow(page, /^DB_USER, used/);
  await keyboard.press('Delete');
  await window.dialog(/Remove DB_USER from your secrets/).waitFor();
  await window.keep('newcomer-3-remove');
  await keyboard.press('Enter');
  await window.row(/^DB_USER, missing/).waitFor();
  await keyboard.press('ControlOrMeta+Z');
  await window.row(/^DB_USER, used/).waitFor();
  await window.keep('newcomer-4-clean');
}

/** Goes down from the top of the tree that has the focus, or gets it, until a row has it. */
async function focusRow(page: Page, row: RegExp): Promise<void> {
  const list = page.locator('.sidebar .monaco-list:focus');
  await list.getByRole('treeitem', { name: row }).waitFor();
  const focused = list.locator('.monaco-list-row.focused');
  await page.keyboard.press('Home');
  await until(async () => {
    const label = (await focused.count()) === 0 ? null : await focused.getAttribute('aria-label');
    if (label !== null && row.test(label)) {
      return true;
    }
    await page.keyboard.press('ArrowDown');
    return false;
  }, `the focus on ${row}`);
}
