import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { JournalFile } from '../../../../src/adapters/copies/journalFile.ts';
import { grace } from '../../../../src/core/runs/copies/expiry.ts';
import {
  formatEntry,
  isClosed,
  type JournalEntry,
} from '../../../../src/core/runs/record/journal.ts';
import type { Publication } from '../../../../src/services/copies/publication.ts';
import { publish } from '../../../../src/services/copies/publish.ts';
import { sweep, type SweepDeps } from '../../../../src/services/copies/sweep.ts';
import type { Journal } from '../../../../src/services/ports/copies/copyPlaces.ts';

let home: string;
let count = 0;
before(async () => {
  // In memory nothing waits for a disk.
  const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  home = await mkdtemp(join(root, 'nextflow-secrets-history-'));
});
after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const managers = ['file:/a', 'aws:1:eu', 'google:p'];
const names = ['A', 'B', 'C'];

/** What a run does before it dies: which copies it makes where, and what goes wrong meanwhile. */
const history = fc.record({
  places: fc.uniqueArray(
    fc.record({
      manager: fc.constantFrom(...managers),
      keys: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
      /** Whether the place says at the end that all copies were made. */
      confirms: fc.boolean(),
    }),
    { selector: ({ manager }) => manager, minLength: 1 },
  ),
  /** How many sweeps are begun before the last one. */
  sweeps: fc.nat(2),
  /** Answers of the removals, in turn: false leaves a copy standing. */
  answers: fc.infiniteStream(fc.boolean()),
  /** The step at which the process dies; later than the last one is no death. */
  death: fc.nat(40),
  /** How much of the line that is written at that moment gets to the disk, in parts of 1. */
  torn: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

test('whatever a run has done when it dies, and wherever its last line breaks off, a sweep leaves nothing', async () => {
  const deaths = new Set<number>();
  await fc.assert(
    fc.asyncProperty(history, async ({ places, sweeps, answers, death, torn }) => {
      const world = new World(join(home, `${(count += 1)}.jsonl`), death, torn);
      const textOf = (error: unknown): string => String(error);
      await publish(
        { journal: world, now: () => 0 },
        places.map(place => world.publication(place)),
      ).catch(textOf);
      for (let done = 0; done < sweeps; done += 1) {
        const answer = (): boolean => answers.next().value === true;
        const dying = world.context(answer, () => 1);
        await sweep(dying, world).catch(textOf);
      }
      deaths.add(Math.min(world.steps, death));

      const journal = new JournalFile(world.path);
      const healthy = world.survivor(() => 2 * grace);
      assert.deepEqual(await sweep(healthy, journal), []);
      assert.deepEqual([...world.copies], [`${managers[0]} SOMEBODY-ELSE`]);
      assert.ok(isClosed(await journal.read()));
      // Doing it again changes nothing.
      const before = await journal.read();
      assert.deepEqual(await sweep(healthy, journal), []);
      assert.deepEqual(await journal.read(), before);
    }),
    { numRuns: 200 },
  );
  assert.ok(deaths.size > 10, `${deaths.size} steps at which a run died`);
});

for (const ahead of [-365, -1, 0, 1, 365]) {
  test(`a copy that was never confirmed is waited for a minute where the clock was ${ahead} days ahead`, async () => {
    const world = new World(join(home, `${(count += 1)}.jsonl`), Infinity, 0);
    const place = { manager: 'aws:1:eu', keys: ['A'], confirms: false };
    const published = Date.UTC(2026, 0, 1);
    const at = published + ahead * 24 * 3_600_000;
    await publish({ journal: world, now: () => at }, [world.publication(place)]);
    const after = (milliseconds: number): Promise<readonly string[]> =>
      sweep(
        world.survivor(() => published + milliseconds),
        world,
      );
    // A clock that was behind makes an intent look old: nothing tells.
    assert.equal((await after(1000)).length, ahead < 0 ? 0 : 1);
    assert.equal((await after(grace / 2)).length, ahead < 0 ? 0 : 1);
    assert.deepEqual(await after(2 * grace), []);
    assert.ok(isClosed(await world.read()));
  });
}

class Death extends Error {}

/** Places with copies, and the journal of a process that dies at one of its steps. */
class World implements Journal {
  readonly path: string;
  readonly copies = new Set([`${managers[0]} SOMEBODY-ELSE`]);
  readonly #journal: JournalFile;
  readonly #death: number;
  readonly #torn: number;
  steps = 0;

  constructor(path: string, death: number, torn: number) {
    this.path = path;
    this.#journal = new JournalFile(path);
    this.#death = death;
    this.#torn = torn;
  }

  async append(entry: JournalEntry): Promise<void> {
    if (this.#dies()) {
      const line = formatEntry(entry);
      if (this.steps === this.#death + 1) {
        await appendFile(this.path, `\n${line.slice(0, Math.floor(line.length * this.#torn))}`);
      }
      throw new Death();
    }
    await this.#journal.append(entry);
  }

  read(): Promise<readonly JournalEntry[]> {
    return this.#journal.read();
  }

  publication({
    manager,
    keys,
    confirms,
  }: {
    readonly manager: string;
    readonly keys: readonly string[];
    readonly confirms: boolean;
  }): Publication {
    return {
      manager,
      keys,
      publish: async () => {
        for (const key of keys) {
          this.#step();
          this.copies.add(`${manager} ${key}`);
        }
        if (confirms) {
          const copies = keys.map(key => ({ manager, key }));
          await this.append({ kind: 'published', at: 0, copies });
        }
      },
    };
  }

  /** Of the process that dies; some of its removals fail. */
  context(answer: () => boolean, now: () => number): SweepDeps {
    return this.#context(key => {
      this.#step();
      if (!answer()) {
        return 'denied';
      }
      this.copies.delete(key);
      return null;
    }, now);
  }

  /** Of whoever finishes for it. */
  survivor(now: () => number): SweepDeps {
    return this.#context(key => {
      this.copies.delete(key);
      return null;
    }, now);
  }

  #context(remove: (copy: string) => string | null, now: () => number): SweepDeps {
    const remover = (manager: string): ReturnType<SweepDeps['remover']> => ({
      // Rejects where a removal throws.
      remove: async keys => {
        await Promise.resolve();
        const kept = new Map<string, string>();
        for (const key of keys) {
          const reason = remove(`${manager} ${key}`);
          if (reason !== null) {
            kept.set(key, reason);
          }
        }
        return kept;
      },
    });
    const { signal } = new AbortController();
    return { remover, now, pause: () => Promise.resolve(), signal, reasonOf: String };
  }

  #step(): void {
    if (this.#dies()) {
      throw new Death();
    }
  }

  #dies(): boolean {
    this.steps += 1;
    return this.steps > this.#death;
  }
}
