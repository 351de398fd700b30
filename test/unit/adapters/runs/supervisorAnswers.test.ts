import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ownRun } from '../../../../src/adapters/runFolders/ownRun.ts';
import { writeRecord } from '../../../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../../../src/adapters/runFolders/runFolder.ts';
import { LocalRunHost } from '../../../../src/adapters/runs/localRunHost.ts';
import { formatEvent, protocolVersion } from '../../../../src/core/runs/record/protocol.ts';
import { runRecord } from '../../../support/memoryRunHost.ts';
import { until } from '../../../support/until.ts';

test('a supervisor that does not respond is asked once, and is known again when it does', async t => {
  const root = await mkdtemp(join(tmpdir(), 'nextflow-secrets-silent-'));
  t.after(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  const folder = new RunFolder(root, 'silentrun00001');
  await mkdir(folder.path, { mode: 0o700 });
  await writeRecord(folder.record, runRecord({ run: folder.run, storeFolder: folder.path }));
  const release = (await ownRun(folder.path)) ?? assert.fail('nobody owns it');
  const asking: Socket[] = [];
  const server = createServer(socket => asking.push(socket));
  await new Promise<void>(resolve => server.listen(folder.socket, resolve));
  t.after(() => server.close());
  const host = new LocalRunHost({ root: () => root, supervisor: 'none' });
  t.after(() => {
    host.dispose();
  });
  const states = async () => (await host.list()).map(({ alive, silent }) => [alive, silent]);

  for (let count = 0; count < 3; count += 1) {
    assert.deepEqual(await states(), [[true, true]]);
    assert.deepEqual(await host.recover(new AbortController().signal), []);
  }
  assert.equal(asking.length, 1);
  asking[0]?.write(formatEvent({ type: 'hello', version: protocolVersion, run: folder.run }));
  await until(async () => (await states())[0]?.[1] === undefined, 'the answer to be heard');
  server.on('connection', socket => socket.destroy());
  assert.deepEqual(await states(), [[false, undefined]], 'it is asked anew');
  await release();
});
