import * as vscode from 'vscode';
import {
  parseLaunchOptions,
  plainOptions,
  type LaunchOptions,
} from '../../../core/runs/launchOptions.ts';
import { launchFolder, launchTarget, type LaunchTarget } from '../launchTarget.ts';
import { pickOptions, pickScript, type OptionChoices } from '../optionsPick.ts';
import type { RunsDeps } from '../runsDeps.ts';
import { showRun } from './showRunOutput.ts';

/** Asks how to run, shows the plan, starts. Answers with the run's id, or null. */
export async function runPipeline(deps: RunsDeps, argument: unknown): Promise<string | null> {
  const target = launchTarget(argument);
  const folder = await launchFolder(target.script);
  if (!folder) {
    void vscode.window.showInformationMessage(noFolder);
    return null;
  }
  const uri = folder.uri.toString();
  const choices = await deps.pipelines.choices(folder.uri);
  let options = await firstOptions(target, choices, deps.memory.last(uri));
  const ask = target.options === null;
  while (options) {
    if (ask) {
      options = await pickOptions(options, choices);
      if (!options) {
        return null;
      }
    }
    await deps.memory.keep(uri, options);
    const request = { folder: { uri, path: folder.uri.fsPath }, options, test: false };
    const outcome = await deps.flow.run(request, target.confirm);
    if (outcome.kind === 'started') {
      await deps.memory.keep(uri, outcome.options);
      await showRun(deps, outcome.run, { focus: false });
      return outcome.run;
    }
    if (outcome.kind === 'none' || !ask) {
      return null;
    }
    ({ options } = outcome);
  }
  return null;
}

/** What to tell where no folder holds the script: Nextflow runs in a folder. */
export const noFolder = 'Open the folder of the pipeline first: it is launched from there.';

/** The last options where they are for the same script, else plain ones; null when nothing fits. */
async function firstOptions(
  { script, options }: LaunchTarget,
  choices: OptionChoices,
  last: LaunchOptions | null,
): Promise<LaunchOptions | null> {
  const path = script?.fsPath ?? (await entryScript(choices, last));
  if (path === null) {
    return null;
  }
  if (options) {
    return parseLaunchOptions({ ...plainOptions(path), ...options, script: path });
  }
  return last?.script === path ? last : { ...plainOptions(path), delivery: last?.delivery ?? null };
}

/** The script that was launched last, else the only one, else the one that is chosen. */
export async function entryScript(
  choices: OptionChoices,
  last: LaunchOptions | null,
): Promise<string | null> {
  if (last && choices.scripts.includes(last.script)) {
    return last.script;
  }
  const [only, another] = choices.scripts;
  if (only === undefined) {
    void vscode.window.showInformationMessage('This folder has no script with an entry workflow.');
    return null;
  }
  return another === undefined ? only : pickScript(choices);
}
