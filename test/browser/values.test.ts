import assert from 'node:assert/strict';
import { editorTest } from '../support/editorTest.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const lines = [
  'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAABFwAAAAdzc2gtcn',
  'NhAAAAAwEAAQ',
];
const key = [
  '-----BEGIN OPENSSH PRIVATE KEY-----',
  ...lines,
  '-----END OPENSSH PRIVATE KEY-----',
  '',
].join('\n');
const yaml = 'users:\n  - name: values-canary-1\n    token: x\n';

editorTest(
  'a value that a box or a shell would damage is asked about, and arrives as it was given',
  { folder: 'samples/quickstart' },
  async ({ window }) => {
    const { page, quickInput } = window;
    await page.setViewportSize({ width: 1500, height: 900 });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await window.openSecrets();
    await window.row(/^LICENCE_KEY, missing/).waitFor();

    // The names that the pipeline waits for are offered; a mistyped one is told from them.
    await window.command('Nextflow Secrets: Add Secret…');
    await window.choose(/Workspace/);
    await quickInput.getByRole('option', { name: /^API_TOKEN/ }).waitFor();
    await window.shot('values-names-1-offered');
    await quickInput.locator('input').first().fill('licence-key');
    await quickInput.getByRole('option', { name: /^LICENCE_KEY.*only letters/ }).waitFor();
    await window.shot('values-names-2-suggested');
    await quickInput.locator('input').first().fill('LICENSE_KEY');
    await quickInput
      .getByRole('option', { name: /^LICENSE_KEY.*similar to LICENCE_KEY/ })
      .waitFor();
    await window.shot('values-names-3-similar');
    await window.choose(/^LICENCE_KEY.*did you mean/);
    await quickInput.filter({ hasText: 'The value of LICENCE_KEY' }).waitFor();

    // A key that is pasted has its line ends restored from the clipboard.
    await paste(window, key);
    await quickInput.getByText('The 4 pasted lines were joined into one').waitFor();
    await window.shot('values-1-pasted');
    await page.keyboard.press('Enter');
    await window.choose(/Restore Its 4 Lines and Store It in Base64/);
    await window.row(/^LICENCE_KEY, used/).waitFor();
    await window.notified(/LICENCE_KEY is kept in base64/);
    assert.equal(await stored(window, 'LICENCE_KEY'), Buffer.from(key).toString('base64'));

    // What has no form to be known by is compared with the clipboard.
    await addTo(window, 'API_TOKEN');
    await paste(window, yaml);
    await quickInput.getByText('The 3 pasted lines were joined into one').waitFor();
    await page.keyboard.press('Enter');
    await quickInput.getByText('line breaks are lost').waitFor();
    await window.shot('values-2-lost');
    await window.choose(/Restore Its 3 Lines/);
    await window.row(/^API_TOKEN, used/).waitFor();
    assert.equal(await stored(window, 'API_TOKEN'), yaml);

    // A key that came on one line is known by its form, and opened in several.
    await addTo(window, 'ARCHIVE_KEY');
    await quickInput.locator('input').first().fill(key.trim().replaceAll('\n', ' '));
    await quickInput.getByText('This is a key without its line breaks').waitFor();
    await page.keyboard.press('Enter');
    await window.choose(/Edit as Several Lines/);
    const panel = page.frameLocator('iframe.webview').frameLocator('iframe');
    // The panel is there before its text is.
    await until(async () => (await panel.locator('#value').inputValue()) !== '', 'the key');
    assert.equal(await panel.locator('#value').inputValue(), key);
    await panel.getByRole('button', { name: 'Save' }).click();
    await window.choose(/Store It in Base64/);
    await window.row(/^ARCHIVE_KEY, used/).waitFor();

    // What the plan would say is said before anything is stored.
    await addTo(window, 'DB_PASSWORD');
    await window.answer('The value of DB_PASSWORD', 'pa"ss`w$rd');
    await quickInput.getByText(/an unclosed double quote: ALIGN will fail/).waitFor();
    await window.shot('values-3-check');
    await window.choose(/Escape It in Runs/);
    await window.row(/^DB_PASSWORD, used/).waitFor();
    assert.equal(await stored(window, 'DB_PASSWORD'), 'pa"ss`w$rd');
    await addTo(window, 'DB_USER');
    await window.answer('The value of DB_USER', 'us"er');
    await window.choose(/Store It as It Is/);

    // The plan says the same of what was stored so, and offers the same.
    await window.openFile('main.nf');
    await window.command('Nextflow Secrets: Test Run…');
    const row = (text: string) => quickInput.locator('.monaco-list-row', { hasText: text });
    await row('escaped to arrive exactly').waitFor();
    await row('DB_USER').getByText('an unclosed double quote: ALIGN').waitFor();
    await row('DB_USER').hover();
    await window.shot('values-4-plan');
    await row('DB_USER').hover();
    await row('DB_USER').getByRole('button', { name: 'Change How a Value Arrives' }).click();
    await window.shot('values-5-mend');
    await window.choose(/Store It in Base64/);
    await row('DB_USER').waitFor();
    await until(
      async () => !(await quickInput.innerText()).includes('unclosed double quote'),
      'the plan without the problem',
    );
    await window.shot('values-6-mended');
    await page.keyboard.press('Escape');
    assert.equal(await stored(window, 'DB_USER'), Buffer.from('us"er').toString('base64'));
  },
);

async function addTo(window: Workbench, name: string): Promise<void> {
  await window.command('Nextflow Secrets: Add Secret…');
  await window.choose(/Workspace/);
  await window.answer('The name that the pipeline uses', name);
  await window.quickInput.filter({ hasText: `The value of ${name}` }).waitFor();
}

async function paste({ page, quickInput }: Workbench, text: string): Promise<void> {
  await page.evaluate(value => navigator.clipboard.writeText(value), text);
  await quickInput.locator('input').first().press('ControlOrMeta+V');
}

/** The value of a secret, by the command that copies it. */
async function stored(window: Workbench, name: string): Promise<string> {
  await window.command('Nextflow Secrets: Copy Value');
  await window.choose(new RegExp(`^${name}`));
  await window.page.locator('.statusbar').getByText(`The value of ${name} is on`).waitFor();
  return window.page.evaluate(() => navigator.clipboard.readText());
}
