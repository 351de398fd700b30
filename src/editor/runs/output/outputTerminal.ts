import * as vscode from 'vscode';
import { type Style, styled } from '../../../core/views/colouring.ts';
import type { Log } from '../../../services/ports/log.ts';
import { interrupt } from './interrupt.ts';

/** A terminal without a process of its own, which shows the output of a run until it is closed. */
export abstract class OutputTerminal implements vscode.Pseudoterminal {
  readonly #run: string;
  readonly #log: Log;
  readonly #write = new vscode.EventEmitter<string>();
  readonly #abort = new AbortController();
  readonly onDidWrite = this.#write.event;

  constructor(run: string, log: Log) {
    this.#run = run;
    this.#log = log;
  }

  open(_dimensions?: vscode.TerminalDimensions): void {
    this.show(this.#abort.signal).catch((error: unknown) => {
      if (!this.#abort.signal.aborted) {
        this.#log.error(`the output of run ${this.#run} cannot be shown`, error);
        this.say(vscode.l10n.t('The output cannot be read. See the log for details.'), 'red');
      }
    });
  }

  close(): void {
    this.#abort.abort();
  }

  handleInput(data: string): void {
    if (data.includes(interrupt)) {
      void this.stop(this.#abort.signal); // Its failure is told in the terminal.
    }
  }

  /** Writes all output that there is and comes; the signal is aborted when the terminal is closed. */
  abstract show(signal: AbortSignal): Promise<void>;

  /** Ends the run, because Ctrl+C was pressed. */
  abstract stop(signal: AbortSignal): Promise<void>;

  /** Writes output as it is. */
  write(text: string): void {
    this.#write.fire(text);
  }

  /** Writes a line of our own. */
  say(text: string, style: Style): void {
    this.write(`${styled(text, style)}\r\n`);
  }
}
