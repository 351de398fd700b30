import * as vscode from 'vscode';
import {
  type LaunchOptions,
  parseLaunchOptions,
  plainOptions,
} from '../../../core/runs/launch/launchOptions.ts';
import { launchFolder } from '../launch/launchFolder.ts';
import { launchTarget } from '../launch/launchTarget.ts';
import { pickOptions } from '../launch/pickOptions.ts';
import { chooseScript, pickScript } from '../launch/pickScript.ts';
import type { LaunchableScript } from '../launch/pipelines.ts';
import type { RunsDeps } from '../view/runsDeps.ts';
import { showRun } from './showRunOutput.ts';

const title = vscode.l10n.t('Run Pipeline');

/** Asks how to run, shows the plan, starts. Answers with the run's id, or null. */
export async function runPipeline(deps: RunsDeps, argument: unknown): Promise<string | null> {
  const target = launchTarget(argument);
  let script = await chooseScript(deps, target.script, title);
  const ask = target.options === null;
  let options = script && optionsFor(deps, script, target.options);
  while (script && options) {
    if (ask) {
      const picked = await pickOptions(options, await choicesOf(deps, script));
      if (picked === 'script') {
        script = (await pickScript(await deps.pipelines.scripts(), { title, ...deps })) ?? script;
        options = script.uri.fsPath === options.script ? options : optionsFor(deps, script, null);
        continue;
      }
      if (!picked) {
        return null;
      }
      options = picked;
    }
    const folder = launchFolder(script.folder);
    await deps.memory.keep(folder.uri, options);
    const outcome = await deps.flow.run(
      { folder, work: { kind: 'pipeline', options }, test: false },
      target.confirm,
    );
    if (outcome.kind === 'started') {
      await deps.memory.keep(folder.uri, { ...options, delivery: outcome.delivery });
      await showRun(deps, outcome.run, { focus: false });
      return outcome.run;
    }
    if (outcome.kind === 'none' || !ask) {
      return null;
    }
    options = { ...options, delivery: outcome.delivery };
  }
  return null;
}

async function choicesOf(
  { pipelines }: RunsDeps,
  script: LaunchableScript,
): Promise<Parameters<typeof pickOptions>[1]> {
  return { folder: script.folder, profiles: await pipelines.profiles(script) };
}

/** What was given, else the script's last options, else plain ones; null where those are no options. */
function optionsFor(
  { memory }: RunsDeps,
  { uri, folder }: LaunchableScript,
  given: object | null,
): LaunchOptions | null {
  const script = uri.fsPath;
  const launch = folder.uri.toString();
  if (given) {
    return parseLaunchOptions({ ...plainOptions(script), ...given, script });
  }
  const { delivery = null } = memory.last(launch) ?? {};
  return memory.lastOf(launch, script) ?? { ...plainOptions(script), delivery };
}
