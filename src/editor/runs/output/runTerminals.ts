import * as vscode from 'vscode';
import { escapeIcons } from '../../../core/iconLabel.ts';
import { type OpenTerminals, parseOpenTerminals } from '../../../core/runs/record/openTerminals.ts';
import { parseRunId } from '../../../core/runs/record/runId.ts';
import { runLabel } from '../../../core/views/runs/runLabel.ts';
import { until } from '../../../services/async/until.ts';
import type { WindowMemory } from '../../../services/ports/runs/windowMemory.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import { RunTerminal, type RunTerminalDeps } from './runTerminal.ts';

interface RunTerminalsDeps extends RunTerminalDeps {
  /** Null in a window without a workspace, which VS Code gives nothing to keep things in. */
  readonly windowMemory: WindowMemory | null;
}

/**
 * One terminal a run, at most. It shows a run and owns none: closing it stops nothing. Those that
 * are open when the window is reloaded or closed are there again afterwards, as shells are.
 */
export class RunTerminals {
  readonly #deps: RunTerminalsDeps;
  readonly #open = new Map<string, vscode.Terminal>();
  readonly #owned: readonly vscode.Disposable[];
  readonly #abort = new AbortController();
  /** Runs of tasks, whose terminals VS Code does not bring back: ours take their place. */
  readonly #tasks = new Set<string>();
  /** The run whose terminal is, or was last, in front. */
  #active: string | null = null;

  constructor(deps: RunTerminalsDeps) {
    this.#deps = deps;
    this.#owned = [
      vscode.window.onDidCloseTerminal(closed => {
        this.#closed(closed);
      }),
      vscode.window.onDidChangeActiveTerminal(active => {
        // None is in front also while a window goes.
        if (active) {
          this.#active = this.#runOf(active);
          this.#remember();
        }
      }),
    ];
  }

  /** Shows a run's output from its first line on, whether it lives or not. */
  show(run: string, { focus }: { readonly focus: boolean }): void {
    const terminal = this.#terminal(run);
    if (terminal) {
      this.#active = run;
      this.#remember();
      terminal.show(!focus);
    }
  }

  /** Opens what was open before the window was reloaded; takes no focus and opens no panel. */
  async restore(): Promise<void> {
    const { windowMemory } = this.#deps;
    const persistent = vscode.workspace
      .getConfiguration('terminal.integrated')
      .get<boolean>('enablePersistentSessions', true);
    if (!windowMemory || !persistent) {
      return;
    }
    for await (const kept of windowMemory.inherited(this.#abort.signal)) {
      await this.#reopen(parseOpenTerminals(kept));
      this.#remember();
    }
  }

  /** Remembers that a task shows a run, until that is disposed of. */
  shownByTask(run: string): vscode.Disposable {
    this.#tasks.add(run);
    this.#active = run; // Its terminal has just come to the front; nothing else tells whose that is.
    this.#remember();
    return new vscode.Disposable(() => {
      this.#tasks.delete(run);
      this.#remember();
    });
  }

  dispose(): void {
    this.#abort.abort();
    for (const owned of this.#owned) {
      owned.dispose();
    }
    for (const terminal of this.#open.values()) {
      terminal.dispose();
    }
    this.#open.clear();
  }

  /** Opens terminals again, in their order; a run that was removed from the history has none. */
  async #reopen(terminals: OpenTerminals): Promise<void> {
    const { host, registry } = this.#deps;
    const there = new Set((await host.list()).map(({ record }) => record.run));
    await registry.refresh();
    for (const { run, active } of terminals.filter(it => there.has(it.run))) {
      // Another refresh may have taken over from ours, and is not over yet.
      await until(() => registry.find(run) !== null, registry.onDidChange, this.#abort.signal);
      if (!this.#open.has(run)) {
        this.#terminal(run, active);
      }
    }
  }

  /** The terminal of a run, made where there is none. `wasActive`: it comes to the front of an open panel. */
  #terminal(run: string, wasActive = false): vscode.Terminal | null {
    const id = parseRunId(run);
    const existing = this.#open.get(run);
    if (existing || !id) {
      return existing ?? null;
    }
    const record = this.#deps.registry.find(run)?.record;
    const name = escapeIcons(record ? runLabel(record, openPlaces()) : run);
    let waits = wasActive;
    const opening = Date.now();
    const made = vscode.window.createTerminal({
      name,
      pty: new RunTerminal(this.#deps, id, name, dimensions => {
        if (waits && isShown(dimensions)) {
          waits = false;
          if (Date.now() - opening < windowOpens) {
            made.show(true);
          }
        }
      }),
      iconPath: new vscode.ThemeIcon('key'),
      isTransient: true,
    });
    this.#open.set(run, made);
    return made;
  }

  #closed(closed: vscode.Terminal): void {
    const run = this.#runOf(closed);
    if (run === null || isLeaving(closed)) {
      return;
    }
    this.#open.delete(run);
    this.#remember();
  }

  #runOf(terminal: vscode.Terminal): string | null {
    return [...this.#open].find(([, its]) => its === terminal)?.[0] ?? null;
  }

  #remember(): void {
    const { windowMemory, log } = this.#deps;
    const kept: OpenTerminals = [...this.#open.keys(), ...this.#tasks].map(run => ({
      run,
      active: run === this.#active,
    }));
    windowMemory?.keep(kept).catch((error: unknown) => {
      log.error('which terminals are open cannot be kept for after a reload', error);
    });
  }
}

/**
 * So long, in milliseconds, a window may take to show its panel again after our terminals are
 * there; VS Code puts a new shell in front of them then. Later it is the user who opens one.
 */
const windowOpens = 60_000;

/** Whether a terminal was closed because its window goes, so that it is to be there again. */
export function isLeaving({ exitStatus }: vscode.Terminal): boolean {
  return exitStatus?.reason === vscode.TerminalExitReason.Shutdown;
}

/**
 * Whether the panel of terminals is open, by what VS Code says of a new one's size: it takes 80
 * columns and 30 rows where it could measure none (1.139).
 */
function isShown(dimensions: vscode.TerminalDimensions | undefined): boolean {
  return dimensions !== undefined && !(dimensions.columns === 80 && dimensions.rows === 30);
}
