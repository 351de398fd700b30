import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { isAlive, signalProcess } from '../../src/adapters/system/processes.ts';
import { cleaned } from '../support/cleaned.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { until } from '../support/until.ts';

/** What may become of the record of a run whose Nextflow lives, and whose supervisor is dead. */
const damages: Readonly<Record<string, (path: string) => Promise<void>>> = {
  'is lost': path => rm(path),
  'cannot be read': path => writeFile(path, '{'),
  'names another process': async path => {
    const { nextflow } = JSON.parse(await readFile(path, 'utf8')) as { nextflow: { pid: number } };
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replaceAll(`${nextflow.pid}`, `${nextflow.pid ^ 1}`));
  },
};

for (const [name, damage] of Object.entries(damages)) {
  test(`a run whose record ${name} is left alone while its Nextflow lives, and told`, async t => {
    const rig = await RunRig.create(t, await standIn(), {});
    const run = await rig.launch([rig.secret('KEY', 'raw')], {});
    await rig.reached('started');
    const { process: nextflow } = (await rig.find(run)).record;
    const head = nextflow ?? assert.fail('it runs');
    await rig.kill(run, 'supervisor');
    await damage(new RunFolder(join(rig.home, 'runs'), run).record);
    for (const flags of [[], ['--dry-run'], []]) {
      const { status, out } = cleaned(join(rig.home, 'runs'), flags);
      assert.equal(status, 1, out);
      assert.ok(out.includes(run), out);
      assert.ok(await isAlive(head));
      assert.notDeepEqual(rig.leaks(run), [], 'its secrets are there');
    }
    const [broken] = (await rig.host.look()).broken;
    assert.match(broken?.reason ?? '', /run\.json is (lost|damaged)/);
    await signalProcess(head, 'SIGKILL', 'group');
    await until(async () => !(await isAlive(head)), 'Nextflow to be gone');
    cleaned(join(rig.home, 'runs'), []);
    assert.deepEqual(rig.leaks(run), []);
  });
}
