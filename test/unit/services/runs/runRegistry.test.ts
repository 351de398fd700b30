import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noProgress } from '../../../../src/core/runs/record/runRecord.ts';
import type { Later } from '../../../../src/services/async/later.ts';
import type { Log } from '../../../../src/services/ports/log.ts';
import { runOutput } from '../../../../src/services/runs/runOutput.ts';
import { RunRegistry } from '../../../../src/services/runs/runRegistry.ts';
import { runId } from '../../../support/ids.ts';
import { MemoryRunHost, runRecord } from '../../../support/memoryRunHost.ts';

const first = 'run00000000001';
const second = 'run00000000002';
const signal = new AbortController().signal;
const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

test('runs of every window are listed, the newest first', async () => {
  const { registry, host } = await setUp();
  host.add(runRecord({ run: second, startedAt: 90_000 }));
  await settle();
  assert.deepEqual(
    registry.runs.map(({ record }) => record.run),
    [second, first],
  );
});

test('a live run’s record follows its supervisor', async () => {
  const { registry, host } = await setUp();
  const progress = { ...noProgress, submitted: 5, completed: 3 };
  host.run(first).set({ progress });
  assert.deepEqual(registry.find(first)?.record.progress, progress);
});

test('a supervisor that is too busy at first is connected to later', async () => {
  const { registry, host, elapse } = await setUp();
  host.add(runRecord({ run: second })).busy = true;
  await settle();
  host.run(second).set({ progress: { ...noProgress, submitted: 1 } });
  assert.equal(registry.find(second)?.record.progress.submitted, 0);
  host.run(second).busy = false;
  elapse();
  await settle();
  host.run(second).set({ progress: { ...noProgress, submitted: 2 } });
  assert.equal(registry.find(second)?.record.progress.submitted, 2);
});

test('the end of a run is announced once, with what is left of it', async () => {
  const { registry, host } = await setUp();
  const ended: unknown[] = [];
  registry.onDidEnd(({ record, outstanding }) => ended.push([record.state.kind, outstanding]));
  const left = { manager: 'file:/x', key: 'KEY', reason: 'EBUSY' };
  host.run(first).set({ outstanding: [left] });
  host.run(first).end('failed', 1);
  await settle();
  await registry.refresh();
  assert.deepEqual(ended, [['ended', [left]]]);
});

test('what a supervisor that died has left is finished at once', async () => {
  const { registry, host } = await setUp();
  host.run(first).die();
  await settle();
  assert.deepEqual(host.recovered, [first]);
  assert.equal(registry.find(first)?.record.state.kind, 'ended');
});

test('an end is announced also when the supervisor was seen to be gone before', async () => {
  const { registry, host } = await setUp();
  const ended: string[] = [];
  registry.onDidEnd(({ record }) => ended.push(record.run));
  host.run(first).die();
  await settle();
  await registry.refresh();
  assert.deepEqual(ended, [first]);
});

test('a run of a supervisor that answers is not recovered', async () => {
  const { registry, host } = await setUp();
  assert.deepEqual(await registry.recover(), []);
  assert.deepEqual(host.recovered, []);
});

test('stop reaches the supervisor, and waiting for the end resolves with it', async () => {
  const { registry, host } = await setUp();
  assert.ok((await registry.stop(first)).ok);
  assert.equal(host.run(first).stops, 1);
  const ended = registry.ended(first, signal);
  host.run(first).end('stopped');
  assert.equal((await ended)?.record.state.kind, 'ended');
});

test('a run that cannot be reached says so', async () => {
  const { registry, host } = await setUp();
  host.run(first).end('succeeded');
  await settle();
  assert.deepEqual(await registry.stop(first), {
    ok: false,
    error: { kind: 'run-unreachable', run: first },
  });
});

test('a run that is forgotten is gone', async () => {
  const { registry, host } = await setUp();
  host.run(first).end('succeeded');
  assert.ok((await registry.forget(first)).ok);
  assert.deepEqual(registry.runs, []);
});

test('after dispose nothing is announced any more', async () => {
  const { registry, host } = await setUp();
  let announced = 0;
  registry.onDidChange(() => (announced += 1));
  registry.dispose();
  host.run(first).end('succeeded');
  await settle();
  assert.equal(announced, 0);
});

test('output comes whole, whether it was there, comes live, or is left in the log', async () => {
  const { host } = await setUp();
  const run = host.run(first);
  run.print('before é\n');
  const texts: string[] = [];
  const following = (async () => {
    for await (const text of runOutput(host, runId(first), signal)) {
      texts.push(text);
    }
  })();
  await settle();
  run.print('live\n');
  await settle();
  run.console += 'the last words\n';
  run.end('succeeded');
  await following;
  assert.equal(texts.join(''), 'before é\nlive\nthe last words\n');
});

test('output that was dropped on a slow way is asked for again, and none comes twice', async () => {
  const { host } = await setUp();
  const run = host.run(first);
  const texts: string[] = [];
  const following = (async () => {
    for await (const text of runOutput(host, runId(first), signal)) {
      texts.push(text);
    }
  })();
  await settle();
  run.console += 'dropped ';
  run.print('kept ');
  await settle();
  run.end('succeeded');
  await following;
  assert.equal(texts.join(''), 'dropped kept ');
});

test('what was left is tried again with growing pauses until it is gone', async () => {
  const { registry, host, delays, elapse } = await setUp();
  const left = { manager: 'file:/x', key: 'KEY', reason: 'EBUSY' };
  host.run(first).end('succeeded');
  host.run(first).set({ outstanding: [left] });
  await registry.refresh();
  elapse();
  await settle();
  elapse();
  await settle();
  assert.deepEqual(delays, [2000, 5000, 15_000]);
  host.run(first).set({ outstanding: [] });
  elapse();
  await settle();
  assert.equal(delays.length, 3);
});

test('the tasks that outlived a run are stopped through its host', async () => {
  const { registry, host } = await setUp();
  host.run(first).set({ survivors: [{ kind: 'job', task: 'A', executor: 'slurm', id: '1' }] });
  host.run(first).end('killed');
  assert.ok((await registry.stopSurvivors(first)).ok);
  assert.deepEqual(registry.find(first)?.record.survivors, []);
});

interface SetUp {
  readonly registry: RunRegistry;
  readonly host: MemoryRunHost;
  /** The pauses that were asked for. */
  readonly delays: readonly number[];
  /** Lets the last pause be over. */
  readonly elapse: () => void;
}

async function setUp(): Promise<SetUp> {
  const delays: number[] = [];
  let act = (): void => undefined;
  const later: Later = (delay, then) => {
    delays.push(delay);
    act = then;
    return { dispose: () => undefined };
  };

  const host = new MemoryRunHost();
  host.add(runRecord({ run: first }));
  const registry = new RunRegistry({ host, log: quiet, later });
  await registry.refresh();
  await settle();
  return {
    registry,
    host,
    delays,
    elapse: () => {
      act();
    },
  };
}

/** Lets everything happen that waits for nothing from outside. */
async function settle(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
}
