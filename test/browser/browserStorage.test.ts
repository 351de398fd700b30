import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { editorTest } from '../support/editorTest.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

/** What the storage of a browser loses, and the store that loses nothing. */

const undecided = { 'nextflowSecrets.userStore': undefined };
const canary = 'storage-canary-9';
const proposed = /other browsers cannot read it/;

async function add(window: Workbench, name: string): Promise<void> {
  await window.command('Nextflow Secrets: Add Secret…');
  await window.choose(/^.*Yours/);
  await window.answer('The name that the pipeline uses', name);
  await window.answer(`The value of ${name}`, `${canary}-${name}`);
}

/**
 * Does as a window says of what may have been stored while it was opened, until it knows that this
 * is lost here.
 */
async function reloadWhileChanged(window: Workbench, name: string): Promise<void> {
  const lost = window.row(new RegExp(`^${name}, not in this browser`));
  const changed = window.row(new RegExp(`^${name}, changed in another window`));
  await until(async () => {
    if (await changed.isVisible()) {
      await window.reload();
    }
    return lost.isVisible();
  }, `${name} to be known as lost`);
}

editorTest(
  'two windows of a browser wipe nothing of each other’s, and what another browser does not have is told',
  { folder: 'samples/quickstart', settings: undecided },
  async ({ window, openWindow, openBrowser }) => {
    const other = await openWindow();
    for (const one of [window, other]) {
      await one.openSecrets();
    }
    await window.page.bringToFront();
    await add(window, 'DB_USER');
    await window.row(/^DB_USER, used/).waitFor();
    await window.notified(proposed);
    await window.shot('browser-1-proposed');
    await window.press(proposed, 'Keep in This Browser');

    await other.page.bringToFront();
    await other.row(/^DB_USER, changed in another window/).waitFor();
    await other.notified(/DB_USER was changed in another window/);
    await add(other, 'DB_PASSWORD');
    const refused = /Nothing was written\. DB_USER changed/;
    await other.notified(refused);
    await other.shot('browser-2-behind');
    await other.press(refused, 'Reload Window');
    await other.row(/^DB_USER, used/).waitFor();
    await add(other, 'DB_PASSWORD');
    await other.row(/^DB_PASSWORD, (?!changed)/).waitFor();

    await window.page.bringToFront();
    await window.row(/^DB_PASSWORD, changed in another window/).waitFor();
    await window.reload();
    await window.row(/^DB_PASSWORD, (?!changed)/).waitFor();
    await window.row(/^DB_USER, used/).waitFor();

    const elsewhere = await openBrowser();
    await elsewhere.openSecrets();
    await reloadWhileChanged(elsewhere, 'DB_USER');
    const lost = /2 secrets are not in this browser as they were stored/;
    await elsewhere.notified(lost);
    await elsewhere.openFile('modules/align.nf');
    await elsewhere.lens(/DB_USER is not in this browser/).waitFor();
    await elsewhere.shot('browser-3-lost');
    await elsewhere.command('Nextflow Secrets: Forget Lost Secret…');
    await elsewhere.choose(/^DB_USER.*not in this browser/);
    await elsewhere.row(/^DB_USER, not in this browser/).waitFor({ state: 'hidden' });
    await elsewhere.row(/^DB_PASSWORD, not in this browser/).waitFor();
    await elsewhere.press(lost, 'Forget');
    await elsewhere.row(/^DB_PASSWORD, not in this browser/).waitFor({ state: 'hidden' });
    await elsewhere.lens(/DB_PASSWORD is missing/).waitFor();
    await elsewhere.shot('browser-4-forgotten');

    // What one browser forgets stays in the other one; what that one loses, it tells.
    await window.page.bringToFront();
    await window.row(/^DB_PASSWORD, used/).waitFor();
    await add(window, 'API_TOKEN');
    await window.row(/^API_TOKEN, used/).waitFor();
    await window.page.evaluate(() => {
      localStorage.removeItem('secrets.provider');
    });
    await window.reload();
    await reloadWhileChanged(window, 'API_TOKEN');
    await window.notified(/API_TOKEN was stored in another window or browser, and this one/);
    await window.shot('browser-5-lost-here');
    await add(window, 'API_TOKEN');
    await window.row(/^API_TOKEN, used/).waitFor();
  },
);

editorTest(
  'secrets in Nextflow’s store are the same in every window, browser and terminal',
  { folder: 'samples/quickstart', settings: undecided },
  async ({ window, openWindow, openBrowser, nextflowStore }) => {
    const nextflow = async (...args: readonly string[]): Promise<string> => {
      const program = process.env['NFS_NEXTFLOW'] ?? assert.fail('Nextflow is there');
      const env = { ...process.env, NXF_SECRETS_FILE: nextflowStore };
      return (await promisify(execFile)(program, ['secrets', ...args], { env })).stdout.trimEnd();
    };
    await window.openSecrets();
    await add(window, 'DB_USER');
    await window.notified(proposed);
    await window.press(proposed, 'Use Nextflow’s Store');
    await window.quickInput.getByRole('option', { name: /Move It to Nextflow’s store/ }).waitFor();
    await window.shot('nextflow-store-1-carry');
    await window.choose(/Move It to Nextflow’s store/);
    await window.row(/^Yours, Nextflow’s store/).waitFor();
    await window.row(/^DB_USER, (used|not used)/).waitFor();
    assert.equal(statSync(nextflowStore).mode & 0o777, 0o600);
    assert.equal(await nextflow('get', 'DB_USER'), `${canary}-DB_USER`);

    const windows = [await openWindow(), await openBrowser()];
    for (const one of windows) {
      await one.openSecrets();
      await one.row(/^DB_USER, (used|not used)/).waitFor();
    }
    // All at once: each writes the whole file.
    await Promise.all(
      [window, ...windows].map(async (one, at) => {
        await add(one, `FROM_${at}`);
      }),
    );
    await nextflow('set', 'FROM_TERMINAL', canary);
    for (const one of [window, ...windows]) {
      for (const name of ['DB_USER', 'FROM_0', 'FROM_1', 'FROM_2', 'FROM_TERMINAL']) {
        await one.row(new RegExp(`^${name}, (used|not used)`)).waitFor();
      }
    }
    await windows[1]?.shot('nextflow-store-2-other-browser');

    const kept = readFileSync(nextflowStore, 'utf8');
    chmodSync(nextflowStore, 0o644);
    await window.command('Nextflow Secrets: Refresh Secrets');
    const failed = window.row(/^Yours, Nextflow’s store.*Mode 644, but Nextflow accepts only 600/);
    await failed.waitFor();
    await window.shot('nextflow-store-3-open-to-others');
    await window.command('Nextflow Secrets: Repair Nextflow’s Store');
    await window.notified(/^Repaired\. Other users could read these secrets/);
    await window.row(/^FROM_TERMINAL, (used|not used)/).waitFor();
    await window.shot('nextflow-store-4-repaired');
    assert.equal(readFileSync(nextflowStore, 'utf8'), kept);
    assert.equal(statSync(nextflowStore).mode & 0o777, 0o600);
    for (const one of [window, ...windows]) {
      assert.ok(!(await one.page.locator('body').innerText()).includes(canary));
    }
  },
);
