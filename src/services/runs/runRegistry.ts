import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { BrokenRun } from '../../core/runs/record/brokenRun.ts';
import { parseRunId, type RunId } from '../../core/runs/record/runId.ts';
import { Emitter, type Subscription } from '../async/event.ts';
import type { Later } from '../async/later.ts';
import { until } from '../async/until.ts';
import type { Log } from '../ports/log.ts';
import type { RunConnection, RunHost, StoredRun } from '../ports/runs/runHost.ts';

const second = 1000;
/** Pauses before what was left is tried again; the last one again and again. */
const retryDelays = [2, 5, 15, 60, 300, 900].map(pause => pause * second);

/** The runs of this machine as they stand, those of every window. */
export class RunRegistry {
  readonly #host: RunHost;
  readonly #log: Log;
  readonly #subscription: Subscription;
  readonly #connections = new Map<string, Promise<RunConnection | null>>();
  readonly #changed = new Emitter<void>();
  readonly #ended = new Emitter<StoredRun>();
  readonly #abort = new AbortController();
  readonly onDidChange = this.#changed.event;
  /** A run that was seen alive is over, and what is left of it is known. */
  readonly onDidEnd = this.#ended.event;
  readonly #later: Later;
  /**
   * Runs whose end is still to be announced. A supervisor that is about to leave, or has died, may
   * not answer before its run counts as ended, so what the last listing said does not tell.
   */
  readonly #seenAlive = new Set<string>();
  #runs: readonly StoredRun[] = [];
  #broken: readonly BrokenRun[] = [];
  #attempt = Symbol();
  #retry: Subscription | null = null;
  #retries = 0;

