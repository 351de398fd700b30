import { unattendedPlaces } from '../adapters/copies/cloudPlaces.ts';
import { JournalFile } from '../adapters/copies/journalFile.ts';
import { storeFile } from '../adapters/copies/storePlace.ts';
import { storePublication } from '../adapters/copies/storePublication.ts';
import { sweepCopies } from '../adapters/copies/sweepCopies.ts';
import { makeFolders } from '../adapters/files/makeFolders.ts';
import { openOwnFile } from '../adapters/files/ownFile.ts';
import { nextflowEnvironment } from '../adapters/nextflow/nextflowEnvironment.ts';
import { announce, writeRecord } from '../adapters/runFolders/recordFile.ts';
import type { RunFolder } from '../adapters/runFolders/runFolder.ts';
import { LocalRunFiles } from '../adapters/runs/localRunFiles.ts';
import { codeOf } from '../adapters/system/codeOf.ts';
import { signalProcess } from '../adapters/system/processes.ts';
import { Needles } from '../core/leaks/needles.ts';
import { Redactor } from '../core/leaks/redactor.ts';
import { withConfig } from '../core/runs/launch/commandLine.ts';
import { ProgressCounter } from '../core/runs/output/progressCounter.ts';
import type { Assignment } from '../core/runs/record/protocol.ts';
import type { RunRecord, RunState } from '../core/runs/record/runRecord.ts';
import { publicationsOf } from '../services/copies/publicationsOf.ts';
import { publish } from '../services/copies/publish.ts';
import { ControlServer } from './controlServer.ts';
import { afterRunChecks } from './end/afterRunChecks.ts';
import { recoverSecrets } from './end/recoverSecrets.ts';
import { ExpiryRenewer } from './expiryRenewer.ts';
import { AdoptedNextflow } from './nextflow/adoptedNextflow.ts';
import type { ConsoleLog } from './nextflow/consoleLog.ts';
import { FileFollower } from './nextflow/fileFollower.ts';
import { ShellLease } from './nextflow/shellLease.ts';
import { type Exit, type RunningNextflow, startNextflow } from './nextflow/startNextflow.ts';
import { reasonOf } from './reasonOf.ts';

/** Changes that come in quick succession are told together, so many milliseconds later. */
const changeDelay = 100;

/** What to say of a run whose beginning failed. */
const notStarted = {
  pipeline: 'Nextflow was not started',
  tests: 'nf-test was not started',
  terminal: 'The terminal was not opened',
} as const;

type Ended = RunState & { kind: 'ended' };

/**
 * Owns one run from its first copy to its last: publishes, starts Nextflow, keeps its output, and
 * removes every copy however it ends.
 */
export class Supervisor {
  readonly #folder: RunFolder;
  readonly #progress = new ProgressCounter();
  readonly #server: ControlServer;
  readonly #lease = new ShellLease();
  readonly journal: JournalFile;
  readonly console: ConsoleLog;
  record: RunRecord;
  #saving: Promise<void> = Promise.resolve();
  #saveScheduled = false;
  #kill: NodeJS.Timeout | undefined;
  /** Aborted by Stop: publishing is given up, and what has been made by then is swept. */
  readonly #stopping = new AbortController();
  /** Aborted by a Stop that comes when Nextflow is gone: clouds and checks are waited for no longer. */
  readonly #hurry = new AbortController();

  constructor(folder: RunFolder, record: RunRecord, console: ConsoleLog) {
    this.#folder = folder;
    this.journal = new JournalFile(folder.journal);
    this.console = console;
    this.record = record;
    this.#server = new ControlServer(folder, this);
  }

  get consolePath(): string {
    return this.#folder.console;
  }

  /** Makes the run known before anything of it happens. */
  async open(): Promise<void> {
    // What an earlier owner wrote is remembered too, should the folder be taken away.
    await this.journal.read();
    await this.#server.listen();
    await writeRecord(this.#folder.record, this.record);
    await announce(this.#folder);
  }

  /** Runs Nextflow with the copies of an assignment's secrets, and sweeps. */
  async run(assignment: Assignment): Promise<void> {
    const needles = new Needles(assignment.secrets, [], this.record.tooCommon);
    const end = await this.#attempt(async () => {
      await this.console.write(assignment.notice === undefined ? '' : `${assignment.notice}\n`);
      const deps = {
        places: unattendedPlaces,
        store: storePublication,
        journal: this.journal,
        now: Date.now,
        signal: this.#stopping.signal,
      };
      await publish(deps, await publicationsOf(deps, assignment));
      if (this.#isStopped) {
        return unseen;
      }
      return assignment.work.kind === 'terminal'
        ? this.#holdShell()
        : this.#watch(await this.#start(assignment, needles), needles);
    });
    await this.#finish(end, needles);
  }

