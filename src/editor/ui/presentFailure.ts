import * as l10n from '@vscode/l10n';
import type { Command } from 'vscode';
import type { Cloud, Failure } from '../../core/failure.ts';
import type { Refusal } from '../../core/runs/record/refusal.ts';
import { failureMessage } from '../../core/words/failureMessage.ts';
import { commandOf } from '../commandArguments.ts';
import { commands, settings, views } from '../ids.ts';

/** A failure in words, and the next steps as buttons. */
export interface Presentation {
  readonly message: string;
  readonly actions: readonly Command[];
}

/** What a window shows of a failure. */
export function presentFailure(failure: Failure): Presentation {
  // The compiler does not see that the key and the argument belong together.
  const stepsOf = steps[failure.kind] as (failure: Failure) => readonly Command[];
  return { message: failureMessage(failure), actions: stepsOf(failure) };
}

/** The buttons for each kind, or this does not compile. */
const steps: {
  readonly [Kind in Failure['kind']]: (
    failure: Extract<Failure, { kind: Kind }>,
  ) => readonly Command[];
} = {
  'store-unavailable': () => [refreshSecrets, showLog],
  'secret-exists': () => [],
  'secret-not-found': () => [refreshSecrets],
  'value-too-large': () => [],
  'store-replaced': () => [chooseStore],
  'store-file-mode': () => [commandOf(commands.repairStore, l10n.t('Repair'))],
  'browser-storage-behind': () => [reloadWindow, chooseStore],
  'browser-storage-lost': () => [chooseStore],
  'cloud-signed-out': ({ cloud }) => [signIn(cloud), refreshSecrets],
  'cloud-not-set-up': ({ missing }) => [
    missing === 'execution role'
      ? openSetting(settings.awsExecutionRole)
      : missing === 'region'
        ? chooseRegion
        : openSetting(settings.googleProject),
  ],
  'cloud-denied': () => [showLog],
  'cloud-throttled': () => [refreshSecrets],
  'cloud-unreachable': () => [refreshSecrets, showLog],
  'cloud-cut-off': () => [refreshSecrets, showLog],
  'cloud-untrusted': () => [showLog],
  'cloud-intercepted': () => [refreshSecrets, showLog],
  'cloud-clock-skew': () => [refreshSecrets],
  'cloud-refused': () => [showLog],
  'aws-region-malformed': () => [chooseRegion],
  'aws-key-unusable': () => [showLog],
  'google-project-differs': () => [openSetting(settings.googleProject)],
  'google-api-disabled': ({ project }) => [
    inConsole(
      l10n.t('Enable Secret Manager'),
      'apis/library/secretmanager.googleapis.com',
      project,
    ),
  ],
  'google-versions-left': () => [refreshSecrets, showLog],
  'google-billing-disabled': ({ project }) => [
    inConsole(l10n.t('Enable Billing'), 'billing/linkedaccount', project),
  ],
  'google-credentials-kind': () => [signIn('google'), refreshSecrets],
  'google-executable-forbidden': () => [refreshSecrets, showLog],
  'google-quota-project': () => [signIn('google'), refreshSecrets],
  'google-version-unreadable': ({ resource }) => [
    inConsole(
      l10n.t('Show in Google Cloud'),
      'security/secret-manager',
      /^projects\/([^/]+)/.exec(resource)?.[1] ?? '',
    ),
  ],
  'copy-awaits-deletion': () => [commandOf(commands.restoreSecret, l10n.t('Restore…'))],
  'value-write-only': () => [],
  'seqera-signed-out': () => [signIn('seqera'), refreshSecrets],
  'seqera-denied': ({ workspace }) => (workspace === null ? [] : [chooseSeqeraWorkspace]),
  'seqera-workspace-unknown': () => [chooseSeqeraWorkspace, refreshSecrets],
  'seqera-missing': () => [],
  'seqera-workspace-unset': () => [chooseSeqeraWorkspace],
  'seqera-workspace-personal': () => [chooseSeqeraWorkspace],
  'seqera-user-secrets-off': () => [chooseStore],
  'seqera-busy': () => [refreshSecrets],
  'seqera-unreachable': () => [refreshSecrets, showLog],
  'seqera-refused': () => [showLog],
  'seqera-answer-unreadable': () => [openSetting(settings.seqeraEndpoint)],
  'seqera-launch-unconfirmed': () => [commandOf(commands.showRuns, l10n.t('Show Runs'))],
  'seqera-endpoint-refused': () => [openSetting(settings.seqeraEndpoint)],
  'file-unreadable': () => [],
  'file-malformed': () => [],
  'file-not-written': () => [showLog],
  'file-not-removed': () => [],
  'file-in-use': () => [],
  'nextflow-not-found': () => [openSetting(settings.nextflowPath), howToInstall],
  'nf-test-not-found': () => [
    openSetting(settings.nfTestPath),
    {
      title: l10n.t('How to Install'),
      command: 'vscode.open',
      arguments: ['https://www.nf-test.com'],
    },
  ],
  'java-not-found': () => [howToInstall],
  'workspace-untrusted': () => [trust],
  'script-not-found': () => [],
  'argument-refused': () => [],
  'launch-in-progress': () => [{ title: l10n.t('Show Runs'), command: `${views.runs}.focus` }],
  'state-folder-not-private': () => [openSetting(settings.runDirectory)],
  'state-folder-not-writable': () => [openSetting(settings.runDirectory)],
  'state-folder-exposed': ({ instead }) => [
    ...(instead === null
      ? []
      : [commandOf(commands.changeRunDirectory, l10n.t('Use This Folder'), instead)]),
    openSetting(settings.runDirectory),
  ],
  'unsafe-path': () => [openSetting(settings.runDirectory)],
  'folder-not-shared': () => [openSetting(settings.runDirectory)],
  'supervisor-not-started': () => [showLog],
  'run-not-found': () => [refreshRuns],
  'run-file-gone': () => [],
  'run-unreachable': () => [refreshRuns],
  'run-not-finished': () => [refreshRuns, showLog],
  'run-not-forgotten': () => [refreshRuns, showLog],
  'tasks-not-stopped': () => [showLog],
  'copies-not-removed': ({ run }) => [
    commandOf(commands.sweepRun, l10n.t('Try Again'), run),
    showLog,
  ],
  'journal-damaged': () => [
    commandOf(commands.findLeftovers, l10n.t('Find Leftovers…')),
    commandOf(commands.showRuns, l10n.t('Show Runs')),
  ],
};

