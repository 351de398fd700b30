import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plainPs } from '../../src/adapters/system/processes.ts';
import { spawned } from '../support/cleaned.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

const nextflow = await standIn();

// All other tests run on Node 24, which `npm test` finds first.
for (const version of ['Node 20.9', 'Node 22'] as const) {
  test(`${version} runs supervisor and command line: a run ends, and what a killed one left goes`, async t => {
    const node = requireTool(version);
    const own = process.execPath;
    // A supervisor has the Node of who starts it.
    process.execPath = node;
    t.after(() => {
      process.execPath = own;
    });
    const rig = await RunRig.create(t, nextflow, {});
    const secrets = [rig.secret('RAW', 'raw'), rig.secret('ESCAPED', 'escaped')];
    const env = { PATH: process.env['PATH'], HOME: rig.home };
    const cli = (...words: readonly string[]) => spawned([node, 'dist/cli.js', ...words], env);

    const killed = await rig.launch(secrets, {});
    await rig.reached('started');
    const { storeFolder, supervisor } = (await rig.find(killed)).record;
    assert.match(
      await plainPs(['-o', 'command=', '-p', `${supervisor.pid}`]),
      new RegExp(`^${node} `),
    );
    await rig.kill(killed, 'both');
    assert.ok(existsSync(storeFolder));
    const { status, out } = cli('clean', '--run-directory', join(rig.home, 'runs'));
    assert.deepEqual([status, /2 copies, removed/.test(out)], [0, true], out);
    assert.ok(!existsSync(storeFolder));
    assert.deepEqual(rig.leaks(killed), []);

    await rig.letGo();
    const run = await rig.launch(secrets, {});
    const { record } = await rig.ended(run);
    assert.ok(record.state.kind === 'ended' && record.state.outcome === 'succeeded');
    assert.deepEqual(rig.leaks(run), []);

    for (const words of [
      ['scan', 'samples/quickstart'],
      ['check', 'samples/quickstart'],
      ['list'],
    ]) {
      assert.deepEqual(cli(...words), spawned([own, 'dist/cli.js', ...words], env));
    }
  });

  test(`${version} loses no time limit when it collects garbage`, () => {
    const tests = 'out/test/unit/services/async/timeLimit.test.mjs';
    const { status, out } = spawned([requireTool(version), tests], { PATH: process.env['PATH'] });
    assert.equal(status, 0, out);
  });
}
