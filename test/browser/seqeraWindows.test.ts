import assert from 'node:assert/strict';
import { afterEach, beforeEach } from 'node:test';
import type { Locator } from 'playwright-core';
import { pushedRepository } from '../../tools/start/pushedRepository.mjs';
import { editorTest } from '../support/editorTest.ts';
import type { FakeOrganization } from '../support/seqera/fakeOrganization.ts';
import { FakePlatform } from '../support/seqera/fakePlatform.ts';
import { cancelThere, keepOnSeqera, launchThere } from '../support/seqera/keepOnSeqera.ts';
import { endRun, type FakeRun } from '../support/seqera/runState.ts';
import { addSample } from '../support/seqera/samplePlatform.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

let platform: FakePlatform;
let people: FakeOrganization;

beforeEach(async () => {
  platform = await FakePlatform.start();
  people = addSample(platform);
});
afterEach(async () => {
  await platform.stop();
  assert.deepEqual(platform.problems, []);
});

const sample = {
  folder: 'samples/quickstart',
  settings: { 'terminal.integrated.gpuAcceleration': 'off' },
};
const remote = 'https://github.com/genomics/rnaseq.git';

editorTest(
  'two users are signed in, each is what they are there, and one signs out in the Accounts menu',
  sample,
  async ({ window }) => {
    await keepOnSeqera(window, platform, people.ada.token);
    await window.status(/genomics\/rnaseq ada/).waitFor();
    await window.command('Nextflow Secrets: Sign In to Seqera Platform…');
    await window.choose(/127\.0\.0\.1/);
    await window.answer('A personal access token of', people.grace.token);
    await window.command('Nextflow Secrets: Choose Seqera Workspace…');
    await window.quickInput.getByRole('option', { name: /ada \(127/ }).waitFor();
    await window.quickInput.getByRole('option', { name: /grace \(127/ }).waitFor();
    await window.shot('seqera-accounts-1-choose');
    await window.choose(/grace \(127/);
    await window.choose(/genomics\/rnaseq/);
    await window.row(/^Workspace, .*rnaseq · read-only for you \(launch\)/).waitFor();
    await window.status(/genomics\/rnaseq grace/).waitFor();
    // The runs are of whoever looks.
    await window.row(/^brave_curie_14, running/).waitFor();
    assert.equal(await window.row(/^brave_curie_12/).count(), 0);
    await window.shot('seqera-accounts-2-grace');

    const accounts = await accountsMenu(window);
    await accounts.filter({ hasText: 'ada (127' }).waitFor();
    await window.keep('seqera-accounts-3-menu');
    await accounts.filter({ hasText: 'grace (127' }).click();
    await accounts.filter({ hasText: 'Sign Out' }).waitFor();
    await window.keep('seqera-accounts-4-sign-out');
    await accounts.filter({ hasText: 'Sign Out' }).click();
    await window.dialog(/grace/).getByRole('button', { name: 'Sign Out' }).click();
    await window.row(/^Workspace, .*not signed in/).waitFor();
    await window.row('Its runs could not be read').waitFor();
    await window.shot('seqera-accounts-5-signed-out');

    await window.command('Nextflow Secrets: Choose Seqera Workspace…');
    await window.choose(/ada \(127/);
    await window.choose(/genomics\/rnaseq/);
    await window.row(/^brave_curie_12/).waitFor();
    await window.shot('seqera-accounts-6-ada');
    const known = [people.ada, people.grace].map(({ token }) => `Bearer ${token}`);
    for (const { headers } of platform.requests) {
      assert.ok([undefined, ...known].includes(headers.authorization));
    }
  },
);

editorTest(
  'after a restart whoever was signed in is, and a launched run is followed to its end',
  sample,
  async ({ window, folder, restart }) => {
    pushedRepository(folder, remote);
    await keepOnSeqera(window, platform, people.ada.token);
    const run = await launched(window);
    await window.shot('seqera-restart-1-before');

    const next = await restart();
    await next.openSecrets();
    await next.command('Terminal: Focus on Terminal View');
    await next.row(/^Workspace, Seqera genomics\/rnaseq/).waitFor();
    await next.row(/^DB_PASSWORD, used/).waitFor();
    await next.status(/genomics\/rnaseq ada/).waitFor();
    await next.row(/^brave_curie_5, running, 3 of 5 tasks/).waitFor();
    await prints(next, 'two');
    assert.equal(await next.quickInput.isVisible(), false, 'nobody is asked to sign in');
    await next.shot('seqera-restart-2-after');
    run.log.push('the line after the restart');
    await prints(next, 'the line after the restart');
    endRun(run, 'FAILED', 'ALIGN ended with 1');
    await next.row(/^brave_curie_5, failed/).waitFor();
    await next.notified(/brave_curie_5 failed on Seqera Platform\. ALIGN ended with 1/);
    await next.shot('seqera-restart-3-ended');
  },
);

editorTest(
  'a second window follows a run on Seqera Platform that the first has launched, and may cancel it',
  sample,
  async ({ window, folder, openWindow }) => {
    pushedRepository(folder, remote);
    await keepOnSeqera(window, platform, people.ada.token);
    await window.row(/^DB_PASSWORD, used/).waitFor();
    // It is open before the run begins, and nobody refreshes it.
    const other = await openWindow();
    await other.openSecrets();
    await other.row(/^DB_PASSWORD, used/).waitFor();
    const run = await launched(window);
    await other.row(/^brave_curie_5, running, 3 of 5 tasks/).waitFor();
    await other.command('Nextflow Secrets: Show Output of Run on Seqera Platform');
    await other.choose(/brave_curie_5/);
    await prints(other, 'two');
    run.log.push('what both read');
    await prints(other, 'what both read');
    await prints(window, 'what both read');
    await other.shot('seqera-windows-1-second');
    await cancelThere(other, 'brave_curie_5');
    await window.row(/^brave_curie_5, cancelled/).waitFor();
    await window.shot('seqera-windows-2-first');
    assert.equal(platform.count('launchWorkflow'), 1);
    assert.equal(platform.count('cancelWorkflow'), 1);
  },
);

/** Launches, lets the run begin, and waits until its window shows that. */
async function launched(window: Workbench): Promise<FakeRun> {
  const { runs } = platform.state.runsOf(people.rnaseq);
  const before = runs.length;
  await window.openFile('main.nf');
  await launchThere(window, /cloud-batch/);
  await until(() => runs.length > before, 'the launch');
  const run = runs[0] ?? assert.fail('launched');
  run.status = 'RUNNING';
  run.tasks = { pending: 1, running: 1, succeeded: 3, failed: 0 };
  run.log.push('N E X T F L O W  ~  version 25.10.0', 'two');
  await window.row(/^brave_curie_5, running, 3 of 5 tasks/).waitFor();
  await prints(window, 'two');
  return run;
}

async function prints(window: Workbench, text: string): Promise<void> {
  await window.page.locator('.terminal.xterm:visible', { hasText: text }).first().waitFor();
}

/** Opens the Accounts menu, and gives its items and those of its submenus. */
async function accountsMenu(window: Workbench): Promise<Locator> {
  const { page } = window;
  await page.locator('.activitybar').getByRole('button', { name: 'Accounts' }).click();
  return page.locator('.monaco-menu').getByRole('menuitem');
}
