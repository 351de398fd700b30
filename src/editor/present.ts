import type { Command } from 'vscode';
import type { Cloud, Failure } from '../core/failure.ts';
import { roleWith } from '../core/iam/googleRoles.ts';
import { argumentText } from '../core/runs/commandLine.ts';
import type { Refusal } from '../core/runs/refusal.ts';
import { commands, settings, views } from './ids.ts';

/** A failure in words, and the next steps as buttons. */
export interface Presentation {
  readonly message: string;
  readonly actions: readonly Command[];
}

/** The only place where failures are worded for the editor. */
export function presentFailure(failure: Failure): Presentation {
  // The compiler does not see that the key and the argument belong together.
  const word = words[failure.kind] as (failure: Failure) => Presentation;
  return word(failure);
}

/** One entry for each kind, or this does not compile. */
type Words = {
  readonly [Kind in Failure['kind']]: (failure: Extract<Failure, { kind: Kind }>) => Presentation;
};

const words: Words = {
  'store-unavailable': ({ reason }) =>
    say(`Secrets cannot be read or written: ${reason}.`, refreshSecrets, showLog),
  'secret-exists': ({ name }) => say(`A secret named ${name} exists already.`),
  'secret-not-found': ({ name }) =>
    say(`The secret ${name} is not there any more.`, refreshSecrets),
  'store-replaced': ({ store }) =>
    say(`That was removed from ${store}, which does not keep these secrets any more.`, chooseStore),
  'store-file-mode': ({ path, mode }) =>
    say(`Mode ${mode}, and Nextflow takes only 600 (readable by you alone): ${path}.`, {
      title: 'Repair',
      command: commands.repairStore,
    }),
  'browser-storage-behind': ({ names }) =>
    say(
      `Nothing was written: ${names.join(', ')} changed in another window since this one was opened, and writing here would undo that. Reload this window first.`,
      reloadWindow,
      chooseStore,
    ),
  'browser-storage-lost': ({ name }) =>
    say(`This browser did not keep ${name}: what was written is not what is read.`, chooseStore),
  'cloud-signed-out': ({ cloud, connection, because }) =>
    say(signedOutText(clouds[cloud], connection, because), signIn(cloud), refreshSecrets),
  'cloud-not-set-up': ({ cloud, missing }) =>
    missing === 'execution role'
      ? say(
          'Delivery by job definition needs the execution role of AWS Batch, and neither the settings nor aws.batch.executionRole of the pipeline’s config say which.',
          openSetting(settings.awsExecutionRole),
        )
      : say(
          `${clouds[cloud]} needs a ${missing}, and nothing says which.`,
          missing === 'region' ? chooseRegion : openSetting(settings.googleProject),
        ),
  'cloud-denied': ({ cloud, permission, resource }) =>
    say(
      `${clouds[cloud]} does not allow ${permission} on ${resource}.${cloud === 'google' ? ` The role ${roleWith(permission)} does.` : ''}`,
      showLog,
    ),
  'cloud-throttled': ({ cloud, action }) =>
    say(
      `${clouds[cloud]} is busy and did not take ${action}, also after several tries.`,
      refreshSecrets,
    ),
  'cloud-unreachable': ({ cloud, reason }) =>
    say(`${clouds[cloud]} does not answer: ${reason}.`, refreshSecrets, showLog),
  'cloud-refused': ({ cloud, action, code }) =>
    say(`${clouds[cloud]} refused ${action}: ${code}.`, showLog),
  'google-project-differs': ({ path, own, chosen }) =>
    say(
      `The service account of ${path} belongs to the project ${own}, and the settings say ${chosen}: the two must be the same.`,
      openSetting(settings.googleProject),
    ),
  'google-api-disabled': ({ project }) =>
    say(`Secret Manager is not enabled in the Google Cloud project ${project}.`, {
      title: 'Enable Secret Manager',
      command: 'vscode.open',
      arguments: [
        `https://console.cloud.google.com/apis/library/secretmanager.googleapis.com?project=${encodeURIComponent(project)}`,
      ],
    }),
  'copy-awaits-deletion': ({ key }) =>
    say(
      `The secret ${key} was removed and still waits out its recovery window: restore it, or use another name.`,
      { title: 'Restore…', command: commands.restoreSecret },
    ),
  'file-unreadable': ({ path, reason }) => say(`${path} cannot be read: ${reason}.`),
  'file-malformed': ({ path, detail }) => say(`${path} cannot be understood: ${detail}.`),
  'file-not-written': ({ path, reason }) =>
    say(`${path} cannot be written: ${reason}. Nothing was changed.`, showLog),
  'file-not-removed': ({ path, reason }) => say(`${path} cannot be removed: ${reason}.`),
  'file-in-use': ({ path }) =>
    say(`${path} may be in use by a run that has started since, so it was left where it is.`),
  'nextflow-not-found': ({ setting }) =>
    say(
      setting === null
        ? 'Nextflow is not on the PATH, so nothing was started.'
        : `Nextflow is not at ${setting}, where the settings say, so nothing was started.`,
      openSetting(settings.nextflowPath),
      howToInstall,
    ),
  'nf-test-not-found': ({ setting }) =>
    say(
      setting === null
        ? 'The program nf-test is not on the PATH. Its site tells how to install it: www.nf-test.com.'
        : `The program nf-test is not at ${setting}, where the settings say.`,
      openSetting(settings.nfTestPath),
      { title: 'How to Install', command: 'vscode.open', arguments: ['https://www.nf-test.com'] },
    ),
  'java-not-found': ({ found }) =>
    say(
      `${found === null ? 'Java is not found' : `Java ${found} is too old`}, and Nextflow needs it (17 or newer). Install it, or set JAVA_HOME and start VS Code again.`,
      howToInstall,
    ),
  'workspace-untrusted': () =>
    say('A launch runs the pipeline’s code, and this workspace is not trusted.', trust),
  'script-not-found': ({ path }) => say(`${path} is not there, so nothing was started.`),
  'argument-refused': failure => say(argumentText(failure)),
  'launch-in-progress': ({ script }) =>
    say(`${script} is being launched already. Decide on that launch first.`, {
      title: 'Show Runs',
      command: `${views.runs}.focus`,
    }),
  'state-folder-not-private': ({ path, mode }) =>
    say(
      `${path} is open to others (mode ${mode}), so no copy of a secret is put there. Close it with chmod 700, or choose another folder.`,
      openSetting(settings.runDirectory),
    ),
  'state-folder-not-writable': ({ path, reason }) =>
    say(
      `${path} cannot be written: ${reason}. Runs keep their state there.`,
      openSetting(settings.runDirectory),
    ),
  'unsafe-path': ({ path, character }) =>
    say(
      `Tasks would not find their secrets in ${path}, because of the character “${character}”. Choose another folder.`,
      openSetting(settings.runDirectory),
    ),
  'folder-not-shared': ({ path, fileSystem }) =>
    say(
      `Compute nodes do not see ${path}: it is on a file system of this machine alone (${fileSystem}), so tasks would not find their secrets. Choose a folder that they share, say below your home.`,
      openSetting(settings.runDirectory),
    ),
  'supervisor-not-started': ({ detail }) => say(`The run was not started: ${detail}.`, showLog),
  'run-not-found': () => say('The run is not in the history any more.', refreshRuns),
  'run-file-gone': ({ what, path }) =>
    say(`${runFiles[what]} is not there (${path}): it was removed, or never made.`),
  'run-unreachable': () => say('The run does not answer. It may have ended just now.', refreshRuns),
  'tasks-not-stopped': ({ reasons }) =>
    say(`Tasks could not be stopped: ${reasons.join('; ')}.`, showLog),
  'copies-not-removed': ({ run, reasons }) =>
    say(
      `Copies of secrets could not be removed: ${reasons.join('; ')}.`,
      { title: 'Try Again', command: commands.sweepRun, arguments: [run] },
      showLog,
    ),
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

const runFiles = {
  log: 'Nextflow’s log of this run',
  'task-log': 'What the task printed',
  work: 'The work folder',
} as const;

const clouds = { aws: 'AWS', google: 'Google Cloud' } as const;

function signedOutText(
  cloud: string,
  connection: string,
  because: Extract<Failure, { kind: 'cloud-signed-out' }>['because'],
): string {
  switch (because) {
    case 'absent':
      return `No credentials for ${cloud} were found (${connection}).`;
    case 'expired':
      return `The sign-in to ${cloud} with ${connection} has expired.`;
    case 'invalid':
      return `The sign-in to ${cloud} with ${connection} is not valid.`;
    case 'code':
      return `The sign-in to ${cloud} with ${connection} wants a code of your device.`;
  }
}

function say(message: string, ...actions: Command[]): Presentation {
  return { message, actions };
}

const chooseStore: Command = { title: 'Choose Store…', command: commands.chooseStore };
const chooseRegion: Command = { title: 'Choose Region…', command: commands.chooseAwsRegion };
const signIn = (cloud: Cloud): Command => ({
  title: 'Sign In…',
  command: commands.signIn,
  arguments: [{ cloud }],
});
const refreshSecrets: Command = { title: 'Try Again', command: commands.refreshSecrets };
const reloadWindow: Command = {
  title: 'Reload Window',
  command: 'workbench.action.reloadWindow',
};
const refreshRuns: Command = { title: 'Refresh Runs', command: commands.refreshRuns };
const showLog: Command = { title: 'Show Log', command: commands.showLog };
const howToInstall: Command = {
  title: 'How to Install',
  command: 'vscode.open',
  arguments: ['https://www.nextflow.io/docs/latest/install.html'],
};
const trust: Command = { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' };

function openSetting(id: string): Command {
  return { title: 'Open Settings', command: 'workbench.action.openSettings', arguments: [id] };
}
