import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlatformRuns } from '../src/adapters/seqera/platformRuns.ts';
import { SeqeraClient } from '../src/adapters/seqera/seqeraClient.ts';
import { Needles } from '../src/core/leaks/needles.ts';
import { Redactor } from '../src/core/leaks/redactor.ts';
import { SecretValue } from '../src/core/secrets/secretValue.ts';
import { parseEndpoint } from '../src/core/seqera/seqeraEndpoint.ts';
import { Colouring } from '../src/core/views/colouring.ts';
import { logPages, logStart } from '../src/services/seqera/logPages.ts';

const sizes = [10, 30, 100];
const pageLines = 5000;
const line = 'x'.repeat(99);
const megabyte = 1_000_000;

/**
 * The output of a run on the Platform, page by page through the client, the redactor and the
 * colours: time that is linear in the output, and memory that is the same for any.
 */
export async function benchRemoteLog(): Promise<void> {
  console.log('\nOutput of a run on Seqera Platform');
  await read(sizes[0] ?? 1); // So that the first one pays for no loading.
  let first: Measured | null = null;
  for (const size of sizes) {
    const measured = await read(size);
    first ??= measured;
    const time = measured.milliseconds / size / (first.milliseconds / (sizes[0] ?? 1));
    console.log(
      `  ${size} MB  ${measured.milliseconds.toFixed(0).padStart(6)} ms  × ${time.toFixed(2)} a megabyte  peak × ${(measured.peak / first.peak).toFixed(2)} (${(measured.peak / megabyte).toFixed(0)} MB)`,
    );
  }
}

interface Measured {
  readonly milliseconds: number;
  /** Bytes of the whole process. */
  readonly peak: number;
}

/** Reads so many megabytes from a server that keeps none of them. */
async function read(size: number): Promise<Measured> {
  const pages = (size * megabyte) / (pageLines * (line.length + 1));
  const entries = Array.from({ length: pageLines }, () => line);
  const body = (next: number): string =>
    JSON.stringify({ log: { entries: next < pages ? entries : [], forwardToken: `${next + 1}` } });
  const server = createServer((request, response) => {
    const next = new URL(request.url ?? '', 'http://x').searchParams.get('next');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body(Number(next ?? 0)));
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const endpoint = parseEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`);
  if (!endpoint.ok) {
    throw new Error(endpoint.error);
  }
  const client = new SeqeraClient(endpoint.value, new SecretValue('token-of-nobody'));
  const runs = new PlatformRuns(client, { id: '1', name: 'ada' }, null);
  const redactor = new Redactor(new Needles([{ name: 'KEY', value: 'canary-of-the-bench' }]));
  const colouring = new Colouring();
  const { signal } = new AbortController();
  let [bytes, peak] = [0, 0];
  const began = performance.now();
  const done = await logPages(
    runs,
    'abc',
    logStart,
    ({ lines }) => {
      bytes += colouring.push(redactor.push(lines.map(one => `${one}\n`).join(''))).length;
      peak = Math.max(peak, process.memoryUsage.rss());
    },
    signal,
  );
  const milliseconds = performance.now() - began;
  await new Promise(closed => server.close(closed));
  if (!done.ok || bytes < size * megabyte * 0.99) {
    throw new Error(`only ${bytes} bytes of ${size} MB were read`);
  }
  return { milliseconds, peak };
}
