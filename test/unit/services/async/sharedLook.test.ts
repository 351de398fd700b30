import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedLook } from '../../../../src/services/async/sharedLook.ts';

test('each gets a look that began after it asked, and those who wait share one', async () => {
  const ends: ((outcome: Promise<number>) => void)[] = [];
  const look = sharedLook(
    () =>
      new Promise<number>(resolve => {
        ends.push(resolve);
      }),
  );
  const settle = () => new Promise(setImmediate);
  const first = [look(), look()];
  await settle();
  assert.equal(ends.length, 1);
  const second = [look(), look()];
  await settle();
  assert.equal(ends.length, 1, 'the next begins when this one ends');
  ends[0]?.(Promise.resolve(1));
  assert.deepEqual(await Promise.all(first), [1, 1]);
  await settle();
  assert.equal(ends.length, 2);
  ends[1]?.(Promise.reject(new Error('too many open files')));
  await Promise.all(second.map(one => assert.rejects(one, /too many/)));
  const third = look();
  await settle();
  ends[2]?.(Promise.resolve(3));
  assert.equal(await third, 3, 'a look that failed is not kept');
});
