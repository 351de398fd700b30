import * as vscode from 'vscode';
import { Needles } from '../../../../core/leaks/needles.ts';
import { Redactor } from '../../../../core/leaks/redactor.ts';
import { isOver, type RemoteLog, type RemoteRun } from '../../../../core/seqera/remoteRun.ts';
import { Colouring, type Style } from '../../../../core/views/colouring.ts';
import { remoteRunLine } from '../../../../core/views/seqera/remoteRunTree.ts';
import { failureMessage } from '../../../../core/words/failureMessage.ts';
import type { CatalogService } from '../../../../services/catalog/catalogService.ts';
import type { Log } from '../../../../services/ports/log.ts';
import type {
  SeqeraPlace,
  SeqeraSession,
} from '../../../../services/ports/stores/seqeraSessions.ts';
import { logPages, logStart } from '../../../../services/seqera/logPages.ts';
import type { RemoteRuns } from '../../../../services/seqera/remoteRuns.ts';
import { pause } from '../../../pause.ts';
import { OutputTerminal } from '../../../runs/output/outputTerminal.ts';

/** Milliseconds between two looks at the output of a run that lives, and at most where they fail. */
const lookPause = 2000;
const longestPause = 60_000;

export interface RemoteTerminalDeps {
  readonly remote: RemoteRuns;
  readonly catalog: CatalogService;
  readonly log: Log;
}

/** Shows what a run on the Platform prints, page by page, until it is over. Closing it stops nothing. */
export class RemoteTerminal extends OutputTerminal {
  readonly #deps: RemoteTerminalDeps;
  readonly #place: SeqeraPlace;
  readonly #run: string;
  #last = '';

  constructor(deps: RemoteTerminalDeps, place: SeqeraPlace, run: string) {
    super(run, deps.log);
    this.#deps = deps;
    this.#place = place;
    this.#run = run;
  }

  async show(signal: AbortSignal): Promise<void> {
    this.say(
      vscode.l10n.t('Ctrl+C cancels the run on Seqera Platform. Closing this terminal does not.'),
      'quiet',
    );
    let output: Output | null = null;
    let failures = 0;
    while (!signal.aborted) {
      const session = await this.#deps.remote.session(this.#place, signal);
      const run = session.ok ? await session.value.run(this.#run, signal) : session;
      if (session.ok && run.ok) {
        output ??= new Output(await this.#needles(session.value, signal));
        const over = isOver(run.value);
        if (!over) {
          this.#status(lineOf(run.value));
        }
        const more = await this.#page(session.value, output, signal);
        failures = 0;
        if (over) {
          this.write(output.flush());
          if (more) {
            this.say(vscode.l10n.t('The Platform has more output than is shown here.'), 'yellow');
          }
          this.#end(run.value);
          return;
        }
      } else if (!run.ok) {
        this.#status(failureMessage(run.error));
        if (run.error.kind === 'seqera-missing') {
          return;
        }
        failures += 1;
      }
      await pause(Math.min(lookPause * 2 ** failures, longestPause), signal);
    }
  }

  /** All pages that there are now; whether there is more than is read at once. */
  async #page(session: SeqeraSession, output: Output, signal: AbortSignal): Promise<boolean> {
    const take = ({ lines, truncated }: RemoteLog): void => {
      if (truncated && !output.begun) {
        this.say(vscode.l10n.t('The Platform no longer has the beginning of the output.'), 'quiet');
      }
      this.write(output.push(lines));
    };
    const read = await logPages(session, this.#run, output.position, take, signal);
    if (!read.ok) {
      this.#status(failureMessage(read.error));
      return false;
    }
    output.position = read.value.position;
    return read.value.more;
  }

  /** A status is told when it has changed. */
  #status(text: string): void {
    if (text !== this.#last) {
      this.#last = text;
      this.say(text, 'quiet');
    }
  }

  /** What is left to tell, and last, once, how it ended. */
  #end(run: RemoteRun): void {
    const fine = run.status === 'SUCCEEDED';
    for (const text of [...(run.error === null ? [] : [run.error]), ...run.messages]) {
      this.say(text.replaceAll('\n', '\r\n'), fine ? 'yellow' : 'red');
    }
    this.say(`\r\n${lineOf(run)}`, endStyles[run.status] ?? 'red');
  }

  async stop(signal: AbortSignal): Promise<void> {
    const session = await this.#deps.remote.session(this.#place, signal);
    const cancelled = session.ok ? await session.value.cancel(this.#run, signal) : session;
    this.say(
      cancelled.ok
        ? vscode.l10n.t('The Platform was asked to cancel the run.')
        : failureMessage(cancelled.error),
      cancelled.ok ? 'quiet' : 'red',
    );
  }

  /** The values of the run's secrets that this machine has, too. The Platform gives none back. */
  async #needles(session: SeqeraSession, signal: AbortSignal): Promise<Needles> {
    const launch = await session.launchOfRun(this.#run, signal);
    const names = launch.ok ? [...launch.value.userSecrets, ...launch.value.workspaceSecrets] : [];
    const { catalog } = this.#deps;
    const known: { name: string; value: string }[] = [];
    for (const { scope, store: facts, state } of catalog.current.scopes) {
      const records = state.kind === 'loaded' ? state.records : [];
      const here = facts.kind === 'editor' || facts.kind === 'nextflow';
      for (const { name } of here ? records.filter(record => names.includes(record.name)) : []) {
        const value = await catalog.store(scope)?.read(name, signal);
        if (value?.ok) {
          known.push({ name, value: value.value.reveal() });
        }
      }
    }
    return new Needles(known);
  }
}

/** Of a run that somebody cancelled nothing went wrong. */
const endStyles: Readonly<Partial<Record<RemoteRun['status'], Style>>> = {
  SUCCEEDED: 'green',
  CANCELLED: 'yellow',
};

/** How a run stands, without times, which do not stay true in a terminal. */
function lineOf(run: RemoteRun): string {
  return remoteRunLine({ ...run, submittedAt: null, endedAt: null }, 'mine', 0);
}

/** Lines on their way to a terminal: without known values, without control sequences, in colours. */
class Output {
  position = logStart;
  begun = false;
  readonly #redactor: Redactor;
  readonly #colouring = new Colouring();

  constructor(needles: Needles) {
    this.#redactor = new Redactor(needles);
  }

  push(lines: readonly string[]): string {
    this.begun = true;
    const text = lines.map(line => `${harmless(line)}\n`).join('');
    return this.#colouring.push(this.#redactor.push(text));
  }

  flush(): string {
    return this.#colouring.push(this.#redactor.flush()) + this.#colouring.flush();
  }
}

/** What a line of somebody else's making does to a terminal beside showing text is left out. */
function harmless(line: string): string {
  return line.replace(/\p{Cc}\[[0-9;?]*[ -/]*[@-~]|(?![\t\n])\p{Cc}/gu, '');
}
