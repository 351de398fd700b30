// @ts-check
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';

const host = '127.0.0.1';

/**
 * What a browser talks to: passes everything on to VS Code's server, and adds the half of a key
 * with which the page encrypts its secrets. Without it a page forgets them when it is reloaded.
 * @param {{ port: number, server: number, token: string, home: string }} options
 * @returns {Promise<{ port: number, close: () => void }>}
 */
export async function startFront({ port, server, token, home }) {
  const key = keyOf(join(home, 'key'));
  const front = createServer((asked, answer) => {
    if (asked.method === 'POST' && asked.url === '/mint-key') {
      const known = asked.headers.cookie?.includes(`vscode-tkn=${token}`) === true;
      answer.writeHead(known ? 200 : 403).end(known ? key : undefined);
      return;
    }
    const { method, url: path, headers } = asked;
    const passed = request({ host, port: server, method, path, headers }, got => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.once('error', () => answer.destroy());
    asked.pipe(passed);
  });
  front.on('upgrade', (asked, socket, head) => {
    const inner = connect(server, host, () => {
      const lines = [`${asked.method} ${asked.url} HTTP/1.1`];
      for (let at = 0; at < asked.rawHeaders.length; at += 2) {
        lines.push(`${asked.rawHeaders[at]}: ${asked.rawHeaders[at + 1]}`);
      }
      inner.write(`${lines.join('\r\n')}\r\n\r\n`);
      inner.write(head);
      inner.pipe(socket).pipe(inner);
    });
    inner.once('error', () => socket.destroy());
    socket.once('error', () => inner.destroy());
  });
  await new Promise((done, reject) =>
    front.once('error', reject).listen(port, host, () => done(0)),
  );
  const address = front.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      front.closeAllConnections();
      front.close();
    },
  };
}

/** The same at every start, or the page could not read what it has kept. @param {string} file */
function keyOf(file) {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}
