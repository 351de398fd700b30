import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { RunFolder } from '../../../src/adapters/runFolders/runFolder.ts';
import { connectTo } from '../../../src/adapters/runs/connectTo.ts';
import { ControlServer } from '../../../src/supervisor/controlServer.ts';
import { ConsoleLog } from '../../../src/supervisor/nextflow/consoleLog.ts';
import { runRecord } from '../../support/memoryRunHost.ts';
import { until } from '../../support/until.ts';

const run = 'run00000000001';
const record = runRecord({ run });

async function folderOf(t: TestContext, below = ''): Promise<RunFolder> {
  const made = await mkdtemp(join(tmpdir(), 'nfs-wire-'));
  t.after(() => rm(made, { recursive: true, maxRetries: 5 }));
  const root = join(made, below);
  await mkdir(root, { recursive: true });
  await chmod(root, 0o700);
  const folder = new RunFolder(root, '.');
  return Object.defineProperty(folder, 'run', { value: run });
}

async function serve(
  t: TestContext,
  text: string,
  below = '',
): Promise<{
  folder: RunFolder;
  console: ConsoleLog;
  stops: () => number;
  attached: number[];
  server: ControlServer;
}> {
  const folder = await folderOf(t, below);
  await writeFile(folder.console, text);
  let stops = 0;
  const attached: number[] = [];
  const console = await ConsoleLog.open(folder.console);
  const controlled = {
    record,
    console,
    consolePath: folder.console,
    stop: () => {
      stops += 1;
    },
    attachShell: (pid: number) => {
      attached.push(pid);
    },
  };
  const server = new ControlServer(folder, controlled);
  await server.listen();
  t.after(() => server.close());
  return { folder, console, stops: () => stops, attached, server };
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

/** Sends text to a control socket; resolves when the other side has hung up, or has taken it all. */
async function send(folder: RunFolder, text: string): Promise<void> {
  const socket = createConnection(folder.socket);
  socket.on('error', () => undefined);
  socket.resume();
  await new Promise<void>(resolve => {
    socket.once('close', () => {
      resolve();
    });
    socket.end(text);
  });
}

/** Whether a window is still served: it is told all that was printed. */
async function isServed(folder: RunFolder): Promise<boolean> {
  const connected = await connectTo(folder, AbortSignal.timeout(5000));
  if (!connected.ok) {
    return false;
  }
  await new Promise<void>(resolve => {
    connected.value.onEvent(event => {
      if (event.type === 'output') {
        resolve();
      }
    });
    connected.value.follow(0);
  });
  connected.value.dispose();
  return true;
}

test('no message ends a run: places, processes and kinds that are none are passed over', async t => {
  const { folder, stops, attached } = await serve(t, 'printed before\n');
  for (const from of [0.5, -1, -0.5, 1e300, 2 ** 53, '0', null, [], {}, true]) {
    await send(folder, `${JSON.stringify({ type: 'follow', from })}\n`);
  }
  for (const pid of [0, -1, 1.5, 1e300, 2 ** 31, '1', null]) {
    await send(folder, `${JSON.stringify({ type: 'lend', pid })}\n`);
  }
  await send(folder, '{"type":"follow","from":1e999}\n');
  await send(folder, `${'['.repeat(30_000)}\n`);
  assert.ok(await isServed(folder));
  assert.equal(stops(), 0);
  assert.deepEqual(attached, []);
});

test('whatever clients send, a window is served afterwards', async t => {
  const { folder } = await serve(t, 'printed before\n');
  const number = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.constantFrom(0, 1, 15, 16));
  const message = fc.record({
    type: fc.constantFrom('hello', 'follow', 'lend', 'none', '__proto__'),
    from: fc.oneof(number, fc.jsonValue()),
    pid: fc.oneof(number, fc.jsonValue()),
    version: fc.oneof(number, fc.jsonValue()),
  });
  const line = fc.oneof(
    message.map(it => JSON.stringify(it)),
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), async lines => {
      await send(folder, `${lines.join('\n')}\n`);
    }),
    { numRuns: 60 },
  );
  assert.ok(await isServed(folder));
});

test('a line without end is cut off, and takes no memory', async t => {
  const { folder } = await serve(t, 'printed before\n');
  const socket = createConnection(folder.socket);
  t.after(() => socket.destroy());
  const closed = new Promise(resolve => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.resume();
  const piece = Buffer.alloc(1024 * 1024, 'x');
  let sent = 0;
  const more = (): void => {
    while (sent < 600 && !socket.destroyed) {
      sent += 1;
      if (!socket.write(piece)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
  await closed;
  assert.ok(sent < 100, `${sent} MB were taken`);
  assert.ok(await isServed(folder));
});

test('who follows again is served from there, and of what comes next is told once', async t => {
  const { folder, console } = await serve(t, 'printed before\n');
  const connected = await connectTo(folder, AbortSignal.timeout(5000));
  assert.ok(connected.ok);
  t.after(() => {
    connected.value.dispose();
  });
  const heard: string[] = [];
  const ended = new Promise<void>(resolve => {
    connected.value.onEvent(event => {
      if (event.type === 'output') {
        heard.push(event.text);
        if (event.text === 'end') {
          resolve();
        }
      }
    });
  });
  for (const from of [0, 0, 8, 8]) {
    connected.value.follow(from);
  }
  // What is on disk is sent first.
  await until(() => Promise.resolve(heard.includes('before\n') || null), 'the last of them');
  await console.write('more');
  await console.write('end');
  await ended;
  assert.equal(heard.filter(text => text === 'more').length, 1);
});

test('the socket of a folder whose path is longer than a socket’s is reached, and goes with its server', async t => {
  const below = `${'long'.repeat(20)}/${'path'.repeat(20)}`;
  const { folder, stops, server } = await serve(t, '', below);
  if (process.platform === 'linux') {
    // So that whoever sees the run, in a container too, sees its socket.
    assert.ok(folder.socket.startsWith(folder.path) && existsSync(folder.socket));
  }
  const connected = await connectTo(folder, AbortSignal.timeout(60_000));
  assert.ok(connected.ok);
  connected.value.stop();
  await until(() => stops() === 1, 'Stop to arrive');
  connected.value.dispose();
  await server.close();
  assert.equal(existsSync(folder.socket), false);
  assert.equal((await connectTo(folder, AbortSignal.timeout(60_000))).ok, false);
});
