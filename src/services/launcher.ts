import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { CloudSettings } from '../core/runs/chooseTarget.ts';
import { argumentProblems } from '../core/runs/commandLine.ts';
import { Launch, type LaunchDeps, type LaunchRequest } from './launch.ts';
import type { Tools } from './ports.ts';

export interface LauncherDeps extends LaunchDeps {
  readonly tools: Tools;
  readonly isTrusted: () => boolean;
  readonly fileExists: (path: string) => Promise<boolean>;
  /** Settings for a workspace folder's URI. `nextflowPath` is null for the PATH's. */
  readonly settings: (folder: string) => {
    readonly nextflowPath: string | null;
    /** Milliseconds. */
    readonly stopTimeout: number;
    readonly clouds: CloudSettings;
  };
}

/** Begins launches: finds the programs, and refuses what cannot become a run. */
export class Launcher {
  readonly #deps: LauncherDeps;
  readonly #scripts = new Set<string>();

  constructor(deps: LauncherDeps) {
    this.#deps = deps;
  }

  /** Holds the script until the launch is disposed: a second launch of it meanwhile is refused. */
  async begin(request: LaunchRequest): Promise<Result<Launch, Failure>> {
    const { script } = request.options;
    if (!this.#deps.isTrusted()) {
      return err({ kind: 'workspace-untrusted' });
    }
    if (this.#scripts.has(script)) {
      return err({ kind: 'launch-in-progress', script });
    }
    this.#scripts.add(script);
    const release = (): void => {
      this.#scripts.delete(script);
    };
    try {
      const launch = await this.#launch(request, release);
      if (!launch.ok) {
        release();
      }
      return launch;
    } catch (error) {
      release();
      throw error;
    }
  }

  async #launch(request: LaunchRequest, release: () => void): Promise<Result<Launch, Failure>> {
    const { script } = request.options;
    if (await this.#startsElsewhere(script)) {
      return err({ kind: 'launch-in-progress', script });
    }
    const [problem] = argumentProblems(request.options);
    if (problem) {
      return err({ kind: 'argument-refused', ...problem });
    }
    if (!(await this.#deps.fileExists(script))) {
      return err({ kind: 'script-not-found', path: script });
    }
    const { nextflowPath, stopTimeout, clouds } = this.#deps.settings(request.folder.uri);
    const nextflow = await this.#deps.tools.nextflow(nextflowPath);
    if (!nextflow.ok) {
      return nextflow;
    }
    const java = await this.#deps.tools.java();
    if (!java.ok) {
      return java;
    }
    const ground = { nextflow: nextflow.value, environment: java.value, stopTimeout, clouds };
    return ok(new Launch(this.#deps, request, ground, release));
  }

  /** Another window may have started the same script a moment ago. */
  async #startsElsewhere(script: string): Promise<boolean> {
    const runs = await this.#deps.host.list();
    return runs.some(
      ({ record, alive }) => alive && record.script === script && record.state.kind === 'preparing',
    );
  }
}
