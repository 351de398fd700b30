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

for (const [hours, meant] of [
  [0, ['aaaaaaaaaaaaa1', 'aaaaaaaaaaaaa2']],
  [24, ['aaaaaaaaaaaaa2']],
  [1000, []],
] as const) {
  test(`of runs, those that began ${hours} hours ago or earlier are meant: ${meant.length} of two`, async t => {
    const state = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
    for (const [run, age] of [
      ['aaaaaaaaaaaaa1', 1],
      ['aaaaaaaaaaaaa2', 100],
    ] as const) {
      const left = [{ id: `${run}-left`, kind: 'of-a-later-version' }] as never[];
      writeEndedRun(state, { run, folder: state, script: 'main.nf', hours: age, left });
    }
    const host = new LocalRunHost({
      root: () => join(state, 'nextflow-secrets/runs'),
      supervisor: '/nowhere',
    });
    const rows: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    // What tells of this test goes there too.
    t.mock.method(process.stdout, 'write', (line: unknown) =>
      typeof line === 'string' && line.startsWith('aaaa') ? rows.push(line) : write(line as string),
    );
    try {
      const olderThan = hours * 3_600_000;
      const { found } = await cleanRuns(host, { ...options, dryRun: true, olderThan });
      assert.deepEqual(rows.map(row => row.split(' ')[0]).sort(), meant);
      assert.equal(found, meant.length);
    } finally {
      t.mock.restoreAll();
      host.dispose();
      rmSync(state, { recursive: true, force: true });
    }
  });
}

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
