import assert from 'node:assert/strict';
import { editorTest } from '../support/editorTest.ts';

editorTest(
  'a test run with canaries shows where real secrets would leak',
  { folder: 'test/host/leaks/workspace' },
  async ({ window }) => {
    await window.openSecrets();
    await window.openFile('main.nf');
    await window.command('Nextflow Secrets: Test Run with Canaries…');
    await window.quickInput.getByText('made up for this run').waitFor();
    await window.shot('leaks-1-plan');
    await window.accept('made up for this run');
    await window.row(/succeeded.*leaks/).waitFor();
    await window.expand(/succeeded.*leaks/);
    await window.row(/^2 leaks/).click();
    await window.row(/^API_TOKEN in \.command\.sh line 2/).waitFor();
    await window.command('Problems: Focus on Problems View');
    await window.page
      .getByText(/The made-up value of API_TOKEN stands here/)
      .first()
      .waitFor();
    await window.shot('leaks-2-problems');
    const shown = await window.page.locator('body').innerText();
    assert.ok(!shown.includes('canary-not-a-secret'));
  },
);
