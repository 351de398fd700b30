import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { LocalRunHost } from '../../../src/adapters/runs/localRunHost.ts';
import type { CleanOptions } from '../../../src/cli/cleanOptions.ts';
import { cleanRuns } from '../../../src/cli/cleanRuns.ts';
import { writeEndedRun } from '../../support/endedRun.ts';

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
