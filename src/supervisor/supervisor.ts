import { mkdir, writeFile } from 'node:fs/promises';
import { ensurePrivateFolder } from '../adapters/files/privateFolder.ts';
import { codeOf } from '../adapters/errors.ts';
import { identify, isAlive } from '../adapters/processes.ts';
import { JournalFile } from '../adapters/runs/journalFile.ts';
import { writeRecord } from '../adapters/runs/recordFile.ts';
import type { RunFolder } from '../adapters/runs/runFolder.ts';
import { managerOf, storeFile } from '../adapters/runs/storePlace.ts';
import { sweep } from '../adapters/runs/sweep.ts';
import { ProgressCounter } from '../core/runs/progress.ts';
import type { Assignment } from '../core/runs/protocol.ts';
import { Needles } from '../core/leaks/needles.ts';
import { Redactor } from '../core/runs/redactor.ts';
import { noProgress, type RunRecord, type RunState } from '../core/runs/run.ts';
import { formatStore } from '../core/runs/storeFile.ts';
import type { ConsoleLog } from './consoleLog.ts';
import { ControlServer } from './controlServer.ts';
import { FileFollower } from './fileFollower.ts';
import { nextflowEnvironment, signalGroup, startNextflow, type Exit } from './nextflowChild.ts';

/** How often a Nextflow that is not our child is looked at, in milliseconds. */
const interval = 500;

/**
 * Owns one run from its first copy to its last: publishes, starts Nextflow, keeps its output, and
 * removes every copy however it ends.
 */
