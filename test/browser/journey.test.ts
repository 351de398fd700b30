import assert from 'node:assert/strict';
import { editorTest } from '../support/editorTest.ts';

editorTest(
  'a new user sees what is missing, adds it, runs the pipeline, and finds it clean',
  { folder: 'samples/quickstart' },
  async ({ window }) => {
    await window.openSecrets();
    await window.openFile('modules/align.nf');
    await window.row(/^DB_PASSWORD, missing/).waitFor();
    await window.lens(/DB_USER is missing: add/).waitFor();
    await window.shot('1-missing');

    await window.command('Nextflow Secrets: Add All Missing Secrets…');
    await window.choose(/Yours/);
    for (const name of ['API_TOKEN', 'ARCHIVE_KEY', 'DB_PASSWORD', 'DB_USER', 'LICENCE_KEY']) {
      if (name === 'DB_PASSWORD') {
        await window.quickInput.filter({ hasText: name }).waitFor();
        await window.shot('2-prompt');
      }
      await window.answer(`The value of ${name}`, 'journey-canary-1');
    }
    await window.lens(/DB_USER: yours/).waitFor();
    await window.shot('3-added');

    await window.openFile('main.nf');
    await window.command('Nextflow Secrets: Test Run…');
    await window.quickInput.getByRole('option').first().waitFor();
    await window.page.waitForTimeout(1500);
    await window.shot('4-plan');
    await window.page.keyboard.press('Enter');
    await window.page.waitForTimeout(4000);
    await window.shot('5-running');
    await window.row(/succeeded/).waitFor({ timeout: 90_000 });
    await window.shot('6-clean');
    const shown = await window.page.locator('body').innerText();
    assert.ok(!shown.includes('journey-canary-1'));
  },
);
