import type { Failure } from '../../src/core/failure.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import type { BrokenRun } from '../../src/core/runs/record/brokenRun.ts';
import type { Copy, OutstandingCopy } from '../../src/core/runs/record/journal.ts';
import type { Assignment, ControlEvent } from '../../src/core/runs/record/protocol.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { noProgress, type RunRecord } from '../../src/core/runs/record/runRecord.ts';
import { Emitter } from '../../src/services/async/event.ts';
import type {
  FoundRuns,
  RunConnection,
  RunHost,
  RunPlace,
  StoredRun,
} from '../../src/services/ports/runs/runHost.ts';
import { runId } from './ids.ts';

/** A run host of one process' memory: the tests play the supervisors. */
export class MemoryRunHost implements RunHost {
  readonly assignments: Assignment[] = [];
  readonly prepared: RunId[] = [];
  readonly recovered: string[] = [];
  readonly #changed = new Emitter<void>();
  readonly #runs = new Map<string, MemoryRun>();
  readonly onDidChange = this.#changed.event;
  /** What `prepare` answers when it is to fail. */
  refusal: Failure | null = null;
  startRefusal: Failure | null = null;
  brokenRuns: readonly BrokenRun[] = [];

  /** Adds a run as if a supervisor, of this window or another, owned it. */
  add(record: RunRecord): MemoryRun {
    const run = new MemoryRun(record, () => {
      this.#changed.fire();
    });
    this.#runs.set(record.run, run);
    this.#changed.fire();
    return run;
  }

  run(id: string): MemoryRun {
    const run = this.#runs.get(id);
    if (!run) {
      throw new Error(`no run ${id}`);
    }
    return run;
  }

  prepare(run: RunId): Promise<Result<RunPlace, Failure>> {
    this.prepared.push(run);
    return Promise.resolve(
      this.refusal
        ? err(this.refusal)
        : ok({ runFolder: `/state/runs/${run}`, storeFolder: `/dev/shm/nfs/${run}` }),
    );
  }

  start(assignment: Assignment): Promise<Result<void, Failure>> {
    if (this.startRefusal) {
      return Promise.resolve(err(this.startRefusal));
    }
    this.assignments.push(assignment);
    const { run, folder, launchFolder, work, profiles, test, argv, storeFolder, options } =
      assignment;
    const secrets = assignment.secrets.map(({ name, scope }) => ({ name, scope }));
    const known = {
      run,
      folder,
      launchFolder,
      work,
      profiles,
      test,
      storeFolder,
      secrets,
      options,
    };
    this.add(runRecord({ ...known, command: argv }));
    return Promise.resolve(ok(undefined));
  }

  list(): Promise<readonly StoredRun[]> {
    return Promise.resolve([...this.#runs.values()].map(run => run.stored));
  }

  async look(): Promise<FoundRuns> {
    return { runs: await this.list(), broken: this.brokenRuns };
  }

  connect(id: RunId): Promise<Result<RunConnection, Failure>> {
    const run = this.#runs.get(id);
    return Promise.resolve(
      run?.stored.alive && !run.busy
        ? ok(run.connect())
        : err({ kind: 'run-unreachable', run: id }),
    );
  }

  readConsole(id: RunId, from: number): Promise<string> {
    return Promise.resolve(Buffer.from(this.run(id).console).subarray(from).toString());
  }

  async *streamConsole(id: RunId, from: number): AsyncGenerator<string> {
    const text = await this.readConsole(id, from);
    if (text !== '') {
      yield text;
    }
  }

  recover(): Promise<readonly Result<RunId, Failure>[]> {
    const dead = [...this.#runs.values()].filter(
      ({ stored }) => !stored.alive && stored.record.state.kind !== 'ended',
    );
    return Promise.resolve(
      dead.map(run => {
        this.recovered.push(run.stored.record.run);
        run.end('lost');
        return ok(runId(run.stored.record.run));
      }),
    );
  }

  sweep(id: RunId): Promise<Result<void, Failure>> {
    this.run(id).set({ outstanding: [] });
    return Promise.resolve(ok(undefined));
  }

  stopSurvivors(id: RunId): Promise<Result<void, Failure>> {
    this.run(id).set({ survivors: [] });
    return Promise.resolve(ok(undefined));
  }

  forget(id: RunId): Promise<Result<void, Failure>> {
    this.#runs.delete(id);
    this.brokenRuns = this.brokenRuns.filter(({ run }) => run !== id);
    this.#changed.fire();
    return Promise.resolve(ok(undefined));
  }
}

/** One run, driven by the test. */
export class MemoryRun {
  readonly #events = new Emitter<ControlEvent>();
  readonly #closed = new Emitter<void>();
  readonly #announce: () => void;
  stops = 0;
  /** Whether its supervisor is too slow for anybody who wants to connect. */
  busy = false;
  readonly attachedShells: number[] = [];
  console = '';
  stored: StoredRun;

  constructor(record: RunRecord, announce: () => void) {
    this.#announce = announce;
    this.stored = { record, outstanding: [], intended: [], alive: true };
  }

  connect(): RunConnection {
    return {
      onEvent: this.#events.event,
      onDidClose: this.#closed.event,
      follow: from => {
        const text = Buffer.from(this.console).subarray(from).toString();
        this.#events.fire({ type: 'output', from, text });
      },
      stop: () => {
        this.stops += 1;
      },
      attachShell: pid => {
        this.attachedShells.push(pid);
      },
      dispose: () => undefined,
    };
  }

  print(text: string): void {
    const from = Buffer.byteLength(this.console);
    this.console += text;
    this.#events.fire({ type: 'output', from, text });
  }

  set(
    change: Partial<RunRecord> & {
      readonly outstanding?: readonly OutstandingCopy[];
      readonly intended?: readonly Copy[];
    },
  ): void {
    const {
      outstanding = this.stored.outstanding,
      intended = this.stored.intended,
      ...record
    } = change;
    this.stored = {
      ...this.stored,
      outstanding,
      intended,
      record: { ...this.stored.record, ...record },
    };
    this.#events.fire({ type: 'record', record: this.stored.record });
  }

  end(outcome: Extract<RunRecord['state'], { kind: 'ended' }>['outcome'], exitCode = 0): void {
    this.set({
      state: { kind: 'ended', at: 120_000, outcome, exitCode, signal: null, detail: null },
    });
    this.die();
  }

  /** The supervisor is gone, whatever its record says. */
  die(): void {
    this.stored = { ...this.stored, alive: false };
    this.#closed.fire();
    this.#announce();
  }
}

/** A record with everything filled in: `runRecord({ run: 'run00000000001' })`. */
export function runRecord(change: Partial<RunRecord>): RunRecord {
  return {
    version: 1,
    run: 'run00000000001',
    backend: 'local',
    target: null,
    startedAt: 60_000,
    folder: '/home/ada/pipeline',
    launchFolder: '/home/ada/pipeline',
    work: { kind: 'pipeline', script: '/home/ada/pipeline/main.nf' },
    command: ['nextflow', 'run', '/home/ada/pipeline/main.nf'],
    profiles: [],
    test: false,
    options: null,
    secrets: [],
    storeFolder: '/dev/shm/nfs/run00000000001',
    state: { kind: 'running' },
    progress: noProgress,
    supervisor: { pid: 1, startedAt: null, host: null, pidNamespace: null },
    process: null,
    stopTimeout: 60_000,
    survivors: [],
    ...change,
  };
}
