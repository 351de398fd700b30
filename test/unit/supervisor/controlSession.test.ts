import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { LineCutter } from '../../../src/core/runs/output/lineCutter.ts';
import { eventSchema, parseMessage } from '../../../src/core/runs/record/protocol.ts';
import { ControlSession } from '../../../src/supervisor/controlSession.ts';
import { ConsoleLog } from '../../../src/supervisor/nextflow/consoleLog.ts';
import { runRecord } from '../../support/memoryRunHost.ts';

const piece = 'ä'.repeat(32 * 1024);
const pieces = 300;

test('for a client that does not read no queue grows, and it has all when it reads again', async t => {
  const home = await mkdtemp(join(tmpdir(), 'nfs-session-'));
  t.after(() => rm(home, { recursive: true, maxRetries: 5 }));
  const path = join(home, 'console.log');
  const console = await ConsoleLog.open(path);
  t.after(() => console.close());
  const server = createServer();
  const accepted = new Promise<Socket>(resolve => server.once('connection', resolve));
  await new Promise<void>(resolve => server.listen(join(home, 'socket'), resolve));
  const client = createConnection(join(home, 'socket')).pause();
  t.after(() => {
    client.destroy();
    server.close();
  });
  const socket = await accepted;
  const session = new ControlSession(socket, {
    record: runRecord({}),
    console,
    consolePath: path,
  });
  void session.follow(0);

  let most = 0;
  for (let count = 0; count < pieces; count += 1) {
    await console.write(piece);
    session.sendRecord();
    most = Math.max(most, socket.writableLength);
  }
  // What waits before it is told no more, and a piece and a record beyond that.
  assert.ok(most > 0 && most < 512 * 1024, `${most} bytes were kept for it`);

  const text: string[] = [];
  let at = 0;
  const lines = new LineCutter(1024 * 1024);
  for await (const chunk of client.setEncoding('utf8')) {
    for (const line of lines.push(String(chunk))) {
      const event = parseMessage(eventSchema, line);
      if (event?.type === 'output') {
        assert.equal(event.from, at, 'neither a gap nor an overlap');
        text.push(event.text);
        at += Buffer.byteLength(event.text);
      }
    }
    if (at === console.size) {
      break;
    }
  }
  assert.equal(text.join(''), piece.repeat(pieces));
});

test('of many requests to follow that come at once only the last opens the output', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-session-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'console.log');
  await writeFile(path, 'hello');
  let opened = 0;
  const run = {
    record: runRecord({ run: 'run00000000001' }),
    console: { size: 5, onText: () => () => undefined } as unknown as ConsoleLog,
    get consolePath() {
      opened += 1;
      return path;
    },
  };
  const socket = new PassThrough();
  const session = new ControlSession(socket as unknown as Socket, run);
  const all = Array.from({ length: 20_000 }, () => session.follow(0));
  const [first] = (await socket.take(1).toArray()) as [Buffer];
  assert.match(first.toString(), /"type":"output","from":0,"text":"hello"/);
  socket.destroy();
  await Promise.all(all);
  assert.equal(opened, 1);
});
