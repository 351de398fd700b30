import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../../../src/core/result.ts';
import type { RemoteLog } from '../../../../src/core/seqera/remoteRun.ts';
import { logPages, mostPages } from '../../../../src/services/seqera/logPages.ts';

const never = new AbortController().signal;

async function read(
  pageOf: (next: string | null) => RemoteLog,
  from: string | null = null,
): Promise<{ readonly lines: number; readonly next: string | null; readonly more: boolean }> {
  let lines = 0;
  const log = (_run: string, next: string | null) => Promise.resolve(ok(pageOf(next)));
  const take = (page: RemoteLog): void => {
    lines += page.lines.length;
  };
  const found = await logPages({ log }, 'abc', from, take, never);
  assert.ok(found.ok);
  return { lines, ...found.value };
}

const page = (next: string | null, lines = ['x']): RemoteLog => ({ lines, next, truncated: false });

test('all pages are read, and the next time begins behind them', async () => {
  const to = new Map([
    [null, page('1')],
    ['1', page('2')],
    ['2', page('2', [])],
  ]);
  const found = await read(next => to.get(next) ?? assert.fail(next ?? ''));
  assert.deepEqual(found, { lines: 2, next: '2', more: false });
});

test('pages that lead in a circle are read once', async () => {
  const round = (next: string | null) => page(next === 'a' ? 'b' : 'a');
  assert.deepEqual(await read(round), { lines: 3, next: 'b', more: false });
  assert.deepEqual(await read(() => page('a'), 'a'), { lines: 1, next: 'a', more: false });
});

test('a log that never ends is left after so many pages', async () => {
  let count = 0;
  const found = await read(() => page(`${(count += 1)}`));
  assert.deepEqual(found, { lines: mostPages, next: `${mostPages}`, more: true });
});
