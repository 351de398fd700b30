import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Latest } from '../../../../src/services/async/latest.ts';

test('only what began last has an answer, whichever ends first and however the others end', async () => {
  const latest = new Latest();
  const signals: AbortSignal[] = [];
  const begin = () => {
    let end: (answer: Promise<string>) => void = () => undefined;
    const answer = latest.run(signal => {
      signals.push(signal);
      return new Promise<string>(resolve => (end = resolve));
    });
    return {
      answer,
      end: (how: Promise<string>) => {
        end(how);
      },
    };
  };
  const [slow, broken, newest] = [begin(), begin(), begin()];
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, true, false],
  );
  newest.end(Promise.resolve('newest'));
  broken.end(Promise.reject(new Error('cut')));
  slow.end(Promise.resolve('slow'));
  assert.deepEqual(await Promise.all([slow.answer, broken.answer, newest.answer]), [
    null,
    null,
    'newest',
  ]);
});

test('what goes wrong with the latest is told', async () => {
  const broken = new Latest().run(() => Promise.reject(new Error('cut')));
  await assert.rejects(broken, /cut/);
});
