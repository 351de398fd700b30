import * as vscode from 'vscode';
import { span } from '../../../core/age.ts';
import type { RunId } from '../../../core/runs/record/runId.ts';
import { outcomeLine } from '../../../core/views/runs/runLine.ts';
import { stoppingWords } from '../../../core/views/runs/stateWord.ts';
import type { Log } from '../../../services/ports/log.ts';
import type { RunHost } from '../../../services/ports/runs/runHost.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';
import { OutputTerminal } from './outputTerminal.ts';
import { writeOutput } from './writeOutput.ts';

export interface RunTerminalDeps {
  readonly host: RunHost;
  readonly registry: RunRegistry;
  readonly log: Log;
}

/** Shows what a run of this machine prints, until it is over. Ctrl+C stops the run. */
export class RunTerminal extends OutputTerminal {
  readonly #deps: RunTerminalDeps;
  readonly #run: RunId;
  readonly #name: string;
  readonly #sized: (dimensions: vscode.TerminalDimensions | undefined) => void;
  readonly #rename = new vscode.EventEmitter<string>();
  readonly onDidChangeName = this.#rename.event;

  constructor(
    deps: RunTerminalDeps,
    run: RunId,
    name: string,
    sized: (dimensions: vscode.TerminalDimensions | undefined) => void,
  ) {
    super(run, deps.log);
    this.#deps = deps;
    this.#run = run;
    this.#name = name;
    this.#sized = sized;
  }

  override open(dimensions?: vscode.TerminalDimensions): void {
    this.#sized(dimensions);
    super.open(dimensions);
  }

  setDimensions(dimensions: vscode.TerminalDimensions): void {
    this.#sized(dimensions);
  }

  async show(signal: AbortSignal): Promise<void> {
    const { host, registry } = this.#deps;
    this.say(
      registry.find(this.#run)?.alive === true
        ? vscode.l10n.t('Ctrl+C stops the run. Closing this terminal does not.')
        : vscode.l10n.t('Output of run {0}, which has ended.', this.#run),
      'quiet',
    );
    const countdown = setInterval(() => {
      this.#count();
    }, 1000);
    signal.addEventListener('abort', () => {
      clearInterval(countdown);
    });
    const write = (text: string): void => {
      this.write(text);
    };
    this.#tellForgotten(await writeOutput(host, this.#run, write, signal));
    const run = await registry.ended(this.#run, signal);
    clearInterval(countdown);
    if (run) {
      const { state } = run.record;
      const fine = state.kind === 'ended' && state.outcome === 'succeeded';
      this.say(`\r\n${outcomeLine(run)}`, fine && run.outstanding.length === 0 ? 'green' : 'red');
      this.#rename.fire(`${this.#name} (${fine ? vscode.l10n.t('done') : vscode.l10n.t('ended')})`);
    }
  }

  /** While the run is stopping, its name tells when it is killed. */
  #count(): void {
    const run = this.#deps.registry.find(this.#run);
    if (run?.alive && run.record.state.kind === 'stopping') {
      this.#rename.fire(`${this.#name} (${stoppingWords(run.record.state, Date.now())})`);
    }
  }

  async stop(): Promise<void> {
    const run = this.#deps.registry.find(this.#run);
    if (run?.alive !== true) {
      return;
    }
    const again = run.record.state.kind === 'stopping';
    this.say(
      again
        ? vscode.l10n.t('Killing Nextflow.')
        : vscode.l10n.t(
            'Stopping Nextflow. It will be killed after {0}. Press Ctrl+C again to kill it now.',
            span(run.record.stopTimeout),
          ),
      'quiet',
    );
    const stopped = await this.#deps.registry.stop(this.#run);
    if (!stopped.ok) {
      this.say(vscode.l10n.t('The run cannot be reached. It may have just ended.'), 'red');
    }
  }

  /** A terminal keeps only so many lines; whoever scrolls up should know where the others are. */
  #tellForgotten(lines: number): void {
    const kept = vscode.workspace.getConfiguration('terminal.integrated').get('scrollback', 1000);
    if (lines > kept) {
      this.say(
        `\r\n${vscode.l10n.t('A terminal keeps {0} lines, and this output has {1}. To see all of it, use “Open Whole Output” in the Runs view.', kept, lines)}`,
        'quiet',
      );
    }
  }
}
