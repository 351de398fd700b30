import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../../core/iconLabel.ts';
import type { ComputeEnvironment } from '../../../core/seqera/computeEnvironment.ts';
import { computePlatformName } from '../../../core/seqera/computeEnvironment.ts';
import { type SeqeraOptions, withEnvironment } from '../../../core/seqera/launch/seqeraOptions.ts';
import { withoutSignIn } from '../../../core/seqera/launch/webUrl.ts';
import { changeParamsFile, changeProfiles } from '../../runs/launch/pickOptions.ts';
import { pickEnvironment } from './pickEnvironment.ts';

/** What there is to choose from. */
export interface SeqeraOptionChoices {
  readonly folder: vscode.WorkspaceFolder;
  readonly profiles: readonly string[];
  readonly environments: readonly ComputeEnvironment[];
  /** Asks for a pipeline of the launchpad, or the folder's own; options as they were where none is chosen. */
  readonly choosePipeline: (options: SeqeraOptions) => Promise<SeqeraOptions>;
}

interface Row extends vscode.QuickPickItem {
  /** Absent on the row that goes on. */
  readonly change?: () => Promise<SeqeraOptions>;
}

/** Shows what would be launched, each part of which can be changed; null when the developer leaves. */
export async function pickSeqeraOptions(
  initial: SeqeraOptions,
  choices: SeqeraOptionChoices,
): Promise<SeqeraOptions | null> {
  let options = initial;
  for (;;) {
    const row = await vscode.window.showQuickPick(optionRows(options, choices), {
      title: vscode.l10n.t('Launch on Seqera Platform'),
      placeHolder: vscode.l10n.t('Press Enter to see the plan. Nothing is launched yet.'),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    if (!row) {
      return null;
    }
    if (row.change) {
      options = await row.change();
    } else if (options.repository === '') {
      options = await typed(
        options,
        'repository',
        vscode.l10n.t(
          'This folder has no remote that the Platform can read. Enter the address of a repository, or choose a pipeline of the launchpad.',
        ),
      );
    } else if (options.workDir === '') {
      const none = vscode.l10n.t('The compute environment has no work directory. Enter one.');
      options = await typed(options, 'workDir', none);
    } else {
      return options;
    }
  }
}

function optionRows(options: SeqeraOptions, choices: SeqeraOptionChoices): readonly Row[] {
  const { environment, launchpad, revision, workDir, profiles, paramsFile, configFile } = options;
  const repository = withoutSignIn(options.repository);
  const none = vscode.l10n.t('none');
  const own = vscode.l10n.t('this repository');
  return [
    {
      label: iconLabel`$(list-unordered) ${vscode.l10n.t('Plan the Launch')}`,
      description: escapeIcons(repository),
    },
    { label: vscode.l10n.t('Options'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: iconLabel`$(server-environment) ${vscode.l10n.t('Compute Environment')}`,
      description: escapeIcons(
        `${environment.name} · ${computePlatformName(environment.platform)}`,
      ),
      change: async () => {
        const picked = await pickEnvironment(choices.environments, environment.id);
        return picked ? withEnvironment(options, picked) : options;
      },
    },
    {
      label: iconLabel`$(rocket) ${vscode.l10n.t('Pipeline')}`,
      description: escapeIcons(launchpad?.pipeline.name ?? own),
      change: () => choices.choosePipeline(options),
    },
    {
      label: iconLabel`$(repo) ${vscode.l10n.t('Repository')}`,
      description: escapeIcons(repository === '' ? none : repository),
      change: () => typed(options, 'repository'),
    },
    {
      label: iconLabel`$(git-branch) ${vscode.l10n.t('Revision')}`,
      description: escapeIcons(revision ?? vscode.l10n.t('the repository’s default branch')),
      change: () => typed(options, 'revision'),
    },
    {
      label: iconLabel`$(folder) ${vscode.l10n.t('Work Directory')}`,
      description: escapeIcons(workDir === '' ? none : workDir),
      change: () => typed(options, 'workDir'),
    },
    {
      label: iconLabel`$(settings) ${vscode.l10n.t('Profiles')}`,
      description: escapeIcons(profiles.length === 0 ? none : profiles.join(', ')),
      change: () => changeProfiles(options, choices),
    },
    {
      label: iconLabel`$(json) ${vscode.l10n.t('Params File')}`,
      description: escapeIcons(paramsFile ?? none),
      change: () => changeParamsFile(options, choices),
    },
    {
      label: iconLabel`$(file-code) ${vscode.l10n.t('Config File')}`,
      description: escapeIcons(configFile ?? none),
      change: () => changeConfigFile(options, choices),
    },
  ];
}

/** An input box for a text of the options; an empty revision is that of the repository. */
async function typed(
  options: SeqeraOptions,
  field: 'repository' | 'revision' | 'workDir',
  /** Why it is asked for, where nobody chose to change it. */
  why?: string,
): Promise<SeqeraOptions> {
  const { title, prompt } = {
    repository: {
      title: vscode.l10n.t('Repository'),
      prompt: vscode.l10n.t('An address that the Platform can read'),
    },
    revision: {
      title: vscode.l10n.t('Revision'),
      prompt: vscode.l10n.t('A pushed branch, tag or commit. Leave empty for the default.'),
    },
    workDir: {
      title: vscode.l10n.t('Work Directory'),
      prompt: vscode.l10n.t('Where tasks keep their files, for example s3://bucket/work'),
    },
  }[field];
  const text = await vscode.window.showInputBox({
    title,
    prompt: why ?? prompt,
    value: withoutSignIn(options[field] ?? ''),
    ignoreFocusOut: true,
  });
  if (text === undefined) {
    return options;
  }
  // The Platform signs in to repositories with credentials of its own.
  const value = withoutSignIn(text.trim());
  return { ...options, [field]: field === 'revision' && value === '' ? null : value };
}

async function changeConfigFile(
  options: SeqeraOptions,
  { folder }: SeqeraOptionChoices,
): Promise<SeqeraOptions> {
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, '**/*.config'),
    undefined,
    100,
  );
  const picked = await vscode.window.showQuickPick(
    [
      { label: iconLabel`$(circle-slash) ${vscode.l10n.t('None')}`, path: null },
      ...found.map(({ fsPath }) => ({ label: iconLabel`$(file-code) ${fsPath}`, path: fsPath })),
    ],
    {
      title: vscode.l10n.t('Config File'),
      placeHolder: vscode.l10n.t('Its text is added to the config of the pipeline'),
    },
  );
  return picked ? { ...options, configFile: picked.path } : options;
}
