import { test } from 'node:test';
import { pause } from '../../../src/editor/pause.ts';

test('a pause that is given up ends at once, also one that was given up before', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const given = new AbortController();
  const paused = pause(60_000, given.signal);
  given.abort();
  await paused;
  await pause(60_000, given.signal);
  const whole = pause(60_000);
  t.mock.timers.tick(60_000);
  await whole;
});
