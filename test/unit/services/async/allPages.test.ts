import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../../../src/core/result.ts';
import { allPages, type Page } from '../../../../src/services/async/allPages.ts';

/** A list whose pages an answer names by the token that they are asked with. */
async function listed(pageOf: (token: string | undefined) => Page<string>) {
  let asked = 0;
  const result = await allPages(
    token => {
      asked += 1;
      return Promise.resolve(ok(pageOf(token)));
    },
    page => page,
    'endless',
  );
  return { result, asked };
}

test('pages are read to the last, also behind empty ones', async () => {
  for (const last of [undefined, null, '']) {
    const next: Readonly<Record<string, string | null | undefined>> = { '': 'a', a: 'b', b: last };
    const { result } = await listed((token = '') => ({
      items: token === 'a' ? [] : [token],
      next: next[token],
    }));
    assert.deepEqual(result, { ok: true, value: ['', 'b'] });
  }
});

test('a list that leads back to a page of its own is a failure, at once', async () => {
  for (const next of [
    { '': 'a', a: 'a' },
    { '': 'a', a: 'b', b: 'c', c: 'a' },
  ] as readonly Readonly<Record<string, string>>[]) {
    const { result, asked } = await listed((token = '') => ({ items: [token], next: next[token] }));
    assert.deepEqual(result, { ok: false, error: 'endless' });
    assert.equal(asked, Object.keys(next).length);
  }
});

test('a list without end is a failure in the end', async () => {
  const { result } = await listed((token = '0') => ({ items: [], next: `${Number(token) + 1}` }));
  assert.deepEqual(result, { ok: false, error: 'endless' });
});
