import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../../core/iconLabel.ts';
import { backends } from '../../../core/runs/backends/backend.ts';
import { argumentProblems } from '../../../core/runs/launch/commandLine.ts';
import type { LaunchOptions } from '../../../core/runs/launch/launchOptions.ts';
import { scriptLabel } from '../../../core/runs/launch/scriptLabel.ts';
import {
  formatWords,
  parseWords,
  type WordsProblem,
} from '../../../core/runs/launch/shellWords.ts';
import { failureMessage } from '../../../core/words/failureMessage.ts';
import { changeBackend } from './changeBackend.ts';
import { placeOf } from './launchFolder.ts';

/** What there is to choose from for a script. */
export interface OptionChoices {
  readonly folder: vscode.WorkspaceFolder;
  /** Names of the config's profiles. */
  readonly profiles: readonly string[];
}

interface Row extends vscode.QuickPickItem {
  /** Answers with the options changed, or as they were. Absent on the row that runs. */
  readonly change?: () => Promise<LaunchOptions>;
  /** Whether it leads to another script, which has options of its own. */
  readonly script?: true;
}

/**
 * Asks how to run: one list that shows what would be taken, so that Enter repeats the last launch,
 * and each option can be changed from it in any order. Null when the developer leaves, and `script`
 * where another script is wished for.
 */
export async function pickOptions(
  initial: LaunchOptions,
  choices: OptionChoices,
): Promise<LaunchOptions | 'script' | null> {
  let options = initial;
  let active: string | null = null;
  for (;;) {
    const row = await pickRow(optionRows(options, choices), shown(options.script, choices), active);
    if (!row) {
      return null;
    }
    if (row.script) {
      return 'script';
    }
    if (!row.change) {
      return options;
    }
    options = await row.change();
    active = row.label;
  }
}

