import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { usableMemory } from '../../src/adapters/copies/usableMemory.ts';
import { cleaned } from '../support/cleaned.ts';
import type { Way } from '../support/programs.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { until } from '../support/until.ts';
import { requireContainer, requireStranger } from '../support/ways.ts';

/** Other users of the machine, and containers that share a folder with it. */

/** A folder that everybody may look into, for what strangers do. */
function openHome(t: TestContext): string {
  const home = realpathSync(mkdtempSync('/var/tmp/nextflow-secrets-strangers-'));
  t.after(() => {
    rmSync(home, { recursive: true, force: true });
  });
  chmodSync(home, 0o755);
  return home;
}

function act([program = '', ...way]: Way, script: string): void {
  execFileSync(program, [...way, 'sh', '-ec', script]);
}

/** What a stranger plants: a run whose every file is a link to one of ours. */
const planted = (root: string, own: string): string => `
  mkdir -p ${root}/evilrun0000001
  cd ${root}/evilrun0000001
  for file in journal.jsonl run.json console.log supervisor.log delivery.config control.sock trace.txt; do
    ln -s ${own} $file
  done
  ln -s ${join(own, '..')} secrets
`;

/** Where they plant it: the folder that all may write, with which mode. */
const places = {
  'in a folder of runs that all may write': ['runs', 0o777],
  'in one where each may remove only what is theirs': ['runs', 0o1777],
  'in a folder of theirs that they put in the place of ours': ['.', 0o777],
} as const;

for (const [name, [open, mode]] of Object.entries(places)) {
  test(`what another user plants ${name} changes nothing of ours, and is told`, t => {
    const stranger = requireStranger();
    const home = openHome(t);
    const own = join(home, 'own', 'authorized_keys');
    mkdirSync(join(home, 'own'));
    writeFileSync(own, 'mine\n');
    const root = join(home, 'lab/runs');
    mkdirSync(join(home, 'lab', open), { recursive: true });
    chmodSync(join(home, 'lab', open), mode);
    act(stranger, planted(root, own));
    const { status, out } = cleaned(root);
    assert.equal(status, 1, out);
    assert.match(out, /other users can write|belongs to another user/);
    assert.doesNotMatch(out, /Nothing is left|^ {4}at /m);
    assert.equal(readFileSync(own, 'utf8'), 'mine\n');
    assert.ok(existsSync(join(root, 'evilrun0000001/secrets')));
  });
}

test('a folder that another user has made in the place of ours in memory holds no secret', async t => {
  const stranger = requireStranger();
  const shared = openHome(t);
  chmodSync(shared, 0o1777);
  const memory = join(shared, 'nextflow-secrets-of-us');
  act(stranger, `mkdir -m 700 ${memory}`);
  const usable = await usableMemory(memory);
  assert.equal(usable.memory, null);
  assert.match(usable.notice ?? '', /not a private folder of yours/);
});

test('a container that sees the folder of a run, and neither its process nor /tmp, leaves it alone', async t => {
  const container = requireContainer();
  // Longer than the path of a socket may be.
  const home = join(openHome(t), 'long'.repeat(30));
  mkdirSync(home);
  process.env['TMPDIR'] = home;
  const rig = await RunRig.create(t, await standIn(), {});
  const runs = join(rig.home, 'runs');
  const inside = [...container, process.execPath];
  const run = await rig.launch([rig.secret('KEY', 'raw')], {});
  await rig.reached('started');
  const living = cleaned(runs, [], inside);
  assert.equal(living.status, 0, living.out);
  assert.notDeepEqual(rig.leaks(run), [], 'its secrets are there');
  await rig.kill(run, 'supervisor');
  const orphan = cleaned(runs, [], inside);
  assert.equal(orphan.status, 1, orphan.out);
  assert.match(orphan.out, /a process outside this container may still use it/);
  assert.notDeepEqual(rig.leaks(run), []);
  // Who sees its processes adopts it.
  await rig.recover();
  await rig.letGo();
  await rig.ended(run);
  await until(() => Promise.resolve(rig.leaks(run).length === 0 || null), 'nothing to be left');
});
