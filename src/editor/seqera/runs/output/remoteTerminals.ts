import * as vscode from 'vscode';
import { escapeIcons } from '../../../../core/iconLabel.ts';
import type { SeqeraPlace } from '../../../../services/ports/stores/seqeraSessions.ts';
import { fieldsOf, type RunOnSeqera } from '../../../commandArguments.ts';
import { isLeaving } from '../../../runs/output/runTerminals.ts';
import { RemoteTerminal, type RemoteTerminalDeps } from './remoteTerminal.ts';

const key = 'seqera-terminals';

/** One terminal a run on the Platform, at most; those that are open are there after a reload. */
export class RemoteTerminals {
  readonly #deps: RemoteTerminalDeps;
  readonly #state: vscode.Memento;
  readonly #open = new Map<
    string,
    { readonly kept: RunOnSeqera; readonly terminal: vscode.Terminal }
  >();
  readonly #closed: vscode.Disposable;

  constructor(deps: RemoteTerminalDeps, state: vscode.Memento) {
    this.#deps = deps;
    this.#state = state;
    this.#closed = vscode.window.onDidCloseTerminal(closed => {
      const run = [...this.#open].find(([, { terminal }]) => terminal === closed)?.[0];
      if (run !== undefined && !isLeaving(closed)) {
        this.#open.delete(run);
        this.#remember();
      }
    });
  }

  show(place: SeqeraPlace, run: string, name: string): void {
    this.#terminal({ place, run, name }).show(true);
    this.#remember();
  }

  /** Opens what was open before the window was reloaded. */
  restore(): void {
    for (const one of this.#state.get<readonly unknown[]>(key, [])) {
      const kept = readKept(one);
      if (kept) {
        this.#terminal(kept);
      }
    }
  }

  dispose(): void {
    this.#closed.dispose();
    for (const { terminal } of this.#open.values()) {
      terminal.dispose();
    }
  }

  #terminal(kept: RunOnSeqera): vscode.Terminal {
    const existing = this.#open.get(kept.run);
    if (existing) {
      return existing.terminal;
    }
    const terminal = vscode.window.createTerminal({
      name: escapeIcons(kept.name),
      pty: new RemoteTerminal(this.#deps, kept.place, kept.run),
      iconPath: new vscode.ThemeIcon('cloud'),
      isTransient: true,
    });
    this.#open.set(kept.run, { kept, terminal });
    return terminal;
  }

  #remember(): void {
    const all = [...this.#open.values()].map(({ kept }) => kept);
    void this.#state.update(key, all);
  }
}

/** A run as a button passes it, or the window’s state has kept it; null for anything else. */
export function readKept(stored: unknown): RunOnSeqera | null {
  const { place, run, name } = fieldsOf(stored);
  const { endpoint, user = null, workspace = null } = fieldsOf(place);
  const isText = (value: unknown): value is string => typeof value === 'string';
  const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
  return isText(run) &&
    isText(name) &&
    isText(endpoint) &&
    isTextOrNull(user) &&
    isTextOrNull(workspace)
    ? { run, name, place: { endpoint, user, workspace } }
    : null;
}
