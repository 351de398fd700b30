import assert from 'node:assert/strict';
import { editorTest } from '../support/editorTest.ts';

editorTest(
  'the sample opens with the extension beside it',
  { folder: 'samples/quickstart' },
  async ({ window }) => {
    await window.openFile('modules/align.nf');
    await window.openSecrets();
    const titles = await window.page.locator('.sidebar .pane-header .title').allInnerTexts();
    assert.deepEqual(
      titles.map(title => title.toLowerCase()),
      ['secrets', 'runs', 'leftovers'],
    );
    await window.shot('sample');
  },
);
