import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { RunFolder } from '../../../src/adapters/runFolders/runFolder.ts';
import { connectTo } from '../../../src/adapters/runs/connectTo.ts';
import { ControlServer } from '../../../src/supervisor/controlServer.ts';
import { ConsoleLog } from '../../../src/supervisor/nextflow/consoleLog.ts';
import { runRecord } from '../../support/memoryRunHost.ts';

const run = 'run00000000001';
const record = runRecord({ run });

async function folderOf(t: TestContext): Promise<RunFolder> {
  const root = await mkdtemp(join(tmpdir(), 'nfs-wire-'));
  t.after(() => rm(root, { recursive: true }));
  await chmod(root, 0o700);
  const folder = new RunFolder(root, '.');
  return Object.defineProperty(folder, 'run', { value: run });
}

async function serve(
  t: TestContext,
  text: string,
): Promise<{ folder: RunFolder; stops: () => number }> {
  const folder = await folderOf(t);
  await writeFile(folder.console, text);
  let stops = 0;
  const controlled = {
    record,
    console: await ConsoleLog.open(folder.console),
    consolePath: folder.console,
    stop: () => {
      stops += 1;
    },
    lend: () => undefined,
  };
  const server = new ControlServer(folder, controlled);
  await server.listen();
  t.after(() => server.close());
  return { folder, stops: () => stops };
}

test('a window of a newer version is served: what it says that is unknown is passed over', async t => {
  const { folder, stops } = await serve(t, 'printed before\n');
  const socket = createConnection(folder.socket);
  t.after(() => socket.destroy());
  for (const message of [
    { type: 'hello', version: 7, wants: ['everything'] },
    { type: 'invented', by: 7 },
    { type: 'follow', from: 0, also: 'colours' },
    { type: 'stop', gently: true },
  ]) {
    socket.write(`${JSON.stringify(message)}\n`);
  }
  let said = '';
  for await (const chunk of socket) {
    said += String(chunk);
    if (said.includes('printed before') && stops() === 1) {
      break;
    }
  }
  const types = said
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { type: string }).type);
  assert.deepEqual(types, ['hello', 'record', 'output']);
});

test('a window of the first version, which says no hello at all, is served', async t => {
  const { folder, stops } = await serve(t, '');
  const socket = createConnection(folder.socket);
  t.after(() => socket.destroy());
  socket.write('{"type":"stop"}\n');
  for await (const chunk of socket) {
    assert.match(String(chunk), /"type":"hello","version":1/);
    break;
  }
  while (stops() === 0) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  assert.equal(stops(), 1);
});

test('a supervisor of another version is understood as far as it goes', async t => {
  for (const version of [0, 7]) {
    const folder = await folderOf(t);
    const server = createServer(socket => {
      const says = (message: unknown): void => {
        socket.write(`${JSON.stringify(message)}\n`);
      };
      says({ type: 'hello', version, run, mood: 'new' });
      says({ type: 'weather', sunny: true });
      says({ type: 'record', record: { ...record, version, state: { kind: 'invented' } } });
      says({ type: 'output', from: 0, text: 'hi', colour: 'red' });
    });
    await new Promise<void>(resolve => server.listen(folder.socket, resolve));
    const connected = await connectTo(folder, AbortSignal.timeout(5000));
    assert.ok(connected.ok);
    const heard: unknown[] = [];
    await new Promise<void>(resolve => {
      connected.value.onEvent(event => {
        heard.push(event.type === 'record' ? event.record.state : event);
        if (heard.length === 2) {
          resolve();
        }
      });
    });
    assert.deepEqual(heard, [{ kind: 'running' }, { type: 'output', from: 0, text: 'hi' }]);
    connected.value.dispose();
    server.close();
  }
});

test('output of many bytes a character arrives whole, once, over any length', async t => {
  // Three bytes a character: no border of pieces falls between two of them.
  const text = `${'äöü€'.repeat(40_000)}end`;
  const { folder } = await serve(t, text);
  const connected = await connectTo(folder, AbortSignal.timeout(5000));
  assert.ok(connected.ok);
  const pieces: string[] = [];
  await new Promise<void>(resolve => {
    connected.value.onEvent(event => {
      if (event.type === 'output') {
        assert.equal(event.from, Buffer.byteLength(pieces.join('')));
        pieces.push(event.text);
        if (event.text.endsWith('end')) {
          resolve();
        }
      }
    });
    connected.value.follow(0);
  });
  assert.equal(pieces.join(''), text);
  connected.value.dispose();
});
