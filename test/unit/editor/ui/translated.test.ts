import assert from 'node:assert/strict';
import { test } from 'node:test';
import { config } from '@vscode/l10n';

test('the buttons of a failure are read in the language of the window', async () => {
  // As `editor/translate.ts` does, before anything else is read.
  config({ contents: { 'Restore…': 'Wiederherstellen…' } });
  const { presentFailure } = await import('../../../../src/editor/ui/presentFailure.ts');
  const { actions } = presentFailure({ kind: 'copy-awaits-deletion', key: 'tower-a' });
  assert.deepEqual(
    actions.map(({ title }) => title),
    ['Wiederherstellen…'],
  );
});
