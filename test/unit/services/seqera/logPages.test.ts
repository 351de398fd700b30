import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../../../src/core/result.ts';
import type { RemoteLog } from '../../../../src/core/seqera/remoteRun.ts';
import {
  logPages,
  type LogPosition,
  logStart,
  mostPages,
} from '../../../../src/services/seqera/logPages.ts';

const never = new AbortController().signal;

async function read(
  pageOf: (next: string | null) => RemoteLog,
  from: LogPosition = logStart,
): Promise<{
  readonly lines: readonly string[];
  readonly position: LogPosition;
  readonly more: boolean;
}> {
  const lines: string[] = [];
  const log = (_run: string, next: string | null) => Promise.resolve(ok(pageOf(next)));
  const take = (page: RemoteLog): void => {
    assert.ok(page.lines.length > 0);
    lines.push(...page.lines);
  };
  const found = await logPages({ log }, 'abc', from, take, never);
  assert.ok(found.ok);
  return { lines, ...found.value };
}

const page = (next: string | null, lines: readonly string[] = ['x']): RemoteLog => ({
  lines,
  next,
  truncated: false,
});

test('all pages are read, and the next time begins behind them', async () => {
  const to = new Map([
    [null, page('1')],
    ['1', page('2')],
    ['2', page('2', [])],
  ]);
  const pageOf = (next: string | null) => to.get(next) ?? assert.fail(next ?? '');
  const found = await read(pageOf);
  assert.deepEqual([found.lines, found.position.next, found.more], [['x', 'x'], '2', false]);
  to.set('2', page('3', ['y']));
  to.set('3', page('3', []));
  const again = await read(pageOf, found.position);
  assert.deepEqual([again.lines, again.position.next], [['y'], '3']);
});

test('pages that lead in a circle are read once, also the next time', async () => {
  const round = (next: string | null) => page(next === 'a' ? 'b' : 'a', [next ?? 'first']);
  const found = await read(round);
  assert.deepEqual([found.lines, found.more], [['first', 'a', 'b'], false]);
  assert.deepEqual((await read(round, found.position)).lines, []);
});

/** Pages that lead no further, as they are at one look after the other, and what is new each time. */
const looks: readonly (readonly [
  string,
  readonly (readonly [readonly string[], readonly string[]])[],
])[] = [
  [
    'that stays as it is',
    [
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
      [['a', 'b'], []],
      [['a', 'b'], []],
    ],
  ],
  [
    'that grows',
    [
      [['a'], ['a']],
      [
        ['a', 'b', 'b'],
        ['b', 'b'],
      ],
      [['a', 'b', 'b', 'b'], ['b']],
    ],
  ],
  [
    'that loses its beginning',
    [
      [
        ['a', 'b', 'a', 'b', 'c'],
        ['a', 'b', 'a', 'b', 'c'],
      ],
      [['a', 'b', 'c', 'd'], ['d']],
      [['d', 'a'], ['a']],
    ],
  ],
  [
    'that begins anew',
    [
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
      [
        ['x', 'y'],
        ['x', 'y'],
      ],
    ],
  ],
  [
    'that is empty at first, and in between',
    [
      [[], []],
      [['a'], ['a']],
      [[], []],
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    ],
  ],
];
for (const [what, all] of looks) {
  for (const end of [null, 'same'] as const) {
    test(`of a last page ${what} each line is read once, with ${end ?? 'no'} token`, async () => {
      let position: LogPosition = { ...logStart, next: end };
      for (const [lines, expected] of all) {
        const found = await read(() => page(end, lines), position);
        assert.deepEqual(found.lines, expected);
        position = found.position;
      }
    });
  }
}

test('a last page gets a token once there is more', async () => {
  const first = await read(() => page(null, ['a']));
  const to = new Map([
    [null, page('1', ['a', 'b'])],
    ['1', page(null, ['c'])],
  ]);
  const then = await read(next => to.get(next) ?? assert.fail(), first.position);
  assert.deepEqual([then.lines, then.position.next], [['b', 'c'], '1']);
});

test('a log that never ends is left after so many pages', async () => {
  let count = 0;
  const found = await read(() => page(`${(count += 1)}`));
  assert.deepEqual(
    [found.lines.length, found.position.next, found.more],
    [mostPages, `${mostPages}`, true],
  );
});

test('a log of 100 MB passes page by page, and a last page of many equal lines is compared at once', async () => {
  const line = 'x'.repeat(99);
  const lines = Array.from({ length: 1000 }, () => line);
  let bytes = 0;
  let most = 0;
  const log = (_run: string, next: string | null) =>
    Promise.resolve(ok(page(`${Number(next ?? 0) + 1}`, lines)));
  const take = (taken: RemoteLog): void => {
    bytes += taken.lines.reduce((sum, { length }) => sum + length + 1, 0);
    most = Math.max(most, taken.lines.length);
  };
  const found = await logPages({ log }, 'abc', logStart, take, never);
  assert.ok(found.ok && found.value.more);
  assert.deepEqual([bytes, most, found.value.position.taken], [100_000_000, 1000, []]);

  const equal = Array.from({ length: 200_000 }, (_, at) => (at % 1000 === 999 ? 'y' : 'x'));
  const begun = performance.now();
  const shifted = await read(() => page(null, equal.slice(1000)), {
    ...logStart,
    taken: equal.slice(0, -1),
  });
  assert.deepEqual(shifted.lines, ['y']);
  assert.ok(performance.now() - begun < 5000);
});

test('lines behind a page without any are read, and those that it gets later', async () => {
  const to = new Map([
    [null, page('1', ['a'])],
    ['1', page('2', [])],
    ['2', page('3', ['b'])],
    ['3', page('4', [])],
    ['4', page('4', [])],
  ]);
  const pageOf = (next: string | null) => to.get(next) ?? assert.fail(next ?? '');
  const first = await read(pageOf);
  assert.deepEqual([first.lines, first.position.next], [['a', 'b'], '3']);
  to.set('4', page('5', ['d']));
  to.set('5', page('5', []));
  const second = await read(pageOf, first.position);
  assert.deepEqual([second.lines, second.position.next], [['d'], '5']);
  to.set('5', page('6', ['e']));
  to.set('6', page(null, ['f']));
  assert.deepEqual((await read(pageOf, second.position)).lines, ['e', 'f']);
});

test('pages without lines that never end are left after a few, and looked at again', async () => {
  let asked = 0;
  const endless = () => page(`${(asked += 1)}`, []);
  const found = await read(endless, { ...logStart, next: 'here' });
  assert.deepEqual([asked, found.position.next, found.more], [4, 'here', false]);
  assert.deepEqual((await read(() => page(null, ['a']), found.position)).lines, ['a']);
});

test('a page without lines that leads back is not followed the next time', async () => {
  const to = new Map([
    [null, page('1', ['a'])],
    ['1', page('2', ['b'])],
    ['2', page('1', [])],
  ]);
  const pageOf = (next: string | null) => to.get(next) ?? assert.fail(next ?? '');
  const first = await read(pageOf);
  assert.deepEqual(first.lines, ['a', 'b']);
  assert.deepEqual((await read(pageOf, first.position)).lines, []);
});
