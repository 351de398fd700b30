import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { configOverlay } from '../../../../src/adapters/nextflow/configOverlay.ts';

test('configs have other texts at paths from which all else is found as from their own', async t => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'nextflow-secrets-overlay-')));
  t.after(() => {
    rmSync(home, { recursive: true });
  });
  const files = {
    'lab/pipe/nextflow.config': 'old',
    'lab/pipe/conf/base.config': 'old',
    'lab/pipe/conf/more.config': 'more',
    'lab/pipe/modules/x.config': 'x',
    'lab/site.config': 'site',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const root = join(home, 'lab/pipe/nextflow.config');
  const base = join(home, 'lab/pipe/conf/base.config');
  const texts = new Map([
    [root, 'new root'],
    [base, 'new base'],
  ]);
  const shown = await configOverlay(join(home, 'overlay'), texts);
  const from = join(shown.get(root) ?? '', '..');
  const read = (path: string): string => readFileSync(`${from}/${path}`, 'utf8');
  assert.deepEqual(
    ['nextflow.config', 'conf/base.config', 'conf/more.config', 'modules/x.config'].map(read),
    ['new root', 'new base', 'more', 'x'],
  );
  assert.equal(read('../site.config'), 'site');
  assert.equal(readFileSync(base, 'utf8'), 'old');
  assert.deepEqual(await configOverlay(join(home, 'none'), new Map()), new Map());
});
