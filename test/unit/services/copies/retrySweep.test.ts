import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { JournalFile } from '../../../../src/adapters/copies/journalFile.ts';
import { isClosed, outstanding } from '../../../../src/core/runs/record/journal.ts';
import { type RetryDeps, retrySweep } from '../../../../src/services/copies/retrySweep.ts';
import { sweep } from '../../../../src/services/copies/sweep.ts';

const [second, minute] = [1000, 60_000];
const copies = [{ manager: 'aws:123456789012:eu-west-1', key: 'tower-1k0K4WlGep8ZTM/KEY' }];
/** Of attempts while another process could try as well. */
const retryDelays = [5 * second, 15 * second, minute, 5 * minute, 15 * minute, 30 * minute];

interface Tried {
  readonly journal: JournalFile;
  readonly folder: string;
  readonly retryDelays: number[];
  sweeps: number;
}

/** Tries with a copy that goes at the attempt of this number; `own` says who has the run. */
async function retried(
  t: TestContext,
  goes: number,
  own: (tried: Tried) => ReturnType<RetryDeps['own']>,
): Promise<Tried> {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-retry-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const journal = new JournalFile(join(folder, 'journal.jsonl'));
  const tried: Tried = { journal, folder, retryDelays: [], sweeps: 0 };
  await journal.append({ kind: 'intended', at: 0, copies });
  await journal.append({ kind: 'published', at: 0, copies });
  const remover = (): { remove: () => Promise<ReadonlyMap<string, string>> } => ({
    remove: () =>
      Promise.resolve(new Map(tried.sweeps < goes ? copies.map(({ key }) => [key, 'denied']) : [])),
  });
  const context: RetryDeps = {
    own: () => own(tried),
    pause: milliseconds => Promise.resolve(tried.retryDelays.push(milliseconds)),
    isOver: async its => isClosed(await its.read()),
    sweep: its => {
      tried.sweeps += 1;
      const { signal } = new AbortController();
      const pause = (): Promise<void> => Promise.resolve();
      const within = { remover, now: () => 1, pause, signal, reasonOf: String };
      return sweep(within, its);
    },
  };
  await retrySweep(context, journal);
  return tried;
}

const free = (): ReturnType<RetryDeps['own']> => Promise.resolve(() => Promise.resolve());

test('what still stands after the last pause is left to the next activation', async t => {
  const tried = await retried(t, Infinity, free);
  assert.deepEqual(tried.retryDelays, retryDelays);
  assert.equal(tried.sweeps, retryDelays.length);
  assert.equal(outstanding(await tried.journal.read())[0]?.reason, 'denied');
});

test('it ends as soon as all is gone', async t => {
  const tried = await retried(t, 2, free);
  assert.deepEqual(tried.retryDelays, retryDelays.slice(0, 2));
  assert.ok(isClosed(await tried.journal.read()));
});

test('a run that another process has is left to it', async t => {
  const tried = await retried(t, 1, () => Promise.resolve(null));
  assert.equal(tried.sweeps, 0);
});

test('without a folder it goes on from memory until all is gone', async t => {
  const tried = await retried(t, 20, async ({ folder }) => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    return 'gone';
  });
  assert.equal(tried.sweeps, 20);
  assert.deepEqual(tried.retryDelays, [
    ...retryDelays,
    ...Array.from({ length: 14 }, () => 30 * minute),
  ]);
  assert.ok(isClosed(await tried.journal.read()));
});

test('what another process has removed before the folder went is removed once more, and that is all', async t => {
  const tried = await retried(t, 1, async ({ folder }) => {
    const other = new JournalFile(join(folder, 'journal.jsonl'));
    await other.append({ kind: 'removed', at: 1, copies });
    await other.append({ kind: 'closed', at: 1 });
    await rm(folder, { recursive: true, maxRetries: 5 });
    return 'gone';
  });
  assert.equal(tried.sweeps, 1);
});

test('a journal remembers what others wrote, once it was read', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-retry-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const path = join(folder, 'journal.jsonl');
  await new JournalFile(path).append({ kind: 'intended', at: 0, copies });
  const adopted = new JournalFile(path);
  await adopted.read();
  await rm(folder, { recursive: true, maxRetries: 5 });
  assert.deepEqual(outstanding(await adopted.read()), [{ ...copies[0], reason: null }]);
  await adopted.append({ kind: 'removed', at: 1, copies });
  assert.deepEqual(outstanding(await adopted.read()), []);
});
