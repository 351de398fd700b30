import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { formatMessage } from '../../src/core/runs/record/protocol.ts';
import { runOutput } from '../../src/services/runs/runOutput.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { until } from '../support/until.ts';

/** Bytes that the run prints, half of them in lines and half in one. */
const printed = 48 * 1024 * 1024;
const line = 'x'.repeat(63);
/** Resident memory that a supervisor may have whatever its run prints, in megabytes; it has 65 at rest. */
const most = 200;

test('tens of megabytes of output are all there, and neither end keeps them in memory', async t => {
  const rig = await RunRig.create(t, '/bin/true', { 'main.nf': '' });
  const talker = join(rig.home, 'talker');
  await writeFile(
    talker,
    `#!/bin/sh\nyes ${line} | head -n ${printed / 128}\nhead -c ${printed / 2} /dev/zero | tr '\\0' x\ntouch said\nwhile [ ! -e go ]; do sleep 0.1; done\n`,
    { mode: 0o755 },
  );
  const talking = new RunRig(rig.home, talker, 'dist/supervisor.js');
  t.after(() => {
    talking.host.dispose();
  });
  const run = await talking.launch([talking.secret('KEY', 'raw')], {});
  const folder = new RunFolder(join(rig.home, 'runs'), run);
  const { record } = await talking.find(run);
  // A window that hangs: it follows, and takes nothing in.
  const hung = createConnection(folder.socket);
  t.after(() => hung.destroy());
  hung.on('error', () => undefined);
  hung.pause();
  hung.write(formatMessage({ type: 'hello', version: 1 }));
  hung.write(formatMessage({ type: 'follow', from: 0 }));
  await talking.reached('said');
  await until(
    () => Promise.resolve(statSync(folder.console).size === printed || null),
    'the output on disk',
  );
  const supervisor = resident(record.supervisor.pid);
  t.diagnostic(`${supervisor} MB after ${printed / 1024 / 1024} MB of output`);
  assert.ok(supervisor < most, `${supervisor} MB`);

  // Another one that comes late has it all, while the run lives and when it is over.
  const live = count(runOutput(talking.host, run, new AbortController().signal));
  await writeFile(join(rig.launchFolder, 'go'), '');
  assert.deepEqual(await live, { bytes: printed, small: true });
  await talking.ended(run);
  const over = runOutput(talking.host, run, new AbortController().signal);
  assert.deepEqual(await count(over), { bytes: printed, small: true });
});

/** How much comes, and whether in pieces that are small against the whole. */
async function count(
  pieces: AsyncIterable<string>,
): Promise<{ readonly bytes: number; readonly small: boolean }> {
  let bytes = 0;
  let longest = 0;
  for await (const text of pieces) {
    bytes += Buffer.byteLength(text);
    longest = Math.max(longest, text.length);
  }
  return { bytes, small: longest <= 1024 * 1024 };
}

function resident(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString();
  return Math.round(Number(kilobytes) / 1024);
}