  constructor(deps: { readonly host: RunHost; readonly log: Log; readonly later: Later }) {
    this.#host = deps.host;
    this.#log = deps.log;
    this.#later = deps.later;
    this.#subscription = deps.host.onDidChange(() => {
      this.#refreshSoon();
    });
  }

  /** Newest first. */
  get runs(): readonly StoredRun[] {
    return this.#runs;
  }

  /** Runs that cannot be read, and the folder of all where that is so. */
  get broken(): readonly BrokenRun[] {
    return this.#broken;
  }

  find(run: string): StoredRun | null {
    return this.#runs.find(({ record }) => record.run === run) ?? null;
  }

  /** Reads the runs again and connects to those that live. */
  async refresh(): Promise<void> {
    const attempt = (this.#attempt = Symbol());
    const { runs, broken } = await this.#host.look();
    if (attempt !== this.#attempt || this.#abort.signal.aborted) {
      return;
    }
    this.#broken = broken;
    const listed = [...runs];
    this.#publish(listed.sort((a, b) => b.record.startedAt - a.record.startedAt));
    for (const run of listed) {
      if (run.alive) {
        this.#seenAlive.add(run.record.run);
        void this.#connection(run.record.run); // Its record follows by event.
      } else if (run.record.state.kind === 'ended' && this.#seenAlive.delete(run.record.run)) {
        this.#ended.fire(run);
      }
    }
    this.#retryLater();
  }

  /** Finishes what supervisors that died have left; tells what could not be finished. */
  async recover(): Promise<readonly Failure[]> {
    const results = await this.#host.recover(this.#abort.signal);
    await this.refresh();
    return results.flatMap(result => (result.ok ? [] : [result.error]));
  }

  /** Asks a run to end; asking again does not wait for its tasks any longer. */
  async stop(run: string): Promise<Result<void, Failure>> {
    const connection = await this.#connection(run);
    if (!connection) {
      return err({ kind: 'run-unreachable', run });
    }
    connection.stop();
    return ok(undefined);
  }

  /** Lets a terminal's shell hold a run's copies: they stay for as long as it lives. */
  async attachShell(run: string, pid: number): Promise<Result<void, Failure>> {
    const connection = await this.#connection(run);
    if (!connection) {
      return err({ kind: 'run-unreachable', run });
    }
    connection.attachShell(pid);
    return ok(undefined);
  }

  /** Resolves when a run's copies are made; with null when it has ended before, or not in time. */
  async started(run: string, signal: AbortSignal): Promise<StoredRun | null> {
    const moving = (): boolean => this.find(run)?.record.state.kind === 'preparing';
    await this.refresh();
    try {
      await until(() => !moving(), this.onDidChange, signal);
    } catch {
      return null;
    }
    const found = this.find(run);
    return found?.record.state.kind === 'running' ? found : null;
  }

  /** Resolves when a run is over and swept; with null when nothing is known of it. */
  async ended(run: string, signal: AbortSignal): Promise<StoredRun | null> {
    await until(() => this.find(run)?.alive !== true, this.onDidChange, signal);
    return this.find(run);
  }

  async sweep(run: string, signal: AbortSignal): Promise<Result<void, Failure>> {
    return this.#on(run, id => this.#host.sweep(id, signal));
  }

  /** Ends the tasks that have outlived a run. */
  async stopSurvivors(run: string): Promise<Result<void, Failure>> {
    return this.#on(run, id => this.#host.stopSurvivors(id));
  }

  /** See {@link RunHost.forget}. */
  async forget(run: string, withCopies = false): Promise<Result<void, Failure>> {
    return this.#on(run, id => this.#host.forget(id, withCopies));
  }

  dispose(): void {
    this.#abort.abort();
    this.#retry?.dispose();
    this.#subscription.dispose();
    for (const connection of this.#connections.values()) {
      void connection.then(it => it?.dispose());
    }
    this.#connections.clear();
    this.#changed.dispose();
    this.#ended.dispose();
  }

  async #on(
    run: string,
    act: (id: RunId) => Promise<Result<void, Failure>>,
  ): Promise<Result<void, Failure>> {
    const id = parseRunId(run);
    const result = id ? await act(id) : err({ kind: 'run-not-found' as const, run });
    await this.refresh();
    return result;
  }

  /** The connection to a live run, made on first use; null where its supervisor does not answer. */
  #connection(run: string): Promise<RunConnection | null> {
    const existing = this.#connections.get(run);
    if (existing) {
      return existing;
    }
    const opened = this.#connect(run);
    this.#connections.set(run, opened);
    return opened;
  }

  async #connect(run: string): Promise<RunConnection | null> {
    const id = parseRunId(run);
    const connected = id ? await this.#host.connect(id, this.#abort.signal) : null;
    if (!connected?.ok) {
      this.#connections.delete(run);
      this.#retryLater();
      return null;
    }
    connected.value.onEvent(event => {
      if (event.type === 'record' && event.record.run === run) {
        this.#publish(
          this.#runs.map(known =>
            known.record.run === run ? { ...known, record: event.record } : known,
          ),
        );
      }
    });
    connected.value.onDidClose(() => {
      this.#connections.delete(run);
      if (!this.#abort.signal.aborted) {
        void this.#closed(run).catch((error: unknown) => {
          this.#log.error(`run ${run} was left without a supervisor`, error);
        });
      }
    });
    return connected.value;
  }

  /** A supervisor closes when all is done. One that died before has left work to others. */
  async #closed(run: string): Promise<void> {
    await this.refresh();
    const left = this.find(run);
    if (left && !left.alive && left.record.state.kind !== 'ended') {
      await this.recover();
    }
  }

  /**
   * What nobody finishes just now is looked at again, with growing pauses: another window may be
   * adopting it, or a removal may succeed later. So is a run whose supervisor answered a listing
   * but was too busy for this window.
   */
  #retryLater(): void {
    const unfinished = this.#runs.some(({ alive, record, outstanding }) =>
      alive
        ? !this.#connections.has(record.run)
        : record.state.kind !== 'ended' || outstanding.length > 0,
    );
    if (!unfinished) {
      this.#retry?.dispose();
      this.#retry = null;
      this.#retries = 0;
    } else if (!this.#retry) {
      this.#retry = this.#later(retryDelays[this.#retries] ?? retryDelays.at(-1) ?? 0, () => {
        this.#retry = null;
        this.#retries += 1;
        void this.recover().catch((error: unknown) => {
          this.#log.error('runs that were left cannot be finished', error);
        });
      });
    }
  }

  #publish(runs: readonly StoredRun[]): void {
    this.#runs = runs;
    this.#changed.fire();
  }

  #refreshSoon(): void {
    this.refresh().catch((error: unknown) => {
      this.#log.error('runs cannot be listed', error);
    });
  }
}
