import * as vscode from 'vscode';
import { fits } from '../../core/iam/policyPlaceholder.ts';
import { escapeIcons } from '../../core/iconLabel.ts';
import { awsRegions } from '../../core/secrets/awsRegions.ts';
import { commands, settings, views } from '../ids.ts';
import { runCommand } from '../runCommand.ts';
import { readSetting, writeSettings } from '../settings.ts';
import { working } from '../ui/working.ts';
import { type LeftoversDeps, locationsHere } from './leftoversDeps.ts';

/** Looks for what runs have left, in every place that is chosen and on this machine. */
export async function findLeftovers(deps: LeftoversDeps): Promise<void> {
  await vscode.commands.executeCommand(`${views.leftovers}.focus`);
  await working(vscode.l10n.t('Looking for leftovers'), async signal => {
    await deps.leftovers.search(await locationsHere(deps, signal), signal);
  });
}

/** Chooses the regions of AWS and the projects of Google Cloud that are searched. */
export async function chooseLeftoverPlaces(): Promise<void> {
  const regions = await chooseRegions(readSetting(settings.leftoverRegions));
  const projects = regions && (await chooseProjects(readSetting(settings.leftoverProjects)));
  if (projects) {
    await writeSettings(
      { [settings.leftoverRegions]: regions, [settings.leftoverProjects]: projects },
      vscode.ConfigurationTarget.Global,
    );
    await runCommand(commands.findLeftovers);
  }
}

async function chooseRegions(picked: readonly string[]): Promise<readonly string[] | null> {
  const others = picked.filter(region => !awsRegions.some(([name]) => name === region));
  const items = [...awsRegions, ...others.map(region => [region, ''] as const)].map(
    ([label, description]) => ({ label, description, picked: picked.includes(label) }),
  );
  const answer = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Where to Look for Leftovers (1 of 2)'),
    placeHolder: vscode.l10n.t(
      'AWS regions. With none selected, only the regions of settings and runs are searched.',
    ),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return answer ? answer.map(({ label }) => label) : null;
}

async function chooseProjects(picked: readonly string[]): Promise<readonly string[] | null> {
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Where to Look for Leftovers (2 of 2)'),
    prompt: vscode.l10n.t('Google Cloud projects, separated by commas. Leave empty for none.'),
    value: picked.join(', '),
    ignoreFocusOut: true,
    validateInput: typed => {
      const wrong = split(typed).find(project => !fits('PROJECT', project));
      return wrong === undefined
        ? undefined
        : vscode.l10n.t('{0} is not a project ID.', escapeIcons(wrong));
    },
  });
  return answer === undefined ? null : split(answer);
}

function split(typed: string): readonly string[] {
  return typed.split(/[\s,]+/).filter(part => part !== '');
}
