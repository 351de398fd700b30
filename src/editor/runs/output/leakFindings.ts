import * as vscode from 'vscode';
import type { Leak, LeakRange } from '../../../core/leaks/leak.ts';
import { leakMessage } from '../../../core/leaks/leakWords.ts';
import type { Subscription } from '../../../services/async/event.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';
import { commandOf } from '../../commandArguments.ts';
import { commands, contextKeys } from '../../ids.ts';
import { setContext } from '../../ui/setContext.ts';

/** Waits this long after a change of files, in milliseconds: they come in bursts. */
const pause = 300;
/**
 * How often the files are looked at while some have leaks, in milliseconds: VS Code's watch of a
 * tree may miss what becomes of a file in a folder that has just been made.
 */
const rounds = 5000;
const code = 'leaked-secret';

/**
 * Shows in the Problems view where runs of the window's folders have left values, for as long as
 * the file is there as the run left it and the run is in the history.
 */
export class LeakFindings implements vscode.CodeActionProvider {
  readonly #registry: RunRegistry;
  readonly #collection = vscode.languages.createDiagnosticCollection('nextflow-secrets-leaks');
  readonly #owned: readonly Subscription[];
  #files: ReadonlySet<string> = new Set();
  /** The leaks that are shown, as text to compare. */
  #shown = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = Symbol();

  constructor(registry: RunRegistry) {
    this.#registry = registry;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', true);
    const touched = ({ fsPath }: vscode.Uri): void => {
      if ([...this.#files].some(file => file === fsPath || file.startsWith(`${fsPath}/`))) {
        this.#soon();
      }
    };
    this.#owned = [
      this.#collection,
      watcher,
      watcher.onDidChange(touched),
      watcher.onDidDelete(touched),
      registry.onDidChange(() => {
        this.#soon();
      }),
      vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const leaks = diagnostics.filter(isLeak);
    if (leaks.length === 0) {
      return [];
    }
    const title = vscode.l10n.t('Delete the file…');
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = commandOf(commands.deleteLeak, title, document.uri);
    action.diagnostics = leaks;
    return [action];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#attempt = Symbol();
    this.#owned.forEach(owned => {
      owned.dispose();
    });
  }

  #soon(after = pause): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#show(); // It reads files only, and one that is not there is no failure.
    }, after);
  }

  async #show(): Promise<void> {
    const attempt = (this.#attempt = Symbol());
    const shown = new Map<string, FoundLeak[]>();
    for (const [file, leaks, until] of this.#leaks()) {
      if (await isAsLeft(file, until)) {
        shown.set(file, [...(shown.get(file) ?? []), ...leaks]);
      }
    }
    if (attempt !== this.#attempt) {
      return;
    }
    if (shown.size > 0) {
      this.#soon(rounds);
    }
    const before = this.#shown;
    this.#shown = JSON.stringify([...shown]);
    if (this.#shown === before) {
      return;
    }
    this.#files = new Set(shown.keys());
    setContext({ [contextKeys.hasLeaks]: shown.size > 0 });
    this.#collection.clear();
    for (const [file, leaks] of shown) {
      this.#collection.set(vscode.Uri.file(file), leaks.map(diagnostic));
    }
  }

  /** The files with leaks, and when each was looked at. What we redacted is no problem of a file. */
  *#leaks(): Generator<readonly [file: string, leaks: FoundLeak[], until: number]> {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    for (const { record } of this.#registry.runs) {
      const { state, leaks: report, folder } = record;
      if (state.kind !== 'ended' || !report || !folders.includes(folder)) {
        continue;
      }
      const madeUp = record.canaries === true;
      const leaks = report.leaks
        .filter(({ form }) => form !== 'redacted')
        .map(leak => ({ ...leak, madeUp }));
      for (const file of new Set(leaks.map(leak => leak.file))) {
        yield [file, leaks.filter(leak => leak.file === file), report.at];
      }
    }
  }
}

/** A leak of a run, which may have had made-up values in place of all secrets. */
interface FoundLeak extends Leak {
  readonly madeUp: boolean;
}

export function isLeak(diagnostic: vscode.Diagnostic): boolean {
  return diagnostic.code === code;
}

/** The editor’s range of a leak, which counts from 1; the beginning of the file for none. */
export function leakRange(range: LeakRange | null): vscode.Range {
  return range
    ? new vscode.Range(range.line - 1, range.column - 1, range.endLine - 1, range.endColumn - 1)
    : new vscode.Range(0, 0, 0, 0);
}

async function isAsLeft(file: string, until: number): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(vscode.Uri.file(file))).mtime <= until;
  } catch {
    return false;
  }
}

function diagnostic(leak: FoundLeak): vscode.Diagnostic {
  const made = new vscode.Diagnostic(
    leakRange(leak.spot),
    leakMessage(leak, leak.madeUp),
    vscode.DiagnosticSeverity.Warning,
  );
  made.code = code;
  made.source = 'Nextflow Secrets';
  return made;
}
