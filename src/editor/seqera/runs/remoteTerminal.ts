import * as vscode from 'vscode';
import { Needles } from '../../../core/leaks/needles.ts';
import { Redactor } from '../../../core/leaks/redactor.ts';
import { isLive, type RemoteRun } from '../../../core/seqera/remoteRun.ts';
import { Colouring } from '../../../core/views/colouring.ts';
import { remoteRunLine } from '../../../core/views/seqera/remoteRunTree.ts';
import { failureMessage } from '../../../core/words/failureMessage.ts';
import type { CatalogService } from '../../../services/catalog/catalogService.ts';
import type { Log } from '../../../services/ports/log.ts';
import type { SeqeraPlace, SeqeraSession } from '../../../services/ports/stores/seqeraSessions.ts';
import type { RemoteRuns } from '../../../services/seqera/remoteRuns.ts';
import { pause } from '../../pause.ts';
import { OutputTerminal } from '../../runs/output/outputTerminal.ts';

/** Milliseconds between two looks at the output of a run that lives. */
const lookPause = 2000;

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
    while (!signal.aborted) {
      const session = await this.#deps.remote.session(this.#place, signal);
      const run = session.ok ? await session.value.run(this.#run, signal) : session;
      if (session.ok && run.ok) {
        output ??= new Output(await this.#needles(session.value, signal));
        this.#tell(run.value);
        await this.#page(session.value, output, signal);
        if (!isLive(run.value)) {
          this.write(output.flush());
          this.#end(run.value);
          return;
        }
      } else if (!run.ok) {
        this.#status(failureMessage(run.error));
      }
      await pause(lookPause, signal);
    }
  }

  /** All pages that there are now. */
  async #page(session: SeqeraSession, output: Output, signal: AbortSignal): Promise<void> {
    for (;;) {
      const page = await session.log(this.#run, output.next, signal);
      if (!page.ok || page.value.lines.length === 0) {
        return;
      }
      this.write(output.push(page.value.lines));
      if (page.value.next === null || page.value.next === output.next) {
        return;
      }
      output.next = page.value.next;
    }
  }

  #tell(run: RemoteRun): void {
    this.#status(remoteRunLine({ ...run, submittedAt: null, endedAt: null }, 'mine', 0));
  }

  /** A status is told when it has changed. */
  #status(text: string): void {
    if (text !== this.#last) {
      this.#last = text;
      this.say(text, 'quiet');
    }
  }

  #end(run: RemoteRun): void {
    const fine = run.status === 'SUCCEEDED';
    for (const text of [...(run.error === null ? [] : [run.error]), ...run.messages]) {
      this.say(text.replaceAll('\n', '\r\n'), fine ? 'yellow' : 'red');
    }
    this.say(`\r\n${this.#last}`, fine ? 'green' : 'red');
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

/** Lines on their way to a terminal: without known values, without control sequences, in colours. */
class Output {
  next: string | null = null;
  readonly #redactor: Redactor;
  readonly #colouring = new Colouring();

  constructor(needles: Needles) {
    this.#redactor = new Redactor(needles);
  }

  push(lines: readonly string[]): string {
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
