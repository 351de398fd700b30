import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { processesGiven, supervisorsOf } from '../../src/adapters/copies/isStoreInUse.ts';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { writeRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { formatEntry } from '../../src/core/runs/record/journal.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { bounded } from '../../src/services/async/bounded.ts';
import { runRecord } from '../support/memoryRunHost.ts';
import { Random } from '../support/random.ts';
import { RunDamage } from '../support/runDamage.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { Skip, test } from '../support/test.ts';
import { until } from '../support/until.ts';

/**
 * Kills of supervisor, Nextflow and `clean` at random moments, together with random damage to what
 * they have on disk. `NFS_SEED` gives the cases of a run again, as far as moments come again, and
 * `NFS_CASES` more of them.
 */
const seed = Number(process.env['NFS_SEED'] ?? Date.now() % 1e9);
const cases = Number(process.env['NFS_CASES'] ?? 4);

/** A `clean` that does not end is killed after so many milliseconds, and fails the test. */
const longestClean = 120_000;
const neighbor = 'neighbor000001';
const nextflow = await standIn();

test(`of a run that is killed and damaged at random nothing is left, and the others are there (seed ${seed})`, async t => {
  if (process.platform !== 'linux') {
    throw new Skip('who works in which folder is known on Linux alone (/proc)');
  }
  const numbers = Array.from({ length: cases }, (_, index) => seed + index);
  await bounded(numbers, 2, number => endure(t, number), new AbortController().signal);
});

async function endure(t: TestContext, number: number): Promise<void> {
  const ordeal = new Ordeal(await RunRig.create(t, nextflow, {}), new Random(number));
  try {
    await ordeal.launch();
    await ordeal.suffer();
    await ordeal.end();
    await ordeal.check();
  } catch (error) {
    const did = ordeal.did.join(', ');
    assert.fail(`case NFS_SEED=${number} NFS_CASES=1, ${did}: ${String(error)}`);
  } finally {
    await ordeal.dispose();
  }
}

interface Cleaned {
  readonly code: number | null;
  readonly out: string;
}

/** One run that is killed and damaged, beside one that is over. */
class Ordeal {
  readonly #rig: RunRig;
  readonly #random: Random;
  readonly #root: string;
  readonly #precious: string;
  readonly did: string[] = [];

  constructor(rig: RunRig, random: Random) {
    this.#rig = rig;
    this.#random = random;
    this.#root = join(rig.home, 'runs');
    this.#precious = join(rig.home, 'precious');
  }

  /** A supervisor that is killed before it answers is a launch that failed. */
  async launch(): Promise<void> {
    await writeFile(this.#precious, 'mine');
    await this.#writeNeighbor();
    const secrets = ['ONE', 'TWO'].map(name => this.#rig.secret(name, 'raw'));
    const launched = this.#rig.launch(secrets, {}).catch(() => undefined);
    const killed = this.#random.below(3) === 0;
    if (killed) {
      await this.#moment(600);
      await this.#kill('supervisor');
    }
    await launched;
    this.did.push(killed ? 'killed at launch' : 'launched');
  }

  /** Some of what may happen to a run, one after the other. */
  async suffer(): Promise<void> {
    const acts = {
      'supervisor killed': () => this.#kill('supervisor'),
      'Nextflow killed': () => this.#kill('Nextflow'),
      'clean killed': () => this.#clean(this.#random.below(700)),
      cleaned: () => this.#clean(),
      'cleaned twice at once': () => Promise.all([this.#clean(), this.#clean()]),
      'ends by itself': () => this.#rig.letGo(),
      'a moment': () => this.#moment(300),
    };
    const damage = new RunDamage(this.#random, this.#folder, this.#precious);
    for (let count = 3 + this.#random.below(4); count > 0; count -= 1) {
      const name = this.#random.pick([...Object.keys(acts), 'damage', 'damage', 'damage']);
      const act = acts[name as keyof typeof acts] as (() => Promise<unknown>) | undefined;
      await act?.();
      this.did.push(act ? name : await damage.harm());
    }
  }

  /** Everybody who has to do with the run is killed: those that are being started, too. */
  async end(): Promise<void> {
    await until(async () => {
      const [killed, also] = [await this.#kill('supervisor'), await this.#kill('Nextflow')];
      return killed + also === 0;
    }, 'everybody to be killed');
  }

  /** What `clean` leaves, and what it and the lists say. */
  async check(): Promise<void> {
    const { code, out } = await this.#clean();
    assert.ok(code === 0 || code === 1, `clean ended with ${code}: ${out}`);
    assert.doesNotMatch(out, /^ {4}at /m);
    assert.deepEqual(this.#rig.leaks(this.#run), [], `left; clean said ${out}`);
    const { damage } = await new JournalFile(this.#folder.journal).inspect();
    assert.ok(damage === null || code === 1, `a journal that is ${damage} is told with 1: ${out}`);
    assert.ok(code === 0 || out.includes(this.#run), out);
    const listed = (await this.#rig.host.list()).map(({ record }) => record.run);
    assert.ok(listed.includes(neighbor), 'the other run is listed');
    await this.#rig.host.look();
    assert.equal(await readFile(this.#precious, 'utf8'), 'mine');
  }

  async dispose(): Promise<void> {
    await this.end();
    await this.#rig.dispose();
  }

  get #run(): RunId {
    return this.#rig.runs[0] ?? assert.fail('launched');
  }

  get #folder(): RunFolder {
    return new RunFolder(this.#root, this.#run);
  }

  async #writeNeighbor(): Promise<void> {
    const folder = new RunFolder(this.#root, neighbor);
    await mkdir(folder.path, { recursive: true, mode: 0o700 });
    const copies = [{ manager: `file:${join(folder.path, 'secrets')}`, key: 'KEY' }];
    const kinds = ['intended', 'published', 'removed'] as const;
    const entries = [
      ...kinds.map(kind => ({ kind, at: 1, copies })),
      { kind: 'closed', at: 2 } as const,
    ];
    await writeFile(folder.journal, entries.map(formatEntry).join('\n'));
    const state = {
      kind: 'ended',
      at: 2,
      outcome: 'succeeded',
      exitCode: 0,
      signal: null,
      detail: null,
    } as const;
    await writeRecord(folder.record, runRecord({ run: neighbor, state }));
  }

  /** A random moment is what this is about. */
  async #moment(longest: number): Promise<void> {
    await pause(this.#random.below(longest));
  }

  /** Kills those who supervise the run, or those who have its secrets; gives how many there were. */
  async #kill(who: 'supervisor' | 'Nextflow'): Promise<number> {
    const run = this.#rig.runs[0];
    const pids =
      run === undefined ? [] : await (who === 'supervisor' ? supervisorsOf : processesGiven)(run);
    pids.forEach(pid => {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    });
    return pids.length;
  }

  /** Runs `clean`, which is killed after so many milliseconds where that is given. */
  async #clean(killedAfter?: number): Promise<Cleaned> {
    const child = spawn(
      process.execPath,
      [resolve('dist/cli.js'), 'clean', '--run-directory', this.#root],
      {
        env: { PATH: process.env['PATH'], HOME: '/nonexistent', NXF_HOME: '/nonexistent' },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: killedAfter ?? longestClean,
        killSignal: 'SIGKILL',
      },
    );
    let out = '';
    [child.stdout, child.stderr].forEach(stream =>
      stream.setEncoding('utf8').on('data', (text: string) => (out += text)),
    );
    const limit = AbortSignal.timeout(2 * longestClean);
    const [code, signal] = (await once(child, 'close', { signal: limit })) as [
      number | null,
      NodeJS.Signals | null,
    ];
    assert.ok(killedAfter !== undefined || signal === null, `clean does not end: ${out}`);
    return { code, out };
  }
}
