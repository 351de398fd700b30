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

test('a pause is Node’s own, and in the editor, which has none, that of pause.ts', () => {
  const own = sources('src').filter(({ text }) => /\w+ => setTimeout\(\w+, \w+\)/.test(text));
  assert.deepEqual(
    own.map(({ path }) => path),
    [],
  );
});

/** Where what is told apart is not ours: VS Code's, AWS's, a library's errors, anything at all. */
const foreign = [
  'src/adapters/google/googleError.ts',
  'src/adapters/seqera/seqeraClient.ts',
  'src/adapters/system/codeOf.ts',
  'src/core/iam/documents/terraformFiles.ts',
  'src/core/views/keyedRow.ts',
  'src/editor/ui/pick.ts',
];

test('the members of a union of ours are told apart by their kind, not by what they have', () => {
  const probing = sources('src').filter(({ text }) =>
    /^(?! *(?:\*|\/\/|\/\*)).*'\w+' in \w/m.test(text),
  );
  assert.deepEqual(probing.map(({ path }) => path).sort(), foreign);
});
