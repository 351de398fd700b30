import * as vscode from 'vscode';
import { problemsIn } from '../../../core/runs/output/problemsIn.ts';
import { parseRunId } from '../../../core/runs/record/runId.ts';
import type { Subscription } from '../../../services/async/event.ts';
import type { Log } from '../../../services/ports/log.ts';
import type { RunHost, StoredRun } from '../../../services/ports/runs/runHost.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';

/** Nextflow tells of faults as it begins and as it ends; so much of both is read, in characters. */
const enough = 1024 * 1024;

export interface RunProblemsDeps {
  readonly host: RunHost;
  readonly registry: RunRegistry;
  readonly log: Log;
}

/**
 * Puts what Nextflow found wrong on its lines in the Problems view, until the script is run again
 * or the file is changed. Of runs that tasks started their problem matcher does that.
 */
export class RunProblems {
  readonly #deps: RunProblemsDeps;
  readonly #collection = vscode.languages.createDiagnosticCollection('nextflow-secrets-runs');
  readonly #owned: readonly Subscription[];
  /** Files with problems of a script's last run. */
  readonly #files = new Map<string, readonly vscode.Uri[]>();
  readonly #tasks = new Set<string>();

  constructor(deps: RunProblemsDeps) {
    this.#deps = deps;
    this.#owned = [
      this.#collection,
      deps.registry.onDidEnd(run => {
        void this.#show(run); // What cannot be read is logged.
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) {
          this.#collection.delete(document.uri);
        }
      }),
    ];
  }

  /** A run that a task started. */
  leaveToTask(run: string): void {
    this.#tasks.add(run);
  }

  dispose(): void {
    this.#owned.forEach(owned => {
      owned.dispose();
    });
  }

  async #show({ record }: StoredRun): Promise<void> {
    const { run, work, state, launchFolder } = record;
    const id = parseRunId(run);
    const here = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(record.folder));
    if (!here || !id || work.kind !== 'pipeline' || this.#tasks.has(run)) {
      return;
    }
    const { script } = work;
    this.#files.get(script)?.forEach(uri => {
      this.#collection.delete(uri);
    });
    this.#files.delete(script);
    if (state.kind !== 'ended' || state.outcome !== 'failed') {
      return;
    }
    try {
      const output = await this.#deps.host.readConsole(id, 0);
      this.#put(script, launchFolder, ends(output));
    } catch (error) {
      this.#deps.log.error(`the output of run ${run} cannot be read`, error);
    }
  }

  #put(script: string, launchFolder: string, output: string): void {
    const found = new Map<string, vscode.Diagnostic[]>();
    for (const { file, line, column, message } of problemsIn(output, script)) {
      const path = file.startsWith('/')
        ? vscode.Uri.file(file)
        : vscode.Uri.joinPath(vscode.Uri.file(launchFolder), file);
      const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
      const problem = new vscode.Diagnostic(new vscode.Range(at, at), message);
      problem.source = 'nextflow';
      found.set(path.toString(), [...(found.get(path.toString()) ?? []), problem]);
    }
    const uris = [...found].map(([text, problems]) => {
      const uri = vscode.Uri.parse(text);
      this.#collection.set(uri, problems);
      return uri;
    });
    this.#files.set(script, uris);
  }
}

/** A text without the middle of a very long one. */
function ends(text: string): string {
  return text.length <= 2 * enough ? text : `${text.slice(0, enough)}\n${text.slice(-enough)}`;
}
