import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeRecord } from '../../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../../src/adapters/runFolders/runFolder.ts';
import { LocalRunHost } from '../../../src/adapters/runs/localRunHost.ts';
import type { CleanOptions } from '../../../src/cli/cleanOptions.ts';
import { cleanRuns } from '../../../src/cli/cleanRuns.ts';
import { formatEntry } from '../../../src/core/runs/record/journal.ts';
import { writeEndedRun } from '../../support/endedRun.ts';
import { runRecord } from '../../support/memoryRunHost.ts';

const options = {
  dryRun: false,
  format: 'text',
  olderThan: 0,
  forget: [],
} as never as CleanOptions;

test('each run is looked at once where nothing is to be done', async t => {
  const state = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
  for (const run of ['aaaaaaaaaaaaa1', 'aaaaaaaaaaaaa2']) {
    writeEndedRun(state, { run, folder: state, script: 'main.nf', hours: 1 });
  }
  const host = new LocalRunHost({
    root: () => join(state, 'nextflow-secrets/runs'),
    supervisor: '/nowhere',
  });
  const looks = [t.mock.method(host, 'look'), t.mock.method(host, 'list')];
  try {
    const { runs, found, left } = await cleanRuns(host, options);
    assert.deepEqual([runs.length, found, left], [2, 0, 0]);
    assert.equal(
      looks.reduce((sum, { mock }) => sum + mock.callCount(), 0),
      1,
    );
  } finally {
    host.dispose();
    rmSync(state, { recursive: true, force: true });
  }
});

/** A run that began so many hours ago, and whose supervisor died with its store file in place. */
async function writeLeftRun(root: string, run: string, hours: number): Promise<string> {
  const folder = new RunFolder(root, run);
  const storeFolder = join(folder.path, 'secrets');
  mkdirSync(storeFolder, { recursive: true, mode: 0o700 });
  writeFileSync(join(storeFolder, 'secrets.json'), '[]', { mode: 0o600 });
  const copies = [{ manager: `file:${storeFolder}`, key: 'KEY' }];
  writeFileSync(folder.journal, formatEntry({ kind: 'intended', at: 1, copies }), { mode: 0o600 });
  const startedAt = Date.now() - hours * 3_600_000;
  await writeRecord(folder.record, runRecord({ run, storeFolder, startedAt }));
  return storeFolder;
}

test('with an age only runs that are older are finished, and younger ones are left alone', async t => {
  const root = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
  t.after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const stores = await Promise.all(
    // The last one is of a clock that was ahead.
    [1, 3, 30, -5].map((hours, at) => writeLeftRun(root, `aaaaaaaaaaaaa${at}`, hours)),
  );
  const host = new LocalRunHost({ root: () => root, supervisor: '/nowhere' });
  t.after(() => {
    host.dispose();
  });
  const standing = () => stores.map(existsSync);
  const clean = (hours: number) => cleanRuns(host, { ...options, olderThan: hours * 3_600_000 });
  const { found, left } = await clean(2);
  assert.deepEqual([found, left, standing()], [2, 0, [true, false, false, true]]);
  assert.deepEqual([(await clean(2)).found, standing()], [0, [true, false, false, true]]);
  assert.deepEqual([(await clean(0)).left, standing()], [0, [false, false, false, false]]);
});
