import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { test, type TestContext } from 'node:test';
import { processesGiven, supervisorsOf } from '../../../../src/adapters/copies/isStoreInUse.ts';
import {
  identify,
  isAlive,
  isElsewhere,
  signalProcess,
} from '../../../../src/adapters/system/processes.ts';

/** Nothing more may be opened: as on a machine whose limits are low, or used up. */
function shortage(t: TestContext, methods: readonly ('readFile' | 'readlink' | 'readdir')[]): void {
  for (const method of methods) {
    t.mock.method(fs, method, () =>
      Promise.reject(Object.assign(new Error('too many open files'), { code: 'EMFILE' })),
    );
  }
  syncBuiltinESMExports();
  t.after(() => {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  });
}

const onLinux = { skip: process.platform !== 'linux' && 'only Linux has /proc' };

test(
  'a process of which nothing can be read passes for alive, and is not signalled',
  onLinux,
  async t => {
    const us = await identify(process.pid);
    const another = { ...us, startedAt: 'another' };
    assert.deepEqual([await isAlive(us), await isAlive(another)], [true, false]);
    shortage(t, ['readFile']);
    assert.deepEqual([await isAlive(us), await isAlive(another)], [true, true]);
    assert.equal(await isAlive({ ...us, pid: 2 ** 22 + 1 }), false, 'none has this number');
    assert.equal(await signalProcess(us, 'SIGKILL', 'process'), false);
  },
);

test('what cannot be looked for is not missing', onLinux, async t => {
  const us = await identify(process.pid);
  assert.deepEqual(await processesGiven('norun000000001'), []);
  for (const methods of [['readFile', 'readlink'], ['readdir']] as const) {
    shortage(t, methods);
    await assert.rejects(processesGiven('norun000000001'), /too many/, methods.join());
    await assert.rejects(supervisorsOf('norun000000001'), /too many/, methods.join());
  }
  await assert.rejects(isElsewhere({ ...us, host: 'another' }), /too many/);
});
