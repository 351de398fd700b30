import * as vscode from 'vscode';
import type { Failure } from '../../../core/failure.ts';
import { parseTask, taskOptions } from '../../../core/runs/launch/taskDefinition.ts';
import { problemLine, problemsIn } from '../../../core/runs/output/problemsIn.ts';
import { type Style, styled } from '../../../core/views/colouring.ts';
import { breakingNames, planLines } from '../../../core/views/plan/planLines.ts';
import { outcomeLine } from '../../../core/views/runs/runLine.ts';
import { failureMessage } from '../../../core/words/failureMessage.ts';
import type { Launcher } from '../../../services/launch/launcher.ts';
import type { PipelineRequest } from '../../../services/launch/launchRequest.ts';
import type { Log } from '../../../services/ports/log.ts';
import type { RunHost } from '../../../services/ports/runs/runHost.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';
import { pause } from '../../pause.ts';
import { launchFolder } from '../launch/launchFolder.ts';
import { interrupt } from './interrupt.ts';
import type { RunProblems } from './runProblems.ts';
import { isLeaving, type RunTerminals } from './runTerminals.ts';
import { writeOutput } from './writeOutput.ts';

export interface TaskDeps {
  readonly launcher: Launcher;
  readonly host: RunHost;
  readonly registry: RunRegistry;
  readonly problems: RunProblems;
  readonly log: Log;
  readonly terminals: RunTerminals;
}

/** The exit code of a task that never became a run: as a shell says that a command is not there. */
const notStarted = 127;

/**
 * A task's terminal: launches without a question, because the task says what to launch, shows the
 * output, and ends with Nextflow's exit code. Ending the task stops the run.
 */
export class TaskTerminal implements vscode.Pseudoterminal {
  readonly #deps: TaskDeps;
  readonly #folder: vscode.WorkspaceFolder;
  readonly #definition: unknown;
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number>();
  readonly #abort = new AbortController();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;
  #run: string | null = null;
  /** While it is disposed of by nobody, another window shows the run in a terminal of ours. */
  #shown: vscode.Disposable | null = null;

  constructor(deps: TaskDeps, folder: vscode.WorkspaceFolder, definition: unknown) {
    this.#deps = deps;
    this.#folder = folder;
    this.#definition = definition;
  }

  open(): void {
    void this.#carryOut(); // It fails in no way that it does not tell.
  }

  /** The task is ended, and so is its run; where the window goes, the run goes on. */
  close(): void {
    this.#abort.abort();
    const run = this.#run;
    if (run !== null) {
      void endsTask().then(ends => {
        if (ends) {
          this.#shown?.dispose();
          void this.#deps.registry.stop(run); // Where it is over already, that was wanted.
        }
      });
    }
  }

  handleInput(data: string): void {
    if (data.includes(interrupt) && this.#run !== null) {
      this.#say(vscode.l10n.t('Stopping Nextflow. Press Ctrl+C again to kill it now.'), 'quiet');
      void this.#deps.registry.stop(this.#run); // The end of the output tells whether it did.
    }
  }

  async #carryOut(): Promise<void> {
    let code = 1;
    try {
      code = await this.#launch();
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#deps.log.error('a task failed unexpectedly', error);
        this.#say(vscode.l10n.t('The task failed unexpectedly. See the log for details.'), 'red');
      }
    }
    this.#close.fire(code);
  }

  /** Gives the task's exit code. */
  async #launch(): Promise<number> {
    const task = parseTask(this.#definition);
    if (typeof task === 'string') {
      this.#say(task, 'red');
      return notStarted;
    }
    const { uri } = this.#folder;
    const place = (path: string): string =>
      /^([/\\]|[a-z]:)/i.test(path) ? path : vscode.Uri.joinPath(uri, path).fsPath;
    const options = taskOptions(task, place);
    const folder = launchFolder(this.#folder);
    return this.#start(
      { folder, work: { kind: 'pipeline', options }, test: false },
      task.onMissing === 'stop',
    );
  }

  async #start(request: PipelineRequest, strict: boolean): Promise<number> {
    const { launcher, host, registry } = this.#deps;
    const { signal } = this.#abort;
    const begun = await launcher.begin(request);
    if (!begun.ok) {
      return this.#fail(begun.error);
    }
    using launch = begun.value;
    const plan = await launch.plan({ added: [], withheld: [] }, signal);
    if (!plan.ok) {
      return this.#fail(plan.error);
    }
    this.#write.fire(
      planLines(plan.value)
        .map(line => `${line}\r\n`)
        .join(''),
    );
    if (strict && breakingNames(plan.value).length > 0) {
      this.#say(
        vscode.l10n.t('Not started: {0} must be defined.', breakingNames(plan.value).join(', ')),
        'red',
      );
      return notStarted;
    }
    signal.throwIfAborted();
    const run = await launch.start(plan.value);
    if (!run.ok) {
      return this.#fail(run.error);
    }
    this.#run = run.value;
    this.#shown = this.#deps.terminals.shownByTask(run.value);
    this.#deps.problems.leaveToTask(run.value);
    await registry.refresh();
    if (signal.aborted) {
      this.close(); // Ended while it was starting.
    }
    const write = (text: string): void => {
      this.#write.fire(text);
    };
    await writeOutput(host, run.value, write, signal);
    const output = await host.readConsole(run.value, 0);
    const problems = problemsIn(output, request.work.options.script);
    for (const problem of problems) {
      this.#say(problemLine(problem), 'red');
    }
    const code = await this.#ended(run.value);
    if (problems.length > 0) {
      await pause(matching);
    }
    return code;
  }

  async #ended(run: string): Promise<number> {
    const ended = await this.#deps.registry.ended(run, this.#abort.signal);
    this.#shown?.dispose();
    const state = ended?.record.state;
    if (!ended || state?.kind !== 'ended') {
      return 1;
    }
    const fine = state.outcome === 'succeeded';
    this.#say(outcomeLine(ended), fine && ended.outstanding.length === 0 ? 'green' : 'red');
    return state.exitCode ?? (fine ? 0 : 1);
  }

  #fail(failure: Failure): number {
    this.#say(failureMessage(failure), 'red');
    return notStarted;
  }

  #say(text: string, style: Style): void {
    this.#write.fire(`${styled(text, style)}\r\n`);
  }
}

/**
 * Milliseconds for VS Code to find the problems in what was written: its matcher goes 100 of them
 * after the terminal (seen in 1.139.1), by which a busy page may not have come so far.
 */
const matching = 1000;

/** Milliseconds in which VS Code tells why a terminal was closed. */
const timeout = 2000;

/**
 * Whether a task's terminal is closed because somebody ended the task: VS Code tells the terminal
 * itself nothing, and everybody why as it closes. Without a word the task is taken to be ended.
 */
function endsTask(): Promise<boolean> {
  return new Promise(resolve => {
    const settle = (ends: boolean): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(ends);
    };
    const timer = setTimeout(settle, timeout, true);
    const subscription = vscode.window.onDidCloseTerminal(closed => {
      settle(!isLeaving(closed));
    });
  });
}
