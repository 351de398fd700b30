import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { plainPs } from '../../src/adapters/system/processes.ts';
import { pushedRepository } from '../../tools/start/pushedRepository.mjs';
import { closedRuns } from '../support/closedRuns.ts';
import { editorTest } from '../support/editorTest.ts';
import { filesBelow, filesWith } from '../support/filesWith.ts';
import { FakePlatform } from '../support/seqera/fakePlatform.ts';
import { keepOnSeqera, launchThere } from '../support/seqera/keepOnSeqera.ts';
import { addSample } from '../support/seqera/samplePlatform.ts';
import { until } from '../support/until.ts';
import { waitingPipeline } from '../support/waitingPipeline.ts';
import type { Workbench } from '../support/workbench.ts';

const token = `token-canary-${randomBytes(12).toString('hex')}`;
let platform: FakePlatform;

before(async () => {
  platform = await FakePlatform.start();
});
after(() => platform.stop());

editorTest(
  'the token of a sign-in is in no argument, environment, file, log or address while runs go on',
  { folder: waitingPipeline(), settings: { 'terminal.integrated.gpuAcceleration': 'off' } },
  async ({ window, folder, home, state }) => {
    const { ada, rnaseq } = addSample(platform);
    ada.token = token;
    const addresses: string[] = [];
    window.page.on('request', request => addresses.push(request.url()));
    pushedRepository(folder, 'https://github.com/genomics/rnaseq.git');
    await window.openSecrets();
    await window.openFile('main.nf');
    await window.lens('Run with no secrets').waitFor();
    await logAll(window);
    await keepOnSeqera(window, platform, token);
    await launchThere(window, /cloud-batch/);
    await window.row(/^brave_curie_5, submitted/).waitFor();
    await window.command('Nextflow Secrets: Test Run…');
    await window.accept('Test main.nf');
    await window.row(/main\.nf.*running/).waitFor();
    await window.command('Terminal: Create New Terminal');
    // A Platform that repeats the token in what it says.
    platform.faults.next('*', { kind: 'status', status: 500, message: `not ${token}` }, 99);
    await window.command('Nextflow Secrets: Refresh Secrets');
    await window.row(/^Workspace, .*not \[secret\]/).waitFor();
    platform.faults.clear();
    await window.command('Nextflow Secrets: Refresh Secrets');
    await window.row(/^DB_PASSWORD/).waitFor();
    await until(
      async () => (await processes()).some(line => line.includes('.command.sh')),
      'the task of the local run',
    );

    // What is looked at has what must not have it, and the look finds what is planted.
    const listed = await processes();
    for (const program of ['--type=extensionHost', 'supervisor.js', 'java', 'shellIntegration']) {
      const its = listed.filter(line => line.includes(program) && line.includes(state));
      assert.ok(its.length > 0, `${program}, with its environment`);
    }
    const files = filesBelow(home);
    for (const name of ['User/settings.json', 'supervisor.log', '.nextflow.log', 'run.json']) {
      assert.ok(files.some(path => path.endsWith(name)));
    }
    await checkLook(home);

    assert.deepEqual(await holding(), []);
    assert.deepEqual(filesWith(home, token), []);
    // Where VS Code in a browser keeps secrets, they are encrypted.
    const kept = await window.page.evaluate<string>(pageStorage);
    assert.match(kept, /secrets\.provider/);
    assert.match(kept, /genomics\/rnaseq/, 'it reads what the page keeps of the extension');
    assert.ok(!kept.includes(token));
    assert.ok(!(await window.page.locator('body').innerText()).includes(token));
    assert.ok(!addresses.join('\n').includes(token));
    const carrying = platform.requests.map(({ url, headers, body }) => {
      const { authorization, ...others } = headers;
      assert.ok(authorization === undefined || authorization === `Bearer ${token}`);
      return url + JSON.stringify(others) + body;
    });
    assert.ok(!carrying.join('\n').includes(token));

    writeFileSync(join(folder, 'go'), '');
    await closedRuns(state);
    assert.deepEqual(filesWith(home, token), []);
    assert.equal(platform.state.runsOf(rnaseq).runs.length, 5);
  },
);

/** Has the extension write down all that it can. */
async function logAll(window: Workbench): Promise<void> {
  await window.command('Developer: Set Log Level...');
  await window.choose(/^Nextflow Secrets/);
  await window.choose(/^Trace/);
}

/** All processes of this machine, each with its arguments and, where it is ours, its environment. */
async function processes(): Promise<readonly string[]> {
  const words = process.platform === 'darwin' ? ['-axEww'] : ['axeww'];
  return (await plainPs([...words, '-o', 'pid=,command='])).split('\n');
}

async function holding(): Promise<readonly string[]> {
  return (await processes()).filter(line => line.includes(token));
}

/** A look that finds nothing is worth nothing unless it finds what is there. */
async function checkLook(home: string): Promise<void> {
  const wait = 'setTimeout(() => {}, 600_000)';
  const planted = [
    spawn(process.execPath, ['-e', wait, token], { stdio: 'ignore' }),
    spawn(process.execPath, ['-e', wait], { stdio: 'ignore', env: { PLANTED: token } }),
  ];
  const file = join(home, 'vscode/user/logs/planted.log');
  writeFileSync(file, `before ${token} after`);
  await until(async () => (await holding()).length === 2, 'what was planted');
  assert.deepEqual(filesWith(home, token), [file]);
  rmSync(file);
  for (const one of planted) {
    one.kill('SIGKILL');
  }
  await until(async () => (await holding()).length === 0, 'what was planted to be gone');
}

/** All that a page keeps, as text. */
const pageStorage = `(async () => {
  const kept = [JSON.stringify({ ...localStorage, ...sessionStorage })];
  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store);
      kept.push(name, JSON.stringify([await done(all.getAllKeys()), await done(all.getAll())]));
    }
    db.close();
  }
  return kept.join('\\n');
})()`;
