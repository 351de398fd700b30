import type { Failure } from '../../core/failure.ts';
import { filePath } from '../../core/nextflow/fileUri.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { findBackend } from '../../core/runs/backends/backendFinding.ts';
import { chooseTarget, type CloudSettings } from '../../core/runs/backends/chooseTarget.ts';
import { localTarget } from '../../core/runs/backends/runTarget.ts';
import { plannedDeliveries } from '../../core/runs/delivery/plannedDelivery.ts';
import { argumentProblems, configCommand } from '../../core/runs/launch/commandLine.ts';
import type { ArrivalContext } from '../../core/runs/plan/arrival.ts';
import { launchedPath } from '../../core/runs/record/recordedWork.ts';
import { workPath } from '../../core/runs/record/runWork.ts';
import type { ConfigAsking, Tools } from '../ports/runs/tools.ts';
import { Launch, type LaunchDeps } from './launch.ts';
import {
  isPipelineRequest,
  type LaunchContext,
  type LaunchRequest,
  type PipelineRequest,
} from './launchRequest.ts';

export interface LauncherDeps extends LaunchDeps {
  readonly tools: Tools;
  readonly isTrusted: () => boolean;
  readonly fileExists: (path: string) => Promise<boolean>;
  /** Settings for a workspace folder's URI. A path is null for the PATH's. */
  readonly settings: (folder: string) => {
    readonly nextflowPath: string | null;
    readonly nfTestPath: string | null;
    /** Milliseconds. */
    readonly stopTimeout: number;
    readonly clouds: CloudSettings;
  };
}

/** Begins launches: finds the programs, and refuses what cannot become a run. */
export class Launcher {
  readonly #deps: LauncherDeps;
  readonly #launched = new Set<string>();

  constructor(deps: LauncherDeps) {
    this.#deps = deps;
  }

  /** Holds what is launched until the launch is disposed: a second launch of it meanwhile is refused. */
  async begin(request: LaunchRequest): Promise<Result<Launch, Failure>> {
    const path = launchedPath(request.work, request.folder.path);
    if (!this.#deps.isTrusted()) {
      return err({ kind: 'workspace-untrusted' });
    }
    if (this.#launched.has(path)) {
      return err({ kind: 'launch-in-progress', path });
    }
    this.#launched.add(path);
    const release = (): void => {
      this.#launched.delete(path);
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

  /** What decides how values arrive in a run, found out without beginning one. */
  async arrivalContext(request: PipelineRequest, signal: AbortSignal): Promise<ArrivalContext> {
    const { work, folder } = request;
    const { nextflowPath, clouds } = this.#deps.settings(folder.uri);
    const pipeline = await this.#deps.readPipeline(request, signal, null);
    const { uses, complete, processes, settings } = pipeline;
    const target = chooseTarget(work.options, findBackend(settings), settings, clouds);
    const reached = target.ok ? target.value : localTarget;
    const nextflow = this.#deps.isTrusted() ? await this.#deps.tools.nextflow(nextflowPath) : null;
    return {
      uses,
      complete,
      backend: {
        target: reached,
        deliveries: plannedDeliveries(reached, processes, settings, uses),
      },
      exact: this.#deps.exactNames(),
      ...(nextflow?.ok && { version: await this.#deps.tools.nextflowVersion(nextflow.value) }),
    };
  }

  async #launch(request: LaunchRequest, release: () => void): Promise<Result<Launch, Failure>> {
    const refused = await this.#refusal(request);
    if (refused) {
      return err(refused);
    }
    const context = await this.#context(request);
    return context.ok ? ok(new Launch(this.#deps, request, context.value, release)) : context;
  }

  /** A folder may have several terminals. */
  async #refusal({ folder, work }: LaunchRequest): Promise<Failure | null> {
    if (work.kind === 'terminal') {
      return null;
    }
    const path = launchedPath(work, folder.path);
    if (await this.#startsElsewhere(path)) {
      return { kind: 'launch-in-progress', path };
    }
    const [problem] = work.kind === 'pipeline' ? argumentProblems(work.options) : [];
    if (problem) {
      return { kind: 'argument-refused', ...problem };
    }
    return (await this.#deps.fileExists(path)) ? null : { kind: 'script-not-found', path };
  }

  async #context(request: LaunchRequest): Promise<Result<LaunchContext, Failure>> {
    const { tools } = this.#deps;
    const { folder, work } = request;
    const { nextflowPath, nfTestPath, stopTimeout, clouds } = this.#deps.settings(folder.uri);
    const localNames = tools.localNames();
    const nextflow = await tools.nextflow(nextflowPath);
    const version = (): Promise<string | null> =>
      nextflow.ok ? tools.nextflowVersion(nextflow.value) : Promise.resolve(null);
    if (work.kind === 'terminal') {
      // A shell is of use without Nextflow too: other programs read the store file.
      const environment = nextflow.ok ? await tools.pathTo(nextflow.value) : {};
      const program = work.shell;
      return ok({ program, environment, stopTimeout, clouds, version, localNames, asking: null });
    }
    if (!nextflow.ok) {
      return nextflow;
    }
    const java = await tools.java(nextflow.value);
    if (!java.ok) {
      return java;
    }
    if (isPipelineRequest(request)) {
      const [program, environment] = [nextflow.value, java.value];
      const asking = this.#asking(program, environment, request);
      return ok({ program, environment, stopTimeout, clouds, version, localNames, asking });
    }
    const nfTest = await tools.nfTest(nfTestPath);
    if (!nfTest.ok) {
      return nfTest;
    }
    const environment = { ...java.value, ...(await tools.pathTo(nextflow.value)) };
    const program = nfTest.value;
    return ok({ program, environment, stopTimeout, clouds, version, localNames, asking: null });
  }

  /** Nextflow is asked in the folder and with the options and environment of the launch. */
  #asking(
    nextflow: string,
    environment: Readonly<Record<string, string>>,
    { folder, work: { options } }: PipelineRequest,
  ): ConfigAsking {
    const question = { argv: configCommand(nextflow, options), folder: folder.path, environment };
    return {
      key: JSON.stringify(question),
      ask: (secrets, signal, fixed) => {
        const given = fixed && {
          argv: configCommand(nextflow, options, fixed.roots.map(filePath)),
          texts: new Map([...fixed.texts].map(([uri, text]) => [filePath(uri), text])),
        };
        return this.#deps.tools.printedConfig({ ...question, ...given, secrets }, signal);
      },
    };
  }

  /** Another window may have started the same a moment ago. */
  async #startsElsewhere(path: string): Promise<boolean> {
    const runs = await this.#deps.host.list();
    return runs.some(
      ({ record, alive }) =>
        alive && workPath(record.work, record.folder) === path && record.state.kind === 'preparing',
    );
  }
}
