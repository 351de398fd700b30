import assert from 'node:assert/strict';
import { editorTest } from '../support/editorTest.ts';
import { filesWith } from '../support/filesWith.ts';

editorTest(
  'a new user sees what is missing, adds it, runs the pipeline, and finds it clean',
  { folder: 'samples/quickstart' },
  async ({ window, state }) => {
    await window.openSecrets();
    await window.openFile('modules/align.nf');
    await window.row(/^DB_PASSWORD, missing/).waitFor();
    await window.lens(/DB_USER is missing: add/).waitFor();
    await window.shot('missing');

    await window.command('Nextflow Secrets: Add All Missing Secrets…');
    await window.quickInput.getByText('SLACK_WEBHOOK').waitFor();
    await window.quickInput.getByRole('button', { name: 'OK' }).click();
    await window.choose(/Yours/);
    for (const name of ['API_TOKEN', 'ARCHIVE_KEY', 'DB_PASSWORD', 'DB_USER', 'LICENCE_KEY']) {
      if (name === 'DB_PASSWORD') {
        await window.quickInput.filter({ hasText: name }).waitFor();
        await window.shot('prompt');
      }
      await window.answer(`The value of ${name}`, 'journey-canary-1');
    }
    await window.lens(/DB_USER: yours/).waitFor();
    await window.shot('added');

    await window.openFile('main.nf');
    await window.lens(/Run with 5 secrets/).waitFor();
    await window.command('Nextflow Secrets: Test Run…');
    await window.quickInput.locator('.monaco-list-row', { hasText: 'LICENCE_KEY' }).waitFor();
    await window.shot('plan');
    await window.accept('LICENCE_KEY');
    await window
      .row(/main\.nf.*(running|tasks)/i)
      .first()
      .waitFor();
    await window.shot('running');
    await window.row(/succeeded/).waitFor();
    await window.shot('clean');
    const shown = await window.page.locator('body').innerText();
    assert.ok(!shown.includes('journey-canary-1'));
    assert.deepEqual(filesWith(state, 'journey-canary-1'), []);
  },
);
