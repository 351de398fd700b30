// @ts-check
// The supervisor as it ships, in a process in which something goes wrong that nobody waits for, as
// soon as the file `fault` two folders above the run's own is there: it says what.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const file = resolve('../../fault');
/** @type {Record<string, () => void>} */
const faults = {
  'a rejection': () => void Promise.reject(new Error('nobody waits for this')),
  'a rejection of nothing': () => void Promise.reject(undefined),
  'an exception': () => {
    throw new Error('nobody catches this');
  },
  'an exception again and again': () => {
    setInterval(() => {
      throw new Error('nobody catches this');
    }, 20).unref();
  },
};
const timer = setInterval(() => {
  if (existsSync(file)) {
    clearInterval(timer);
    faults[readFileSync(file, 'utf8')]?.();
  }
}, 20);
timer.unref();
createRequire(import.meta.url)(resolve(import.meta.dirname, '../../dist/supervisor.js'));