  /** Waits for a Nextflow whose own supervisor died, and sweeps. */
  async adopt(): Promise<void> {
    const { process: running } = this.record;
    let needles = new Needles([]);
    const end = await this.#attempt(async () => {
      if (running === null) {
        return unseen;
      }
      this.#set({ kind: 'running' });
      if (this.record.work.kind === 'terminal') {
        const { secrets, unknown } = await recoverSecrets(this.record, this.#stopping.signal);
        needles = new Needles(secrets, unknown, this.record.tooCommon);
        return this.#lease.over(running);
      }
      const adopted = await AdoptedNextflow.adopt(
        this.#folder,
        { ...this.record, process: running },
        text => {
          this.#counted(this.#progress.output(text));
        },
        text => this.#output(text),
        this.#stopping.signal,
      );
      needles = adopted.needles;
      return this.#watch(adopted, needles);
    });
    await this.#finish(end, needles);
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Asks Nextflow to end its tasks and itself; kills it when asked again, or after a while. */
  stop(): void {
    const again = this.#isStopped;
    this.#stopping.abort();
    if (this.record.work.kind === 'terminal') {
      this.#lease.end();
      return;
    }
    const { state, process: running, stopTimeout } = this.record;
    if (state.kind === 'sweeping') {
      this.#hurry.abort();
    }
    if (running === null || (state.kind !== 'running' && state.kind !== 'stopping')) {
      return;
    }
    if (again) {
      void signalProcess(running, 'SIGKILL', 'group');
      return;
    }
    this.#set({ kind: 'stopping', since: Date.now(), timeout: stopTimeout });
    // Not SIGINT: a child that inherited it as ignored goes on.
    void signalProcess(running, 'SIGTERM', 'group');
    this.#kill = setTimeout(() => {
      void signalProcess(running, 'SIGKILL', 'group');
    }, stopTimeout);
  }

  /** Says which shell holds the copies of a terminal. */
  attachShell(pid: number): void {
    this.#lease.attach(pid);
  }

  /** The copies stay for as long as the shell that takes them. */
  async #holdShell(): Promise<Exit> {
    this.#set({ kind: 'running' });
    const shell = await this.#lease.taken();
    if (!shell) {
      throw new Error('no shell took the secrets');
    }
    this.record = { ...this.record, process: shell };
    this.#save();
    return this.#lease.over(shell);
  }

  /** Nextflow does not begin before its process is on record. */
  async #start(assignment: Assignment, needles: Needles): Promise<RunningNextflow> {
    const { environment, launchFolder, storeFolder } = assignment;
    await makeFolders(launchFolder, 0o777);
    const nextflow = await startNextflow(
      await this.#argv(assignment),
      {
        cwd: launchFolder,
        env: nextflowEnvironment(process.env, environment, storeFile(storeFolder)),
      },
      () => new Redactor(needles),
      text => this.#output(text),
    );
    this.record = { ...this.record, process: nextflow.process };
    await writeRecord(this.#folder.record, this.record);
    if (this.#isStopped) {
      nextflow.abandon();
    } else {
      nextflow.begin();
      this.#set({ kind: 'running' });
    }
    return nextflow;
  }

  /** Its command line, with our config later than any other, so that it wins. */
  async #argv({ argv, config }: Assignment): Promise<readonly string[]> {
    if (config === undefined) {
      return argv;
    }
    const file = await openOwnFile(this.#folder.config, 'write');
    await file.writeFile(config).finally(() => file.close());
    return withConfig(argv, this.#folder.config);
  }

  async #watch(nextflow: RunningNextflow, needles: Needles): Promise<Exit> {
    // The names of tasks may hold values: a tag is the pipeline's to choose.
    const redactor = new Redactor(needles);
    const log = new FileFollower(
      () => this.#nextflowLog(),
      text => {
        this.#counted(this.#progress.log(redactor.push(text)));
      },
    );
    const expiryRenewer = new ExpiryRenewer(this.record.target, this.journal);
    const exit = await nextflow.ended;
    expiryRenewer.dispose();
    await log.close();
    this.#counted(this.#progress.log(redactor.flush()));
    if (exit.how === 'succeeded' || exit.how === 'failed') {
      this.#counted(this.#progress.ended(exit.how));
    }
    return exit;
  }

  /** Of a pipeline; nf-test launches Nextflow as often as it likes. Null until there is one. */
  async #nextflowLog(): Promise<string | null> {
    const { record } = this;
    const found = record.work.kind === 'pipeline' ? await new LocalRunFiles().log(record) : null;
    return found?.ok ? found.value : null;
  }

  async #attempt(act: () => Promise<Exit>): Promise<Ended> {
    try {
      return this.#ended(await act());
    } catch (error) {
      if (this.#isStopped && this.record.process === null) {
        return this.#ended(unseen); // What was given up says that it was.
      }
      const detail = `${notStarted[this.record.work.kind]}: ${reasonOf(error)}`;
      await this.console.write(`${detail}\n`);
      return { ...this.#ended(unseen), outcome: 'not-started', detail };
    }
  }

  async #finish(end: Ended, needles: Needles): Promise<void> {
    clearTimeout(this.#kill);
    this.#set({ kind: 'sweeping' });
    const { signal } = this.#hurry;
    await sweepCopies(this.#folder, this.journal, Date.now, this.record.target, signal);
    await this.#check(needles);
    this.#set(end);
    await this.#saving;
    await this.#server.close();
    await this.console.close();
    await announce(this.#folder);
  }

  /** Comes after the sweep: what a check finds is worth less than that the copies go at once. */
  async #check(needles: Needles): Promise<void> {
    this.#set({ kind: 'sweeping', checking: true });
    for (const check of afterRunChecks) {
      try {
        const run = { record: this.record, folder: this.#folder, needles };
        this.record = { ...this.record, ...(await check(run, this.#hurry.signal)) };
      } catch (error) {
        process.stderr.write(`a check after the run failed: ${codeOf(error)}\n`);
      }
    }
  }

  #ended({ how, code, signal }: Exit): Ended {
    const outcome = this.#isStopped && how !== 'succeeded' ? 'stopped' : how;
    return { kind: 'ended', at: Date.now(), outcome, exitCode: code, signal, detail: null };
  }

  async #output(text: string): Promise<void> {
    this.#counted(this.#progress.output(text));
    await this.console.write(text);
  }

  #counted(changed: boolean): void {
    if (!changed) {
      return;
    }
    this.record = { ...this.record, progress: this.#progress.current };
    if (!this.#saveScheduled) {
      this.#saveScheduled = true;
      setTimeout(() => {
        this.#saveScheduled = false;
        this.#save();
      }, changeDelay);
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

const unseen: Exit = { how: 'lost', code: null, signal: null };
