import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pause } from '../../../../src/services/async/pause.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

/** A pause of 200 milliseconds, 1000 at the most, and the times at which it acted. */
function rig(): { time: FakeTime; pause: Pause; acted: number[] } {
  const time = new FakeTime();
  const acted: number[] = [];
  const pause = new Pause({ later: time.later, act: () => acted.push(time.now) });
  return { time, pause, acted };
}

test('a burst of changes is acted on once, when it has paused', () => {
  const { time, pause, acted } = rig();
  for (let change = 0; change < 3; change += 1) {
    pause.soon();
    time.pass(100);
  }
  time.pass(2000);
  assert.deepEqual(acted, [400]);
});

test('changes without a pause are acted on all the same', () => {
  const { time, pause, acted } = rig();
  for (let change = 0; change < 30; change += 1) {
    pause.soon();
    time.pass(100);
  }
  time.pass(2000);
  assert.deepEqual(acted, [1000, 2000, 3000]);
});

test('what is disposed acts no more', () => {
  const { time, pause, acted } = rig();
  pause.soon();
  pause.dispose();
  time.pass(2000);
  assert.deepEqual(acted, []);
});
