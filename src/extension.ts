import * as vscode from 'vscode';
import { LocalRunHost } from './adapters/runs/localRunHost.ts';
import { stateRoot } from './adapters/runs/stateRoot.ts';
import { LocalTools } from './adapters/tools.ts';
import { commands, settings } from './editor/ids.ts';
import { presentFailure } from './editor/present.ts';
import { registerRuns } from './editor/runs/registerRuns.ts';
import { showFailure } from './editor/showFailure.ts';
import { CatalogService } from './services/catalogService.ts';
import { PipelineIndex } from './services/pipelineIndex.ts';

/** The composition root: makes each part and hands it what it stands on. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Nextflow Secrets', { log: true });
  const catalog = new CatalogService();
  const index = new PipelineIndex();
  const host = new LocalRunHost({
    root: runRoot,
    supervisor: context.asAbsolutePath('dist/supervisor.js'),
  });
  context.subscriptions.push(
    log,
    catalog,
    index,
    host,
    vscode.commands.registerCommand(commands.showLog, () => {
      log.show();
    }),
    ...registerRuns({
      catalog,
      index,
      host,
      tools: new LocalTools(),
      memory: context.workspaceState,
      log,
      word: failure => presentFailure(failure).message,
      showFailure: failure => {
        void showFailure(failure); // Settles when the notification is answered.
      },
    }),
  );
}

/** Runs belong to the machine, so the setting is read without regard to a folder. */
function runRoot(): string {
  const configured = vscode.workspace.getConfiguration().get<string>(settings.runDirectory, '');
  return stateRoot(configured === '' ? null : configured);
}
