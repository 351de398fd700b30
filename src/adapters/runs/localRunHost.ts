import { type FSWatcher, watch } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { RunTarget } from '../../core/runs/backends/runTarget.ts';
import type { BrokenRun } from '../../core/runs/record/brokenRun.ts';
import { outstanding } from '../../core/runs/record/journal.ts';
import type { Assignment } from '../../core/runs/record/protocol.ts';
import { parseRunId, type RunId } from '../../core/runs/record/runId.ts';
import { bounded } from '../../services/async/bounded.ts';
import { Emitter, type Event } from '../../services/async/event.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import type {
  FoundRuns,
  RunChoice,
  RunConnection,
  RunHost,
  RunPlace,
  StoredRun,
} from '../../services/ports/runs/runHost.ts';
import { JournalFile } from '../copies/journalFile.ts';
import { usableMemory } from '../copies/usableMemory.ts';
import { exposedAbove } from '../files/exposedAbove.ts';
import { openOwnFile, readOwnFile } from '../files/ownFile.ts';
import { ensurePrivateFolder } from '../files/privateFolder.ts';
import { inOwnRoot } from '../runFolders/inOwnRoot.ts';
import { readRecord, writeRecord } from '../runFolders/recordFile.ts';
import { RunFolder } from '../runFolders/runFolder.ts';
import { rootCandidates, safeRoot } from '../runFolders/safeRoot.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';
import { checkShared } from './checkShared.ts';
import { connectTo } from './connectTo.ts';
import { type FinishDeps, finishRun } from './finishRun.ts';
import { forgetRun } from './forgetRun.ts';
import { startSupervisor } from './startSupervisor.ts';
import { storedRun } from './storedRun.ts';
import { SupervisorAnswers } from './supervisorAnswers.ts';
import { stopSurvivors } from './survivorsOf.ts';

/** What Nextflow's task wrapper would break at, since it uses the store's path unquoted. */
const unsafe = /[^\w./@%+=:,-]/;

/** How long somebody who asks for a sweep waits for another one's, in milliseconds. */
const timeout = 5000;
const turn = 200;
/** How long clouds are waited for where runs are finished, all in all, in milliseconds. */
const cloudTimeout = 60_000;
/** So many runs are looked at at a time: each takes some files that this process may open. */
const concurrency = 8;
/** More bytes than a console ever keeps. */
const longestConsole = 512 * 1024 * 1024;

export interface LocalRunHostOptions extends FinishDeps {
  /** The folder that holds the runs' folders, as it is configured now. */
  readonly root: () => string;
  /** How long clouds are waited for where runs are finished, in milliseconds. */
  readonly cloudTimeout?: number;
}

/** What the folder of a run tells. */
type FoundRun =
  | { readonly kind: 'stored'; readonly run: StoredRun }
  | { readonly kind: 'broken'; readonly run: BrokenRun };

/** The runs of this machine, each in a folder of its own with a supervisor of its own. */
export class LocalRunHost implements RunHost {
  readonly #options: LocalRunHostOptions;
  readonly #changed = new Emitter<void>();
  readonly #answers = new SupervisorAnswers();
  #watched: { readonly root: string; readonly watcher: FSWatcher } | null = null;
  #wanted = false;

  constructor(options: LocalRunHostOptions) {
    this.#options = options;
  }

  /** The runs' folder is watched from the first listener on. */
  readonly onDidChange: Event<void> = listener => {
    this.#wanted = true;
    void this.#watch();
    return this.#changed.event(listener);
  };

