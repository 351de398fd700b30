import * as l10n from '@vscode/l10n';
import { commentLines } from '../commentLines.ts';
import { naturalOrder } from '../naturalOrder.ts';
import { formatWords } from '../runs/launch/shellWords.ts';
import type { Catalog } from '../secrets/catalog.ts';
import type { CopyForm } from './copiedSecret.ts';

/** A launch on Seqera Platform, as far as its secrets go. */
export interface CopiedLaunch {
  /** The address of the pipeline's repository; null where it is to be filled in. */
  readonly pipeline: string | null;
  readonly workspace: string | null;
  readonly profiles: readonly string[];
  /** Names, from the scope that wins. */
  readonly userSecrets: readonly string[];
  readonly workspaceSecrets: readonly string[];
  /** Names that the run refers to and that no store on the Platform is known to have. */
  readonly elsewhere: readonly string[];
}

/** What a run refers to, sorted by who has it, so that a launch on the Platform can select it. */
export function selectionOf(
  names: readonly string[],
  catalog: Catalog,
): Pick<CopiedLaunch, 'userSecrets' | 'workspaceSecrets' | 'elsewhere'> {
  const found = [...new Set(names)].sort(naturalOrder).map(name => {
    const resolution = catalog.resolve(name);
    return { name, winner: resolution.kind === 'found' ? resolution.winner : null };
  });
  const of = (scope: 'user' | 'workspace'): readonly string[] =>
    found.flatMap(({ name, winner }) => (winner?.scope.kind === scope ? [name] : []));
  return {
    userSecrets: of('user'),
    workspaceSecrets: of('workspace'),
    elsewhere: found.flatMap(({ name, winner }) => (winner?.store === 'seqera' ? [] : [name])),
  };
}

/** Commands that launch a pipeline with the secrets that it refers to, by their names. */
export function launchForms(launch: CopiedLaunch): readonly CopyForm[] {
  return [
    {
      id: 'nextflow-launch',
      label: 'nextflow launch',
      detail: l10n.t('Nextflow 26.04 and newer'),
      text: withHints(launch, nextflowLaunch(launch)),
    },
    {
      id: 'tw-launch',
      label: 'tw launch',
      detail: l10n.t('The command line of Seqera Platform'),
      text: withHints(launch, twLaunch(launch)),
    },
  ];
}

function nextflowLaunch({
  pipeline,
  workspace,
  profiles,
  userSecrets,
  workspaceSecrets,
}: CopiedLaunch): readonly string[] {
  return [
    ...['nextflow', 'launch', pipeline ?? placeholder],
    ...(workspace === null ? [] : ['-workspace', workspace]),
    ...(profiles.length === 0 ? [] : ['-profile', profiles.join(',')]),
    ...userSecrets.flatMap(name => ['-user-secret', name]),
    ...workspaceSecrets.flatMap(name => ['-workspace-secret', name]),
  ];
}

function twLaunch({
  pipeline,
  workspace,
  profiles,
  userSecrets,
  workspaceSecrets,
}: CopiedLaunch): readonly string[] {
  return [
    ...['tw', 'launch', pipeline ?? placeholder],
    ...(workspace === null ? [] : ['--workspace', workspace]),
    ...(profiles.length === 0 ? [] : ['--profile', profiles.join(',')]),
    ...(userSecrets.length === 0 ? [] : ['--user-secrets', userSecrets.join(',')]),
    ...(workspaceSecrets.length === 0 ? [] : ['--workspace-secrets', workspaceSecrets.join(',')]),
  ];
}

const placeholder = 'PIPELINE';

function withHints({ pipeline, elsewhere }: CopiedLaunch, words: readonly string[]): string {
  const hints = [
    ...(pipeline === null
      ? [l10n.t('{0} is the address of the repository of the pipeline.', placeholder)]
      : []),
    ...(elsewhere.length === 0
      ? []
      : [l10n.t('Not on Seqera Platform yet: {0}', elsewhere.join(', '))]),
  ];
  return [...hints.map(commentLines), formatWords(words), ''].join('\n');
}
