import * as vscode from 'vscode';
import type { CloudSettings } from '../../core/runs/backends/chooseTarget.ts';
import type { ArrivalContext } from '../../core/runs/plan/arrival.ts';
import { newRunId } from '../../core/runs/record/runId.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { Later } from '../../services/async/later.ts';
import type { CatalogService } from '../../services/catalog/catalogService.ts';
import type { SecretEditor } from '../../services/catalog/secretEditor.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { Launcher } from '../../services/launch/launcher.ts';
import type { Log } from '../../services/ports/log.ts';
import type { PipelineSource } from '../../services/ports/pipelineSource.ts';
import type { RunFiles } from '../../services/ports/runs/runFiles.ts';
import type { RunHost } from '../../services/ports/runs/runHost.ts';
import type { Tools } from '../../services/ports/runs/tools.ts';
import type { WindowMemory } from '../../services/ports/runs/windowMemory.ts';
import { RunRegistry } from '../../services/runs/runRegistry.ts';
import { commands, settings, taskType } from '../ids.ts';
import { registerCommands } from '../registerCommands.ts';
import type { Registration } from '../registration.ts';
import { readSetting, readTextSetting } from '../settings.ts';
import { showFailure } from '../ui/showFailure.ts';
import { changeRunDirectory } from './changeRunDirectory.ts';
import { closeTerminal } from './commands/closeTerminal.ts';
import { deleteLeak } from './commands/deleteLeak.ts';
import { forgetRun } from './commands/forgetRun.ts';
import { openNextflowLog, openTaskLog, openWorkFolder } from './commands/openRunFile.ts';
import { openRunFolder } from './commands/openRunFolder.ts';
import { openTerminal } from './commands/openTerminal.ts';
import { removeRun } from './commands/removeRun.ts';
import { resumeRun, runAgain } from './commands/runAgain.ts';
import { runPipeline } from './commands/runPipeline.ts';
import { runTests } from './commands/runTests.ts';
import { openOutput, saveOutput } from './commands/saveOutput.ts';
import { showRunOutput } from './commands/showRunOutput.ts';
import { stopRun } from './commands/stopRun.ts';
import { stopTasks } from './commands/stopTasks.ts';
import { sweepRun } from './commands/sweepRun.ts';
import { canaryRun, testRun } from './commands/testRun.ts';
import { arrivalContexts } from './launch/arrivalContexts.ts';
import { ArrivalMender } from './launch/arrivalMender.ts';
import { copyLaunchAs } from './launch/copyLaunchAs.ts';
import { ExactNames } from './launch/exactNames.ts';
import { LaunchFlow } from './launch/launchFlow.ts';
import { LaunchMemory } from './launch/launchMemory.ts';
import { Pipelines } from './launch/pipelines.ts';
import { PlanDocuments } from './launch/planDocument.ts';
import { LeakFindings } from './output/leakFindings.ts';
import { OutputDocuments } from './output/outputDocuments.ts';
import { PipelineTasks } from './output/pipelineTasks.ts';
import { RunProblems } from './output/runProblems.ts';
import { RunTerminals } from './output/runTerminals.ts';
import { noticeEnd } from './view/noticeEnd.ts';
import { forgetOld, pruneHistory } from './view/pruneHistory.ts';
import { registerTestLenses } from './view/registerTestLenses.ts';
import type { RunsDeps } from './view/runsDeps.ts';
import { RunStatusItem } from './view/runStatusItem.ts';
import { type RemoteRunsView, RunsView } from './view/runsView.ts';

/** What the runs of the editor stand on. */
export interface RegisterRunsDeps {
  readonly catalog: CatalogService;
  readonly index: PipelineIndex;
  readonly source: PipelineSource;
  readonly editor: SecretEditor;
  readonly host: RunHost;
  readonly files: RunFiles;
  readonly later: Later;
  readonly tools: Tools;
  readonly memory: vscode.Memento;
  readonly windowMemory: WindowMemory | null;
  readonly log: Log;
  /** What the Runs view shows of Seqera Platform. */
  readonly remote: RemoteRunsView;
}

/** What the runs of the editor tell others. */
export interface RegisteredRuns extends Registration {
  /** What the runs of a scope's folders would make of values. */
  readonly contexts: (scope: SecretScope) => Promise<readonly ArrivalContext[]>;
  readonly letEscape: (name: string) => Promise<void>;
}

