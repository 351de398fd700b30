import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TimeLimit } from '../../../../src/services/async/timeLimit.ts';

const never = new AbortController().signal;

test('a time limit ends by itself, as a timeout', async () => {
  using limit = new TimeLimit(never, 1);
  const hold = setTimeout(() => undefined, 60_000); // A timeout alone holds no process.
  await new Promise(resolve => {
    limit.signal.addEventListener('abort', resolve);
  });
  clearTimeout(hold);
  assert.equal((limit.signal.reason as Error).name, 'TimeoutError');
});

test('a time limit ends with the signal that it limits, for its reason', () => {
  const outer = new AbortController();
  using before = new TimeLimit(outer.signal, 60_000);
  outer.abort(new Error('stopped'));
  using after = new TimeLimit(outer.signal, 60_000);
  for (const { signal } of [before, after]) {
    assert.equal((signal.reason as Error).message, 'stopped');
  }
});

test('what was disposed ends for nothing any more', () => {
  const outer = new AbortController();
  const limit = new TimeLimit(outer.signal, 60_000);
  limit[Symbol.dispose]();
  outer.abort();
  assert.equal(limit.signal.aborted, false);
});

test('a time limit that nobody holds ends all the same, whatever garbage is collected', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const ends = (make: () => AbortSignal) =>
    new Promise<void>(resolve => {
      make().addEventListener('abort', () => {
        resolve();
      });
    });
  const outer = new AbortController();
  const ended = ends(() => new TimeLimit(never, 100).signal);
  const stopped = ends(() => new TimeLimit(outer.signal, 3_600_000).signal);
  for (let times = 0; times < 5; times += 1) {
    collect();
    await pause(1);
  }
  outer.abort();
  const hold = setTimeout(() => undefined, 3_600_000); // A timeout alone holds no process.
  await ended;
  await stopped;
  clearTimeout(hold);
});
