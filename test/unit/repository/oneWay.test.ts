import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from '../../support/sources.ts';

/** What exactly one file of the editor's side does for all others. */
const ways = [
  { does: /\.getConfiguration\((?!'terminal\.)/, file: 'src/editor/settings.ts' },
  { does: /'setContext'/, file: 'src/editor/ui/setContext.ts' },
  { does: /\.registerCommand\(/, file: 'src/editor/registerCommands.ts' },
];

for (const { does, file } of ways) {
  test(`${String(does)} stands in ${file} alone`, () => {
    const found = sources('src').filter(
      ({ path, text }) => /^src\/(editor\/|extension)/.test(path) && does.test(text),
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      [file],
    );
  });
}
