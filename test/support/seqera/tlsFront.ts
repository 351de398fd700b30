import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { Skip } from '../test.ts';
import { makeAuthority } from './makeAuthority.mjs';

/** A host that only the proxy finds. */
export const hiddenHost = 'seqera.test';

/** A Platform behind a certificate of an authority of its own, and a proxy that leads to it. */
export interface TlsFront {
  /** The authority's certificate, as a file. */
  readonly authority: string;
  /** The endpoint without the proxy. */
  readonly direct: string;
  readonly proxy: string;
  /** What the proxy was asked to connect to. */
  readonly connects: readonly string[];
  /** All that the proxy could read of what passed. */
  readonly seen: () => string;
  readonly stop: () => Promise<void>;
}

/** Puts itself before a server of this machine; what it needs is written into the folder. */
export async function startTlsFront(folder: string, backend: number): Promise<TlsFront> {
  const { authority, key, cert } = certificates(folder);
  const sockets = new Set<Socket>();
  const bridge = (a: Socket, b: Socket): void => {
    for (const socket of [a, b]) {
      sockets.add(socket);
      socket.on('error', () => {
        a.destroy();
        b.destroy();
      });
    }
    a.pipe(b).pipe(a);
  };
  const tls = createTlsServer({ key, cert }, socket => {
    bridge(socket, connect(backend, '127.0.0.1'));
  });
  // A client that does not trust the certificate leaves.
  tls.on('tlsClientError', () => undefined);
  await listen(tls);
  const connects: string[] = [];
  const seen: string[] = [];
  const proxy = createHttpServer((_, response) => response.writeHead(501).end());
  proxy.on('connect', (request, socket: Socket, head: Buffer) => {
    connects.push(request.url ?? '');
    seen.push(JSON.stringify(request.headers), String(head));
    const up = connect(portOf(tls), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      up.write(head);
      bridge(socket, up);
    });
    socket.on('data', (piece: Buffer) => seen.push(piece.toString('latin1')));
  });
  await listen(proxy);
  return {
    authority,
    direct: `https://127.0.0.1:${portOf(tls)}/api`,
    proxy: `http://127.0.0.1:${portOf(proxy)}`,
    connects,
    seen: () => seen.join('\n'),
    stop: async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      proxy.closeAllConnections();
      await Promise.all([tls, proxy].map(server => new Promise(done => server.close(done))));
    },
  };
}

function certificates(folder: string) {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('names'), `subjectAltName=DNS:${hiddenHost},IP:127.0.0.1\n`);
  try {
    const authority = makeAuthority(folder);
    const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${hiddenHost}`];
    openssl(...request, '-keyout', at('key'), '-out', at('csr'));
    const signed = ['-CA', authority, '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2'];
    const names = ['-extfile', at('names')];
    openssl('x509', '-req', '-in', at('csr'), ...signed, ...names, '-out', at('cert'));
    return { authority, key: readFileSync(at('key')), cert: readFileSync(at('cert')) };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? new Skip('openssl is missing; install it')
      : error;
  }
}

function openssl(...words: readonly string[]): void {
  execFileSync('openssl', words, { stdio: 'pipe' });
}

function listen(server: Server): Promise<void> {
  return new Promise(done => {
    server.listen(0, '127.0.0.1', done);
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