async function pickRow(
  rows: readonly Row[],
  script: string,
  active: string | null,
): Promise<Row | null> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = vscode.l10n.t('Run Pipeline');
  pick.placeholder = vscode.l10n.t('Press Enter to continue with {0}', script);
  pick.items = rows;
  // Setting none would leave Enter without a row.
  const again = rows.filter(({ label }) => label === active);
  if (again.length > 0) {
    pick.activeItems = again;
  }
  try {
    return await new Promise<Row | null>(resolve => {
      pick.onDidAccept(() => {
        resolve(pick.activeItems[0] ?? null);
      });
      pick.onDidHide(() => {
        resolve(null);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function optionRows(options: LaunchOptions, choices: OptionChoices): Row[] {
  const { profiles, paramsFile, resume, stub, extraArguments } = options;
  const summary = [
    ...(profiles.length > 0 ? [`-profile ${profiles.join(',')}`] : []),
    ...(paramsFile === null ? [] : [`-params-file ${shown(paramsFile, choices)}`]),
    ...(resume ? ['-resume'] : []),
    ...(stub ? ['-stub-run'] : []),
    formatWords(extraArguments),
  ];
  const text = (words: string): string => (words === '' ? 'none' : words);
  return [
    {
      label: iconLabel`$(play) ${vscode.l10n.t('Run {0}', shown(options.script, choices))}`,
      description: escapeIcons(summary.filter(word => word !== '').join(' ')),
    },
    { label: vscode.l10n.t('Options'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: iconLabel`$(file-code) ${vscode.l10n.t('Entry Script')}`,
      description: escapeIcons(shown(options.script, choices)),
      script: true,
    },
    {
      label: iconLabel`$(settings) ${vscode.l10n.t('Profiles')}`,
      description: escapeIcons(text(profiles.join(', '))),
      change: () => changeProfiles(options, choices),
    },
    {
      label: iconLabel`$(json) ${vscode.l10n.t('Params File')}`,
      description:
        paramsFile === null ? vscode.l10n.t('none') : escapeIcons(shown(paramsFile, choices)),
      change: () => changeParamsFile(options, choices),
    },
    {
      label: iconLabel`$(debug-restart) ${vscode.l10n.t('Resume')}`,
      description: resume
        ? vscode.l10n.t('on: reuses finished tasks of the last run in this folder')
        : vscode.l10n.t('off'),
      change: () => Promise.resolve({ ...options, resume: !resume }),
    },
    {
      label: iconLabel`$(beaker) ${vscode.l10n.t('Stub Run')}`,
      description: stub ? vscode.l10n.t('on: runs each process’s stub') : vscode.l10n.t('off'),
      change: () => Promise.resolve({ ...options, stub: !stub }),
    },
    {
      label: iconLabel`$(server-environment) ${vscode.l10n.t('Runs On')}`,
      description: runsOn(options),
      change: () => changeBackend(options),
    },
    {
      label: iconLabel`$(terminal) ${vscode.l10n.t('Extra Arguments')}`,
      description: escapeIcons(text(formatWords(extraArguments))),
      change: () => changeArguments(options),
    },
  ];
}

function runsOn({ backend, delivery }: LaunchOptions): string {
  const where = backend === null ? vscode.l10n.t('what its config says') : backends[backend].label;
  return delivery === 'job-definition' && (backend ?? 'aws-batch') === 'aws-batch'
    ? vscode.l10n.t('{0} · by job definition on AWS Batch', where)
    : where;
}

/** Options with other profiles, or as they were. */
export async function changeProfiles<Options extends { readonly profiles: readonly string[] }>(
  options: Options,
  { profiles }: Pick<OptionChoices, 'profiles'>,
): Promise<Options> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly name: string }>();
  pick.title = vscode.l10n.t('Profiles');
  pick.placeholder = vscode.l10n.t('Select profiles, or type the name of another one');
  pick.canSelectMany = true;
  const known = [...new Set([...profiles, ...options.profiles])];
  const show = (names: readonly string[], ticked: readonly string[]): void => {
    pick.items = names.map(name => ({ label: escapeIcons(name), name }));
    pick.selectedItems = pick.items.filter(({ name }) => ticked.includes(name));
  };
  show(known, options.profiles);
  try {
    return await new Promise<Options>(resolve => {
      pick.onDidChangeValue(typed => {
        const ticked = pick.selectedItems.map(({ name }) => name);
        const names = [...new Set([...known, ...ticked])];
        const added = /^[\w.-]+$/.test(typed) && !names.includes(typed) ? [typed] : [];
        show([...names, ...added], ticked);
      });
      pick.onDidAccept(() => {
        resolve({ ...options, profiles: pick.selectedItems.map(({ name }) => name) });
      });
      pick.onDidHide(() => {
        resolve(options);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** Options with another file of parameters, or as they were. */
export async function changeParamsFile<Options extends { readonly paramsFile: string | null }>(
  options: Options,
  choices: Pick<OptionChoices, 'folder'>,
): Promise<Options> {
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(choices.folder, '*.{json,yml,yaml}'),
    undefined,
    100,
  );
  const other = {
    label: iconLabel`$(folder-opened) ${vscode.l10n.t('Another File…')}`,
    path: null,
    browse: true,
  };
  const picked = await vscode.window.showQuickPick(
    [
      { label: iconLabel`$(circle-slash) ${vscode.l10n.t('None')}`, path: null, browse: false },
      ...found.map(({ fsPath }) => ({
        label: iconLabel`$(json) ${shown(fsPath, choices)}`,
        path: fsPath,
        browse: false,
      })),
      other,
    ],
    {
      title: vscode.l10n.t('Params File'),
      placeHolder: vscode.l10n.t('JSON or YAML with the pipeline’s parameters'),
    },
  );
  if (!picked) {
    return options;
  }
  if (!picked.browse) {
    return { ...options, paramsFile: picked.path };
  }
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Params File'),
      defaultUri: choices.folder.uri,
      filters: { 'JSON or YAML': ['json', 'yml', 'yaml'] },
    })) ?? [];
  return file ? { ...options, paramsFile: file.fsPath } : options;
}

async function changeArguments(options: LaunchOptions): Promise<LaunchOptions> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Extra Arguments'),
    prompt: vscode.l10n.t(
      'Additional arguments for Nextflow. Put an argument with spaces in quotes.',
    ),
    placeHolder: "--input 'my samples.csv' -with-report",
    value: formatWords(options.extraArguments),
    validateInput: text => {
      const words = parseWords(text);
      if (!words.ok) {
        return wordsText(words.error);
      }
      const [problem] = argumentProblems({ ...options, extraArguments: [...words.value] });
      return problem ? escapeIcons(failureMessage({ kind: 'argument-refused', ...problem })) : null;
    },
  });
  const words = typed === undefined ? null : parseWords(typed);
  return words?.ok ? { ...options, extraArguments: [...words.value] } : options;
}

function wordsText(problem: WordsProblem): string {
  switch (problem) {
    case 'open-single-quote':
      return vscode.l10n.t('A single quote is not closed.');
    case 'open-double-quote':
      return vscode.l10n.t('A double quote is not closed.');
    case 'backslash-at-end':
      return vscode.l10n.t('There is a backslash at the end with nothing to escape.');
  }
}

function shown(path: string, { folder }: Pick<OptionChoices, 'folder'>): string {
  return scriptLabel(path, placeOf(folder.uri.fsPath));
}
