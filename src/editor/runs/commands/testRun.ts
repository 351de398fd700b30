import * as vscode from 'vscode';
import { plural } from '../../../core/count.ts';
import type { LeakReport } from '../../../core/leaks/leak.ts';
import { leakCount, leakPlace } from '../../../core/leaks/leakWords.ts';
import { rememberedBackend, testOptions } from '../../../core/runs/launch/launchOptions.ts';
import { launchFolder } from '../launch/launchFolder.ts';
import { launchTarget } from '../launch/launchTarget.ts';
import { chooseScript } from '../launch/pickScript.ts';
import type { RunsDeps } from '../view/runsDeps.ts';
import { showRun } from './showRunOutput.ts';

/** Runs with the `test` profile, or what else makes a quick try. Asks only for the plan. */
export function testRun(deps: RunsDeps, argument: unknown): Promise<string | null> {
  return launchTest(deps, argument, false);
}

/** The same with made-up values for all secrets; tells at the end where real ones would have gone. */
export async function canaryRun(deps: RunsDeps, argument: unknown): Promise<string | null> {
  const run = await launchTest(deps, argument, true);
  if (run !== null) {
    const ended = await deps.registry.ended(run, new AbortController().signal);
    if (ended?.record.leaks) {
      const stubs = ended.record.options?.stub === true;
      void tellLeaks(deps, ended.record.leaks, stubs); // A notice that nobody answers stays pending.
    }
  }
  return run;
}

async function launchTest(
  deps: RunsDeps,
  argument: unknown,
  canaries: boolean,
): Promise<string | null> {
  const target = launchTarget(argument);
  const title = canaries ? vscode.l10n.t('Test Run with Canaries') : vscode.l10n.t('Test Run');
  const script = await chooseScript(deps, target.script, title);
  if (!script) {
    return null;
  }
  const { pipelines, memory } = deps;
  const folder = launchFolder(script.folder);
  const path = script.uri.fsPath;
  const profiles = await pipelines.profiles(script);
  // Leaks happen where scripts run.
  const hasStubs = !canaries && (await pipelines.hasStubs(script));
  const remembered = rememberedBackend(memory.lastOf(folder.uri, path), path);
  const options = testOptions(path, profiles, hasStubs, remembered);
  const outcome = await deps.flow.run(
    { folder, work: { kind: 'pipeline', options }, test: true, canaries },
    target.confirm,
  );
  if (outcome.kind !== 'started') {
    return null;
  }
  await showRun(deps, outcome.run, { focus: false });
  return outcome.run;
}

async function tellLeaks({ view }: RunsDeps, report: LeakReport, stubs: boolean): Promise<void> {
  const [first] = report.leaks;
  if (!first) {
    void vscode.window.showInformationMessage(noLeaks(report.files, stubs));
    return;
  }
  const show = vscode.l10n.t('Show in Runs View');
  const found = `${leakCount(report, true)}: ${leakPlace(first)}`;
  const chosen = await vscode.window.showWarningMessage(
    report.leaks.length > 1
      ? vscode.l10n.t('Real secrets would have leaked: {0} and more.', found)
      : vscode.l10n.t('Real secrets would have leaked: {0}.', found),
    show,
  );
  if (chosen === show) {
    await view.show();
  }
}

function noLeaks(files: number, stubs: boolean): string {
  return stubs
    ? plural(
        files,
        vscode.l10n.t('The canary run found no leaks in 1 file of stubs.'),
        vscode.l10n.t('The canary run found no leaks in {0} files of stubs.', files),
      )
    : plural(
        files,
        vscode.l10n.t('The canary run found no leaks in 1 file.'),
        vscode.l10n.t('The canary run found no leaks in {0} files.', files),
      );
}