export class Supervisor {
  readonly #folder: RunFolder;
  readonly #journal: JournalFile;
  readonly #progress = new ProgressCounter();
  readonly #server: ControlServer;
  readonly #stopTimeout: number;
  readonly console: ConsoleLog;
  record: RunRecord;
  #saving: Promise<void> = Promise.resolve();
  #kill: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(folder: RunFolder, record: RunRecord, console: ConsoleLog, stopTimeout: number) {
    this.#folder = folder;
    this.#journal = new JournalFile(folder.journal);
    this.#stopTimeout = stopTimeout;
    this.console = console;
    this.record = record;
    this.#server = new ControlServer(folder.socket, this);
  }

  get consolePath(): string {
    return this.#folder.console;
  }

  /** Makes the run known before anything of it happens. */
  async open(): Promise<void> {
    await this.#server.listen();
    await writeRecord(this.#folder.record, this.record);
  }

  /** Runs Nextflow with the copies of an assignment's secrets, and sweeps. */
  async run(assignment: Assignment): Promise<void> {
    const trace = new FileFollower(this.#folder.trace, text => {
      this.#counted(this.#progress.trace(text));
    });
    let end: RunState & { kind: 'ended' };
    try {
      await this.#publishCopies(assignment);
      end = this.#stopped
        ? this.#ended({ code: null, signal: null })
        : await this.#launch(assignment);
    } catch (error) {
      end = { ...this.#ended({ code: null, signal: null }), ...notStarted(error) };
      this.console.write(`${end.detail ?? ''}\n`);
    }
    await trace.close();
    await this.#finish(end);
  }

  /** Waits for a Nextflow whose own supervisor died, and sweeps. */
  async adopt(): Promise<void> {
    const trace = new FileFollower(this.#folder.trace, text => {
      this.#counted(this.#progress.trace(text));
    });
    const { nextflow } = this.record;
    this.#set({ kind: 'running' });
    while (nextflow && (await isAlive(nextflow))) {
      await new Promise(resolve => setTimeout(resolve, interval));
    }
    await trace.close();
    const outcome = this.#stopped ? 'stopped' : 'lost';
    await this.#finish({ ...this.#ended({ code: null, signal: null }), outcome });
  }

  /** Asks Nextflow to end its tasks and itself; kills it when asked again, or after a while. */
  stop(): void {
    const pid = this.record.nextflow?.pid;
    const again = this.#stopped;
    this.#stopped = true;
    if (pid === undefined || this.record.state.kind === 'sweeping') {
      return;
    }
    if (again) {
      signalGroup(pid, 'SIGKILL');
      return;
    }
    this.#set({ kind: 'stopping', since: Date.now() });
    // Not SIGINT: a child that inherited it as ignored goes on.
    signalGroup(pid, 'SIGTERM');
    this.#kill = setTimeout(() => signalGroup(pid, 'SIGKILL'), this.#stopTimeout);
  }

  async #publishCopies({ storeFolder, secrets }: Assignment): Promise<void> {
    const manager = managerOf(storeFolder);
    // Even without secrets there is a file of ours to remove.
    const keys = secrets.length > 0 ? secrets.map(({ name }) => name) : ['secrets.json'];
    const copies = keys.map(key => ({ manager, key }));
    await this.#journal.append({ kind: 'intended', at: Date.now(), copies });
    const made = await ensurePrivateFolder(storeFolder);
    if (!made.ok) {
      throw new Error(`The folder for secrets ${storeFolder} cannot be made private.`);
    }
    await writeFile(storeFile(storeFolder), formatStore(secrets), { mode: 0o600, flag: 'wx' });
  }

  async #launch(assignment: Assignment): Promise<RunState & { kind: 'ended' }> {
    const [program = '', command = '', ...rest] = assignment.argv;
    const argv = [program, command, '-with-trace', this.#folder.trace, ...rest];
    const env = nextflowEnvironment(
      process.env,
      assignment.environment,
      storeFile(assignment.storeFolder),
    );
    await mkdir(assignment.launchFolder, { recursive: true });
    const needles = new Needles(assignment.secrets);
    const { pid, exited } = await startNextflow(
      argv,
      { cwd: assignment.launchFolder, env },
      () => new Redactor(needles),
      text => {
        this.console.write(text);
        this.#counted(this.#progress.output(text));
      },
    );
    this.record = { ...this.record, nextflow: await identify(pid) };
    this.#set({ kind: 'running' });
    return this.#ended(await exited);
  }

  async #finish(end: RunState & { kind: 'ended' }): Promise<void> {
    clearTimeout(this.#kill);
    this.#set({ kind: 'sweeping' });
    await sweep(this.#folder, Date.now);
    this.#set(end);
    await this.#saving;
    await this.#server.close();
    await this.console.close();
  }

  #ended({ code, signal }: Exit): RunState & { kind: 'ended' } {
    const outcome =
      code === 0 ? 'succeeded' : this.#stopped ? 'stopped' : signal === null ? 'failed' : 'killed';
    return { kind: 'ended', at: Date.now(), outcome, exitCode: code, signal, detail: null };
  }

  #counted(changed: boolean): void {
    if (changed) {
      this.record = { ...this.record, progress: this.#progress.current };
      this.#save();
    }
  }

  #set(state: RunState): void {
    this.record = { ...this.record, state };
    this.#save();
  }

  /** Writes what stands now, one write at a time; a full disk must not end the run. */
  #save(): void {
    this.#server.publish();
    const { record } = this;
    this.#saving = this.#saving
      .then(() => (record === this.record ? writeRecord(this.#folder.record, record) : undefined))
      .catch((error: unknown) => {
        process.stderr.write(`cannot write ${this.#folder.record}: ${codeOf(error)}\n`);
      });
  }
}

/** The record of a run that is about to begin. */
export async function newRecord(assignment: Assignment): Promise<RunRecord> {
  const { run, folder, launchFolder, script, profiles, test, kind, options, storeFolder } =
    assignment;
  return {
    version: 1,
    run,
    backend: 'local',
    startedAt: Date.now(),
    folder,
    launchFolder,
    script,
    command: assignment.argv,
    profiles,
    test,
    kind,
    options,
    secrets: assignment.secrets.map(({ name, scope }) => ({ name, scope })),
    storeFolder,
    state: { kind: 'preparing' },
    progress: noProgress,
    supervisor: await identify(process.pid),
    nextflow: null,
  };
}

function notStarted(error: unknown): { outcome: 'not-started'; detail: string } {
  const detail = error instanceof Error ? error.message : String(error);
  return { outcome: 'not-started', detail: `Nextflow was not started: ${detail}` };
}