/** What helps where Nextflow did not begin. */
export function refusalSteps(refused: Refusal | null): readonly Command[] {
  switch (refused) {
    case 'store-open':
    case 'store-malformed':
      return [openSetting(settings.runDirectory)];
    case 'java':
      return [howToInstall];
    case null:
      return [];
  }
}

const chooseStore: Command = commandOf(commands.chooseStore, l10n.t('Choose Store…'));
const chooseSeqeraWorkspace: Command = commandOf(
  commands.chooseSeqeraWorkspace,
  l10n.t('Choose Workspace…'),
);
const chooseRegion: Command = commandOf(commands.chooseAwsRegion, l10n.t('Choose Region…'));
const signIn = (cloud: Cloud | 'seqera'): Command =>
  commandOf(commands.signIn, l10n.t('Sign In…'), { cloud });
const refreshSecrets: Command = commandOf(commands.refreshSecrets, l10n.t('Try Again'));
const reloadWindow: Command = {
  title: l10n.t('Reload Window'),
  command: 'workbench.action.reloadWindow',
};
const refreshRuns: Command = commandOf(commands.refreshRuns, l10n.t('Refresh Runs'));
const showLog: Command = commandOf(commands.showLog, l10n.t('Show Log'));
const howToInstall: Command = {
  title: l10n.t('How to Install'),
  command: 'vscode.open',
  arguments: ['https://www.nextflow.io/docs/latest/install.html'],
};
const trust: Command = {
  title: l10n.t('Manage Workspace Trust'),
  command: 'workbench.trust.manage',
};

/** A page of Google Cloud's console about a project. */
function inConsole(title: string, page: string, project: string): Command {
  const url = `https://console.cloud.google.com/${page}?project=${encodeURIComponent(project)}`;
  return { title, command: 'vscode.open', arguments: [url] };
}

function openSetting(id: string): Command {
  return {
    title: l10n.t('Open Settings'),
    command: 'workbench.action.openSettings',
    arguments: [id],
  };
}
