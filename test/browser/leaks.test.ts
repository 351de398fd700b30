import assert from 'node:assert/strict';
import { editorTest } from '../support/editorTest.ts';

editorTest(
  'a test run with canaries shows where real secrets would leak',
  { folder: 'test/host/leaks/workspace' },
  async ({ window }) => {
    await window.openSecrets();
    await window.openFile('main.nf');
    await window.command('Nextflow Secrets: Test Run with Canaries…');
    await window.quickInput.getByRole('option').first().waitFor();
    await window.page.waitForTimeout(1500);
    await window.shot('leaks-1-plan');
    await window.page.keyboard.press('Enter');
    await window.row(/succeeded.*leaks/).waitFor({ timeout: 90_000 });
    await window.row(/^2 leaks/).click();
    await window.command('Problems: Focus on Problems View');
    await window.page
      .getByText(/The value of API_TOKEN stands here/)
      .first()
      .waitFor();
    await window.page.waitForTimeout(1500);
    await window.shot('leaks-2-problems');
    const rows = await window.tree('Runs');
    assert.ok(
      rows.some(row => /API_TOKEN in \.command\.sh line 2/.test(row)),
      rows.join('\n'),
    );
  },
);