  async prepare(run: RunId, target: RunTarget): Promise<Result<RunPlace, Failure>> {
    const folder = this.#folder(run);
    // Compute nodes do not see the memory of this machine.
    const { memory, notice } =
      target.kind === 'hpc' ? { memory: null, notice: null } : await usableMemory();
    const storeFolder = memory ? join(memory, run) : join(folder.path, 'secrets');
    const character = unsafe.exec(storeFolder)?.[0];
    if (character !== undefined) {
      return err({ kind: 'unsafe-path', path: storeFolder, character });
    }
    const exposed = await exposedAbove(this.#options.root());
    if (exposed !== null) {
      const instead = await safeRoot(rootCandidates(target.kind === 'hpc'));
      return err({ kind: 'state-folder-exposed', path: this.#options.root(), ...exposed, instead });
    }
    for (const path of [this.#options.root(), folder.path]) {
      const made = await ensurePrivateFolder(path);
      if (!made.ok) {
        return made;
      }
    }
    if (target.kind === 'hpc') {
      const shared = await checkShared(folder.path, target.executor);
      if (!shared.ok) {
        await rm(folder.path, { recursive: true, force: true });
        return shared;
      }
    }
    return ok({ runFolder: folder.path, storeFolder, ...(notice !== null && { notice }) });
  }

  async start(assignment: Assignment): Promise<Result<void, Failure>> {
    const folder = this.#folder(assignment.run);
    const started = await startSupervisor(this.#options.supervisor, folder, assignment);
    this.#changed.fire();
    return started === 'owned'
      ? err({ kind: 'supervisor-not-started', detail: 'another process owns the run' })
      : started;
  }

  async list(): Promise<readonly StoredRun[]> {
    return (await this.look()).runs;
  }

  async look(): Promise<FoundRuns> {
    await this.#watch();
    const all = await this.#look();
    return {
      runs: all.flatMap(found => (found.kind === 'stored' ? [found.run] : [])),
      broken: all.flatMap(found => (found.kind === 'broken' ? [found.run] : [])),
    };
  }

  connect(run: RunId, signal: AbortSignal): Promise<Result<RunConnection, Failure>> {
    return connectTo(this.#folder(run), signal);
  }

  async readConsole(run: RunId, from: number): Promise<string> {
    try {
      const text = await readOwnFile(this.#folder(run).console, longestConsole);
      return Buffer.from(text).subarray(from).toString('utf8');
    } catch (error) {
      if (isAbsent(error)) {
        return '';
      }
      throw error;
    }
  }

  async *streamConsole(run: RunId, from: number): AsyncGenerator<string> {
    try {
      const console = await openOwnFile(this.#folder(run).console, 'read');
      for await (const text of console.createReadStream({ start: from, encoding: 'utf8' })) {
        yield String(text);
      }
    } catch (error) {
      if (!isAbsent(error)) {
        throw error;
      }
    }
  }

  async recover(
    signal: AbortSignal,
    isMeant?: RunChoice,
  ): Promise<readonly Result<RunId, Failure>[]> {
    // A cloud that does not answer for one run does not for the next.
    using clouds = new TimeLimit(signal, this.#options.cloudTimeout ?? cloudTimeout);
    const deps = { ...this.#options, isMeant, clouds: clouds.signal };
    // What cannot be listed is told as broken.
    const folders = await this.#folders().catch(() => []);
    const done = await bounded(folders, concurrency, it => finishRun(it, deps, signal), signal);
    signal.throwIfAborted();
    const results: Result<RunId, Failure>[] = [];
    for (const [at, first] of done.entries()) {
      const folder = folders[at];
      // Those beside it may have taken the room that it has freed: once more, alone.
      const result = folder && isForRoom(first) ? await finishRun(folder, deps, signal) : first;
      results.push(...(result ? [result] : []));
    }
    if (results.length > 0) {
      this.#changed.fire();
    }
    return results;
  }

  async sweep(run: RunId, signal: AbortSignal): Promise<Result<void, Failure>> {
    try {
      return await this.#sweepInTurn(this.#folder(run), signal);
    } finally {
      this.#changed.fire();
    }
  }

  /** Another process may be at it just now: what it leaves is tried when it has done. */
  async #sweepInTurn(folder: RunFolder, signal: AbortSignal): Promise<Result<void, Failure>> {
    using clouds = new TimeLimit(signal, this.#options.cloudTimeout ?? cloudTimeout);
    for (let waited = 0; ; waited += turn) {
      const deps = { ...this.#options, clouds: clouds.signal };
      const done = await finishRun(folder, deps, signal);
      if (done) {
        return done.ok ? ok(undefined) : done;
      }
      const left = outstanding(await new JournalFile(folder.journal).read());
      if (left.length === 0) {
        return ok(undefined);
      }
      if (waited >= timeout) {
        const reasons = left.map(({ key, reason }) => reason ?? `${key} is in use`);
        return err({ kind: 'copies-not-removed', run: folder.run, reasons: [...new Set(reasons)] });
      }
      await pause(turn);
    }
  }

  async stopSurvivors(run: RunId): Promise<Result<void, Failure>> {
    const record = await readRecord(this.#folder(run).record);
    if (record?.state.kind !== 'ended') {
      return err({ kind: 'run-not-found', run });
    }
    try {
      await stopSurvivors(record);
    } catch (error) {
      return err({ kind: 'tasks-not-stopped', reasons: [codeOf(error)] });
    }
    await writeRecord(this.#folder(run).record, { ...record, survivors: [] });
    this.#changed.fire();
    return ok(undefined);
  }

  async forget(run: RunId, withCopies = false): Promise<Result<void, Failure>> {
    const folder = this.#folder(run);
    if (!withCopies) {
      const stored = await this.#stored(folder);
      if (!stored) {
        return err({ kind: 'run-not-found', run });
      }
      if (stored.outstanding.length > 0) {
        const reasons = stored.outstanding.map(({ key, reason }) => reason ?? key);
        return err({ kind: 'copies-not-removed', run, reasons });
      }
    }
    const forgotten = await forgetRun(folder, this.#options.gone);
    this.#changed.fire();
    return forgotten;
  }

  dispose(): void {
    this.#wanted = false;
    this.#watched?.watcher.close();
    this.#answers.dispose();
    this.#changed.dispose();
  }

  /** Each run by itself: one whose folder is damaged must not hide the others. */
  async #look(): Promise<readonly FoundRun[]> {
    let folders: readonly RunFolder[];
    try {
      folders = await this.#folders();
    } catch (error) {
      return [broken({ run: null, path: this.#options.root(), reason: codeOf(error) })];
    }
    const look = async (folder: RunFolder): Promise<FoundRun | null> => {
      try {
        const run = await this.#stored(folder);
        return run && { kind: 'stored', run };
      } catch (error) {
        return broken({ run: folder.run, path: folder.path, reason: codeOf(error) });
      }
    };
    const runs = await bounded(folders, concurrency, look, new AbortController().signal);
    return runs.filter(run => run !== null);
  }

  #stored(folder: RunFolder): Promise<StoredRun | null> {
    return storedRun(folder, this.#answers, this.#options.gone);
  }

  async #folders(): Promise<readonly RunFolder[]> {
    try {
      const names = await inOwnRoot(this.#options.root(), folder => readdir(folder));
      return names.filter(name => parseRunId(name)).map(name => this.#folder(name));
    } catch (error) {
      if (isAbsent(error)) {
        return [];
      }
      throw error;
    }
  }

  #folder(run: string): RunFolder {
    return new RunFolder(this.#options.root(), run);
  }

  /**
   * Other windows start runs too: the first one ever as well, so the folder is made where it is not
   * there. It may be another one than before: it is a setting.
   */
  async #watch(): Promise<void> {
    const root = this.#options.root();
    if (!this.#wanted || this.#watched?.root === root) {
      return;
    }
    await ensurePrivateFolder(root); // A launch says what is wrong with it.
    this.#watched?.watcher.close();
    this.#watched = null;
    try {
      const watcher = watch(root, () => {
        this.#changed.fire();
      }).on('error', () => undefined);
      this.#watched = { root, watcher };
    } catch {
      // Nothing can be started there; the next listing tries again.
    }
  }
}

/** Whether a run could not be finished because its disk is full. */
function isForRoom(result: Result<RunId, Failure> | null): boolean {
  const failure = result?.ok === false ? result.error : null;
  return failure?.kind === 'run-not-finished' && ['ENOSPC', 'EDQUOT'].includes(failure.reason);
}

function broken(run: BrokenRun): FoundRun {
  return { kind: 'broken', run };
}
