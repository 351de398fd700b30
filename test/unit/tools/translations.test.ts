import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bundle } from '../../../tools/l10n/bundle.mjs';
import { comparison, translations } from '../../../tools/l10n/translations.mjs';

test('translations are found by their names, and ship with the package', t => {
  const folder = mkdtempSync(join(tmpdir(), 'translations-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'l10n'));
  const files = ['bundle.l10n.json', 'bundle.l10n.de.json', 'bundle.l10n.pt-br.json', 'notes.json'];
  files.forEach(name => {
    writeFileSync(join(folder, 'l10n', name), '{}');
  });
  ['package.json', 'package.nls.json', 'package.nls.de.json'].forEach(name => {
    writeFileSync(join(folder, name), '{}');
  });
  assert.deepEqual([...translations(folder)].sort(), [
    'l10n/bundle.l10n.de.json',
    'l10n/bundle.l10n.pt-br.json',
    'package.nls.de.json',
  ]);
});

test('a translation is compared with English: what is missing, no longer used, or put in otherwise', () => {
  const english = { 'Run {0}': 'Run {0}', '{0} of {1}': '{0} of {1}', Undo: 'Undo' };
  const translated = {
    'Run {0}': '{0} starten',
    '{0} of {1}': '{1}: {0}, {2}',
    Redo: 'Wiederholen',
  };
  assert.deepEqual(comparison(english, translated), {
    unknown: ['Redo'],
    differing: ['{0} of {1}'],
    missing: ['Undo'],
  });
});

test('the translations of the repository have no text that English has not', () => {
  for (const path of translations()) {
    const english = path.startsWith('package')
      ? readFileSync('package.nls.json', 'utf8')
      : bundle();
    const { unknown, differing } = comparison(
      JSON.parse(english) as Record<string, string>,
      JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>,
    );
    assert.deepEqual({ path, unknown, differing }, { path, unknown: [], differing: [] });
  }
});
