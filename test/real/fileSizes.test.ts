import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { cleaned } from '../support/cleaned.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { Skip, test } from '../support/test.ts';

/** Supervisors that may write no file longer than a limit (`ulimit -f`, which batch systems set). */

async function limited(t: TestContext, limit: number): Promise<RunRig> {
  if (spawnSync('prlimit', ['--version']).status !== 0) {
    throw new Skip('prlimit is missing; it needs Linux');
  }
  const rig = await RunRig.create(t, await standIn(), {}, 'test/support/limitedSupervisor.mjs');
  writeFileSync(join(rig.home, 'limit'), String(limit));
  return rig;
}

/** Each cuts something else: the record, the intent of 80 secrets, their store of 90 kB. */
for (const limit of [100, 1000, 2500, 5000, 9000, 20_000, 80_000]) {
  test(`a run of which no file may be longer than ${limit} bytes is told why it ends, and leaves nothing`, async t => {
    const rig = await limited(t, limit);
    const secrets = Array.from({ length: 80 }, (_, at) => {
      const secret = rig.secret(`KEY_${at}`, 'raw');
      return { ...secret, value: secret.value.padEnd(1000, 'x') };
    });
    const run = rig.newRun();
    const started = await rig.host.start(await rig.assignment(run, secrets, {}));
    const detail = started.ok ? (await rig.ended(run)).record.state : started.error;
    assert.match(JSON.stringify(detail), /EFBIG.*Raise the limit/);
    assert.deepEqual(rig.leaks(run), []);
    assert.equal(readdirSync(rig.launchFolder).includes('started'), false);
    const { status, out } = cleaned(join(rig.home, 'runs'));
    assert.deepEqual([status, rig.leaks(run)], [0, []], out);
  });
}

test('a run goes on whose output is longer than a file may be', async t => {
  const rig = await limited(t, 20_000);
  const program = join(rig.home, 'talkative');
  writeFileSync(program, '#!/bin/sh\nseq 20000\ntouch ended\n');
  chmodSync(program, 0o755);
  const run = await rig.launch([rig.secret('KEY', 'raw')], { program });
  const { record } = await rig.ended(run);
  assert.ok(record.state.kind === 'ended');
  assert.equal(record.state.outcome, 'succeeded');
  assert.ok(readdirSync(rig.launchFolder).includes('ended'));
  const { size } = statSync(new RunFolder(join(rig.home, 'runs'), run).console);
  assert.ok(size > 0 && size <= 20_000, String(size));
  assert.deepEqual(rig.leaks(run), []);
});
