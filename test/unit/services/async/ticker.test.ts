import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ticker } from '../../../../src/services/async/ticker.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

test('what is seen is brought up to date when it shows up and then again and again', () => {
  const time = new FakeTime();
  let period = 10;
  const times: number[] = [];
  const ticker = new Ticker({
    later: time.later,
    period: () => period,
    act: () => times.push(time.now),
  });
  time.pass(100);
  assert.deepEqual(times, [], 'nobody has seen it yet');
  ticker.show(true);
  time.pass(25);
  assert.deepEqual(times, [100, 110, 120]);
  ticker.show(true);
  ticker.show(false);
  time.pass(500);
  assert.deepEqual(times, [100, 110, 120], 'it is hidden');
  period = 2;
  ticker.show(true);
  time.pass(4);
  assert.deepEqual(times.slice(3), [625, 627, 629]);
  ticker.dispose();
  time.pass(100);
  assert.equal(times.length, 6);
});

test('what acts may say at once that somebody sees it', () => {
  const time = new FakeTime();
  const times: number[] = [];
  const ticker = new Ticker({
    later: time.later,
    period: () => 10,
    act: () => {
      times.push(time.now);
      ticker.show(times.length < 3);
    },
  });
  ticker.show(true);
  assert.deepEqual(times, [0]);
  time.pass(100);
  assert.deepEqual(times, [0, 10, 20], 'and that nobody does');
});
