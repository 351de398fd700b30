import * as vscode from 'vscode';
import { testOptions } from '../../../core/runs/launchOptions.ts';
import { launchFolder, launchTarget } from '../launchTarget.ts';
import type { RunsDeps } from '../runsDeps.ts';
import { entryScript, noFolder } from './runPipeline.ts';
import { showRun } from './showRunOutput.ts';

/** Runs with the `test` profile, or the stubs where the config has none. Asks only for the plan. */
export async function testRun(deps: RunsDeps, argument: unknown): Promise<string | null> {
  const target = launchTarget(argument);
  const folder = await launchFolder(target.script);
  if (!folder) {
    void vscode.window.showInformationMessage(noFolder);
    return null;
  }
  const uri = folder.uri.toString();
  const choices = await deps.pipelines.choices(folder.uri);
  const script = target.script?.fsPath ?? (await entryScript(choices, deps.memory.last(uri)));
  if (script === null) {
    return null;
  }
  const request = {
    folder: { uri, path: folder.uri.fsPath },
    options: testOptions(script, choices.profiles),
    test: true,
  };
  const outcome = await deps.flow.run(request, target.confirm);
  if (outcome.kind !== 'started') {
    return null;
  }
  await showRun(deps, outcome.run, { focus: false });
  return outcome.run;
}
