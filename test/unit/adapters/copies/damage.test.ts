import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { memoryRoot } from '../../../../src/adapters/copies/storePlace.ts';
import { usableMemory } from '../../../../src/adapters/copies/usableMemory.ts';
import { writeRecord } from '../../../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../../../src/adapters/runFolders/runFolder.ts';
import { LocalRunHost } from '../../../../src/adapters/runs/localRunHost.ts';
import { formatEntry, type JournalEntry } from '../../../../src/core/runs/record/journal.ts';
import { newRunId } from '../../../../src/core/runs/record/runId.ts';
import { bounded } from '../../../../src/services/async/bounded.ts';
import { runId } from '../../../support/ids.ts';
import { runRecord } from '../../../support/memoryRunHost.ts';
import { Random } from '../../../support/random.ts';
import { RunDamage } from '../../../support/runDamage.ts';

/**
 * Runs whose supervisor and Nextflow are dead, with random damage to what lies in their folders. Set
 * `NFS_SEED` to see the cases of a run again, and `NFS_CASES` for more of them.
 */
const seed = Number(process.env['NFS_SEED'] ?? Date.now() % 1e9);
const cases = Number(process.env['NFS_CASES'] ?? 1000);

const canary = 'canary-of-the-damage-suite';
const dead = { pid: 4_194_304, startedAt: 'another boot 17', host: hostname(), pidNamespace: null };
const signal = new AbortController().signal;

test(`whatever becomes of a dead run’s files, its own places are swept, and the rest is told (seed ${seed})`, async t => {
  const { memory } = await usableMemory();
  const home = await mkdtemp(join(memory === null ? tmpdir() : dirname(memory), 'nfs-damage-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const reported = { ok: 0, nothing: 0, reported: 0 };
  await bounded(
    Array.from({ length: cases }, (_, index) => seed + index),
    16,
    async number => {
      const world = await World.create(join(home, String(number)), new Random(number));
      try {
        reported[await world.recovered()] += 1;
      } catch (error) {
        assert.fail(
          `case NFS_SEED=${number} NFS_CASES=1, ${world.damage.join(', ')}: ${String(error)}`,
        );
      } finally {
        await world.dispose();
      }
    },
    signal,
  );
  t.diagnostic(JSON.stringify(reported));
  assert.ok(
    cases < 100 || (reported.ok > cases / 10 && reported.reported > cases / 10),
    JSON.stringify(reported),
  );
});

/** A state folder with one run, and a file beside it that nobody may touch. */
class World {
  readonly #home: string;
  readonly #random: Random;
  readonly #folder: RunFolder;
  readonly #host: LocalRunHost;
  readonly #store: string;
  readonly #precious: string;
  readonly #runDamage: RunDamage;
  readonly damage: string[] = [];

  static async create(home: string, random: Random): Promise<World> {
    const world = new World(home, random);
    await world.#write();
    for (let count = random.below(3); count >= 0; count -= 1) {
      world.damage.push(await world.#runDamage.harm());
    }
    return world;
  }

  constructor(home: string, random: Random) {
    this.#home = home;
    this.#random = random;
    const root = join(home, 'runs');
    this.#folder = new RunFolder(
      root,
      newRunId(count => random.bytes(count)),
    );
    this.#host = new LocalRunHost({ root: () => root, supervisor: '/nonexistent' });
    this.#precious = join(home, 'precious');
    this.#runDamage = new RunDamage(random, this.#folder, join(this.#precious, 'file'));
    const memory = memoryRoot();
    this.#store =
      memory !== null && random.below(2) === 0
        ? join(memory, this.#folder.run)
        : join(this.#folder.path, 'secrets');
  }

  /** What came of finishing the run; throws where that is wrong. */
  async recovered(): Promise<'ok' | 'nothing' | 'reported'> {
    const results = await this.#host.recover(signal);
    // A record that names another machine by now is left to that one, which lists and `clean` tell.
    const runs = await this.#host.list();
    const elsewhere = runs.some(run => run.elsewhere !== undefined);
    const reported = results.some(({ ok }) => !ok) || elsewhere;
    const left = await this.#left();
    assert.deepEqual(elsewhere ? [] : left, [], 'left');
    assert.equal(await readFile(join(this.#precious, 'file'), 'utf8'), 'mine');
    // Once more: what was told of the journal is told again, and nothing is left for good.
    await this.#host.recover(signal);
    await this.#forgotten(elsewhere);
    return reported ? 'reported' : results.length === 0 ? 'nothing' : 'ok';
  }

  /** Somebody can always end it, but where it may be another machine's. */
  async #forgotten(elsewhere: boolean): Promise<void> {
    const forgotten = await this.#host.forget(runId(this.#folder.run), true);
    assert.equal(forgotten.ok, !elsewhere, JSON.stringify(forgotten));
    if (forgotten.ok) {
      assert.deepEqual([await this.#host.list(), (await this.#host.look()).broken], [[], []]);
      assert.deepEqual([existsSync(this.#store), existsSync(this.#folder.path)], [false, false]);
    }
    assert.equal(await readFile(join(this.#precious, 'file'), 'utf8'), 'mine');
  }

  async dispose(): Promise<void> {
    this.#host.dispose();
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
    await rm(this.#store, { recursive: true, force: true, maxRetries: 5 });
  }

  async #write(): Promise<void> {
    const { path, run } = this.#folder;
    await mkdir(path, { recursive: true, mode: 0o700 });
    await mkdir(this.#store, { recursive: true, mode: 0o700 });
    await mkdir(this.#precious, { mode: 0o700 });
    await writeFile(join(this.#precious, 'file'), 'mine');
    await writeFile(join(this.#store, 'secrets.json'), canary, { mode: 0o600 });
    const record = runRecord({
      ...{
        run,
        work: { kind: 'terminal' },
        storeFolder: this.#store,
        process: dead,
        supervisor: dead,
      },
    });
    await writeRecord(this.#folder.record, record);
    await writeFile(this.#folder.journal, this.#lines().map(formatEntry).join('\n'));
    await symlink(JSON.stringify(dead), join(path, 'owner.1'));
  }

  #lines(): readonly JournalEntry[] {
    const manager = `file:${this.#store}`;
    const copies = [...Array(1 + this.#random.below(20)).keys()].map(at => ({
      manager,
      key: `SECRET_${at}`,
    }));
    const all: readonly JournalEntry[] = [
      { kind: 'intended', at: 1, copies },
      { kind: 'published', at: 2, copies },
      { kind: 'kept', at: 3, copies, reason: 'EBUSY' },
      { kind: 'removed', at: 4, copies },
      { kind: 'closed', at: 5 },
    ];
    return all.slice(0, 1 + this.#random.below(all.length));
  }

  /** Files of the store that still stand. */
  async #left(): Promise<readonly string[]> {
    return existsSync(this.#store) ? readdir(this.#store) : [];
  }
}
