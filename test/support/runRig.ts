import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { memoryRoot } from '../../src/adapters/copies/storePlace.ts';
import { LocalRunHost } from '../../src/adapters/runs/localRunHost.ts';
import { identify, isAlive, signalProcess } from '../../src/adapters/system/processes.ts';
import { localTarget, type RunTarget } from '../../src/core/runs/backends/runTarget.ts';
import type { Assignment } from '../../src/core/runs/record/protocol.ts';
import type { RunDefinition } from '../../src/core/runs/record/runDefinition.ts';
import { newRunId, type RunId } from '../../src/core/runs/record/runId.ts';
import { type RunKind, workOf } from '../../src/core/runs/record/runWork.ts';
import type { StoredRun } from '../../src/services/ports/runs/runHost.ts';
import { secretName } from './catalogs.ts';
import { filesWith } from './filesWith.ts';
import { until, waitLimit } from './until.ts';

type Secret = Assignment['secrets'][number];

/** How a run differs from a plain one. */
interface Wishes {
  readonly arguments?: readonly string[];
  readonly stopTimeout?: number;
  readonly kind?: RunKind;
  readonly target?: RunTarget;
  readonly config?: string;
  readonly definitions?: (run: RunId) => readonly RunDefinition[];
  /** What takes Nextflow's place. */
  readonly program?: string;
}

/** A pipeline in a folder of its own, and a real host that launches it with real supervisors. */
export class RunRig {
  readonly home: string;
  readonly launchFolder: string;
  readonly host: LocalRunHost;
  /** Every run that was to be launched. */
  readonly runs: RunId[] = [];
  readonly nextflow: string;
  /** Marks every value of this rig, so that a search finds nobody else's. */
  readonly canary = `canary${randomBytes(8).toString('hex')}`;

  constructor(home: string, nextflow: string, supervisor: string) {
    this.home = home;
    this.launchFolder = join(home, 'launch');
    this.nextflow = nextflow;
    this.host = new LocalRunHost({
      root: () => join(home, 'runs'),
      supervisor: resolve(supervisor),
    });
  }

  /** Everything that it takes is given back at the end of the test. */
  static async create(
    t: Pick<TestContext, 'after'>,
    nextflow: string,
    files: Readonly<Record<string, string>>,
    supervisor = 'dist/supervisor.js',
  ): Promise<RunRig> {
    const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-run-'));
    const rig = new RunRig(home, nextflow, supervisor);
    t.after(() => rig.dispose());
    await mkdir(rig.launchFolder);
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(rig.launchFolder, name), text);
    }
    return rig;
  }

  /** A secret whose value is marked. */
  secret(name: string, form: Secret['form']): Secret {
    return { name: secretName(name), scope: 'user', value: `${this.canary}${name}`, form };
  }

  async launch(secrets: readonly Secret[], more: Wishes): Promise<RunId> {
    const run = this.newRun();
    const started = await this.host.start(await this.assignment(run, secrets, more));
    if (!started.ok) {
      throw new Error(JSON.stringify(started.error));
    }
    return run;
  }

  newRun(): RunId {
    const run = newRunId(randomBytes);
    this.runs.push(run);
    return run;
  }

  /** Prepares a run's folder; gives what its supervisor is to be told. */
  async assignment(run: RunId, secrets: readonly Secret[], more: Wishes): Promise<Assignment> {
    const { target = localTarget } = more;
    const place = await this.host.prepare(run, target);
    if (!place.ok) {
      throw new Error(JSON.stringify(place.error));
    }
    return {
      version: 1,
      run,
      ...place.value,
      folder: this.launchFolder,
      launchFolder: this.launchFolder,
      profiles: [],
      test: false,
      work: workOf(more.kind ?? 'pipeline', join(this.launchFolder, 'main.nf')),
      options: null,
      argv: [
        more.program ?? this.nextflow,
        ...['run', 'main.nf', '-ansi-log', 'false'],
        ...(more.arguments ?? []),
      ],
      environment: {},
      stopTimeout: more.stopTimeout ?? 30_000,
      target,
      ...(more.config !== undefined && { config: more.config }),
      ...(more.definitions && { definitions: [...more.definitions(run)] }),
      secrets: [...secrets],
    };
  }

  async find(run: RunId): Promise<StoredRun> {
    const found = (await this.host.list()).find(({ record }) => record.run === run);
    if (!found) {
      throw new Error(`no run ${run}`);
    }
    return found;
  }

  /** Waits until a run has ended and its supervisor is gone. */
  ended(run: RunId): Promise<StoredRun> {
    return until(async () => {
      const found = await this.find(run);
      return found.record.state.kind === 'ended' && !found.alive ? found : null;
    }, 'the run to end');
  }

  /** Waits until a file of the launch folder exists: a task that has got so far. */
  async reached(name: string): Promise<void> {
    await until(
      async () => ((await readdir(this.launchFolder)).includes(name) ? true : null),
      `${name} to appear`,
    );
  }

  /** Lets tasks go on that wait for a file `go`. */
  async letGo(): Promise<void> {
    await writeFile(join(this.launchFolder, 'go'), '');
  }

  /** Asks a run to stop, as a window does. */
  async stop(run: RunId): Promise<void> {
    const connection = await this.host.connect(run, AbortSignal.timeout(waitLimit));
    if (!connection.ok) {
      throw new Error(JSON.stringify(connection.error));
    }
    connection.value.stop();
    await this.ended(run);
    connection.value.dispose();
  }

  /** Kills a run's supervisor, and with `both` what it watches too; waits until it is gone. */
  async kill(run: RunId, who: 'supervisor' | 'both'): Promise<void> {
    const { supervisor, process: head } = (await this.find(run)).record;
    process.kill(supervisor.pid, 'SIGKILL');
    if (who === 'both' && head) {
      process.kill(-head.pid, 'SIGKILL');
    }
    // Its socket is closed before it has quite gone, and until then the run is its own.
    await until(async () => ((await isAlive(supervisor)) ? null : true), 'the supervisor to die');
  }

  /** What the next activation of a window does for runs whose supervisors are dead. */
  recover(): ReturnType<LocalRunHost['recover']> {
    return this.host.recover(AbortSignal.timeout(waitLimit));
  }

  /** Files in the rig and in memory that hold a marked value, relative to the rig. */
  leaks(run: string): readonly string[] {
    const memory = memoryRoot();
    return [this.home, ...(memory ? [join(memory, run)] : [])]
      .flatMap(root => filesWith(root, this.canary))
      .map(file => file.replace(`${this.home}/`, ''));
  }

  /** Those whose clouds are gone with the test would try on for hours; found on Linux alone. */
  async #endSupervisors(): Promise<void> {
    const runs = join(this.home, 'runs', '/');
    for (const pid of await readdir('/proc').catch(() => [])) {
      const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      if (place.startsWith(runs)) {
        await signalProcess(await identify(Number(pid)), 'SIGKILL', 'process');
      }
    }
  }

  /** Gives all back before the test ends, where one test has many. */
  async dispose(): Promise<void> {
    await this.letGo().catch(() => undefined);
    await this.#endSupervisors();
    for (const run of this.runs) {
      await this.host.stopSurvivors(run).catch(() => undefined);
    }
    this.host.dispose();
    // What a test that failed has left in memory, where others would find it.
    const memory = memoryRoot();
    if (memory !== null) {
      await Promise.all(
        this.runs.map(run => rm(join(memory, run), { recursive: true, force: true })),
      );
    }
    // Who has just ended a run may still be writing there.
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}