/** Brings the Runs view, its commands and its terminals to life. */
export function registerRuns(deps: RegisterRunsDeps): RegisteredRuns {
  const { host, later, files, log } = deps;
  const registry = new RunRegistry({ host, log, later });
  const view = new RunsView(registry, deps.remote, later);
  const terminals = new RunTerminals({ host, registry, windowMemory: deps.windowMemory, log });
  const plans = new PlanDocuments();
  const outputs = new OutputDocuments(host);
  const pipelines = new Pipelines(deps.index, deps.source);
  const exact = new ExactNames(deps.memory);
  const launcher = newLauncher(deps, pipelines, exact);
  const memory = new LaunchMemory(deps.memory);
  const mender = new ArrivalMender({ editor: deps.editor, exact });
  const flow = new LaunchFlow({ launcher, plans, mender });
  const problems = new RunProblems({ host, registry, log });
  const commandDeps = {
    catalog: deps.catalog,
    host,
    files,
    outputs,
    registry,
    view,
    terminals,
    flow,
    pipelines,
    memory,
  };
  void recover(registry, log);
  terminals.restore().catch((error: unknown) => {
    log.error('terminals of before a reload cannot be opened', error);
  });
  const owned = [
    ...registerRunCommands(commandDeps).owned,
    registry.onDidEnd(run => {
      void noticeEnd(run, vscode.window.state.focused); // A notice that nobody answers stays pending.
    }),
    vscode.tasks.registerTaskProvider(
      taskType,
      new PipelineTasks({ launcher, host, registry, problems, terminals, log }, pipelines),
    ),
    ...registerTestLenses(deps).owned,
    ...pruneHistory(registry, log),
    new LeakFindings(registry),
    problems,
    new RunStatusItem(registry),
    terminals,
    plans,
    outputs,
    view,
    registry,
  ];
  const { signal } = new AbortController();
  return {
    contexts: scope => arrivalContexts({ launcher, memory, pipelines }, scope, signal),
    letEscape: name => exact.add(name),
    owned,
  };
}

function newLauncher(deps: RegisterRunsDeps, pipelines: Pipelines, exact: ExactNames): Launcher {
  return new Launcher({
    ...deps,
    exactNames: exact.all,
    newRunId: () => newRunId(count => crypto.getRandomValues(new Uint8Array(count))),
    readPipeline: (request, signal, asking) => pipelines.read(request, signal, asking),
    isTrusted: () => vscode.workspace.isTrusted,
    fileExists,
    settings: folder => {
      const resource = vscode.Uri.parse(folder);
      return {
        nextflowPath: readTextSetting(settings.nextflowPath, resource),
        nfTestPath: readTextSetting(settings.nfTestPath, resource),
        stopTimeout: 1000 * readSetting(settings.stopTimeout, resource),
        clouds: cloudSettings(resource),
      };
    },
  });
}

function registerRunCommands(deps: RunsDeps): Registration {
  const handlers = {
    [commands.runPipeline]: runPipeline,
    [commands.testRun]: testRun,
    [commands.canaryRun]: canaryRun,
    [commands.copyLaunchAs]: copyLaunchAs,
    [commands.stopRun]: stopRun,
    [commands.removeRun]: removeRun,
    [commands.showRunOutput]: showRunOutput,
    [commands.openRunFolder]: openRunFolder,
    [commands.openNextflowLog]: openNextflowLog,
    [commands.openTaskLog]: openTaskLog,
    [commands.openWorkFolder]: openWorkFolder,
    [commands.openOutput]: openOutput,
    [commands.saveOutput]: saveOutput,
    [commands.openTerminal]: openTerminal,
    [commands.closeTerminal]: closeTerminal,
    [commands.runTests]: runTests,
    [commands.runAgain]: runAgain,
    [commands.resumeRun]: resumeRun,
    [commands.sweepRun]: sweepRun,
    [commands.stopTasks]: stopTasks,
    [commands.forgetRun]: forgetRun,
    [commands.changeRunDirectory]: changeRunDirectory,
    [commands.deleteLeak]: deleteLeak,
    [commands.showRuns]: ({ view }: RunsDeps) => view.show(),
    [commands.refreshRuns]: ({ view }: RunsDeps) => view.refresh(),
  };
  return registerCommands(deps, handlers, deps.view);
}

/** Finishes what a crash left, before anybody asks. */
async function recover(registry: RunRegistry, log: Log): Promise<void> {
  try {
    await registry.refresh();
    for (const failure of await registry.recover()) {
      showFailure(failure);
    }
    await forgetOld(registry);
  } catch (error) {
    log.error('runs that were left cannot be finished', error);
  }
}

function cloudSettings(resource: vscode.Uri): CloudSettings {
  return {
    awsProfile: readTextSetting(settings.awsProfile, resource),
    awsRegion: readTextSetting(settings.awsRegion, resource),
    awsExecutionRole: readTextSetting(settings.awsExecutionRole, resource),
    googleProject: readTextSetting(settings.googleProject, resource),
    googleLocation: readTextSetting(settings.googleLocation, resource),
    googleCredentialsFile: readTextSetting(settings.googleCredentialsFile, resource),
  };
}

async function fileExists(path: string): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return (type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
