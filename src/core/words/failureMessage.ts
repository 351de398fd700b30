import * as l10n from '@vscode/l10n';
import { count } from '../count.ts';
import type { ArgumentProblem, Failure } from '../failure.ts';
import { roleWith } from '../iam/roles/googleRoles.ts';
import { endpointProblemText, platformName } from '../seqera/seqeraEndpoint.ts';
import { rolesThatChange } from '../seqera/seqeraRole.ts';
import { cloudName } from './cloudName.ts';

/**
 * A failure for people, as sentences. The only wording there is: a window adds buttons, the command
 * line the option that helps.
 */
export function failureMessage(failure: Failure): string {
  const { what, advice } = words(failure);
  const sentence = /^[a-z]+ /.test(what) ? `${what.charAt(0).toUpperCase()}${what.slice(1)}` : what;
  return advice === undefined ? `${sentence}.` : `${sentence}. ${advice}`;
}

/** A failure as a clause, for where it is the reason of something else: in journals and lists. */
export function failureReason(failure: Failure): string {
  return words(failure).what;
}

interface Words {
  /** What happened, as a clause that begins in lower case where it can. */
  readonly what: string;
  /** What to do about it wherever it is read, as a sentence. */
  readonly advice?: string;
}

function words(failure: Failure): Words {
  // The compiler does not see that the key and the argument belong together.
  const word = table[failure.kind] as (failure: Failure) => Words;
  return word(failure);
}

/** One entry for each kind, or this does not compile. */
const table: {
  readonly [Kind in Failure['kind']]: (failure: Extract<Failure, { kind: Kind }>) => Words;
} = {
  'store-unavailable': ({ reason }) => ({
    what: l10n.t('secrets cannot be read or written: {0}', reason),
  }),
  'secret-exists': ({ name }) => ({ what: l10n.t('a secret named {0} exists already', name) }),
  'secret-not-found': ({ name }) => ({
    what: l10n.t('the secret {0} is not there any more', name),
  }),
  'store-replaced': ({ store }) => ({
    what: l10n.t('that was removed from {0}, which does not keep these secrets any more', store),
  }),
  'store-file-mode': ({ path, mode }) => ({
    what: l10n.t('mode {0}, and Nextflow takes only 600 (readable by you alone): {1}', mode, path),
  }),
  'browser-storage-behind': ({ names }) => ({
    what: l10n.t(
      'nothing was written: {0} changed in another window since this one was opened, and writing here would undo that',
      names.join(', '),
    ),
    advice: l10n.t('Reload this window first.'),
  }),
  'browser-storage-lost': ({ name }) => ({
    what: l10n.t('this browser did not keep {0}: what was written is not what is read', name),
  }),
  'cloud-signed-out': ({ cloud, connection, because }) => ({
    what: signedOut(cloudName[cloud], connection, because),
  }),
  'cloud-not-set-up': ({ cloud, missing }) => ({
    what:
      missing === 'execution role'
        ? l10n.t(
            'delivery by job definition needs the execution role of AWS Batch, and neither the settings nor aws.batch.executionRole of the pipeline’s config say which',
          )
        : l10n.t('{0} needs a {1}, and nothing says which', cloudName[cloud], missing),
  }),
  'cloud-denied': ({ cloud, permission, resource }) => ({
    what: l10n.t('{0} does not allow {1} on {2}', cloudName[cloud], permission, resource),
    ...(cloud === 'google' ? { advice: l10n.t('The role {0} does.', roleWith(permission)) } : {}),
  }),
  'cloud-throttled': ({ cloud, action }) => ({
    what: l10n.t(
      '{0} is busy and did not take {1}, also after several tries',
      cloudName[cloud],
      action,
    ),
  }),
  'cloud-unreachable': ({ cloud, reason }) => ({
    what: l10n.t('{0} does not answer: {1}', cloudName[cloud], reason),
  }),
  'cloud-refused': ({ cloud, action, code }) => ({
    what: l10n.t('{0} refused {1}: {2}', cloudName[cloud], action, code),
  }),
  'google-project-differs': ({ path, own, chosen }) => ({
    what: l10n.t(
      'the service account of {0} belongs to the project {1}, and the project in use is {2}',
      path,
      own,
      chosen,
    ),
    advice: l10n.t('The two must be the same.'),
  }),
  'google-api-disabled': ({ project }) => ({
    what: l10n.t('Secret Manager is not enabled in the Google Cloud project {0}', project),
  }),
  'copy-awaits-deletion': ({ key }) => ({
    what: l10n.t('the secret {0} was removed and still waits out its recovery window', key),
    advice: l10n.t('Restore it, or use another name.'),
  }),
  'value-write-only': ({ name, store }) => ({
    what: l10n.t(
      'the value of {0} cannot be read: {1} gives no value back to anybody',
      name,
      store,
    ),
    advice: l10n.t('Keep it in another store as well where it is needed here.'),
  }),
  'seqera-signed-out': ({ endpoint, because }) => ({
    what:
      because === 'absent'
        ? l10n.t('you are not signed in to {0}', platformAt(endpoint))
        : l10n.t('your token for {0} has expired, or was revoked', platformAt(endpoint)),
  }),
  'seqera-denied': deniedBySeqera,
  'seqera-workspace-unknown': ({ endpoint, workspace }) => ({
    what: l10n.t(
      'the workspace {0} is not on {1}, or not visible to you',
      workspace,
      platformAt(endpoint),
    ),
  }),
  'seqera-workspace-unset': () => ({
    what: l10n.t('no workspace of Seqera Platform is chosen for this folder'),
  }),
  'seqera-user-secrets-off': ({ endpoint }) => ({
    what: l10n.t(
      '{0} has no personal workspaces, so there are no user secrets on it',
      platformAt(endpoint),
    ),
    advice: l10n.t('Choose another store for yours.'),
  }),
  'seqera-busy': ({ endpoint, seconds }) => ({
    what: l10n.t(
      '{0} is busy and asks to come back {1}',
      platformAt(endpoint),
      seconds === null
        ? l10n.t('later')
        : l10n.t('in {0}', count(seconds, l10n.t('second'), l10n.t('seconds'))),
    ),
  }),
  'seqera-unreachable': ({ endpoint, reason }) => ({
    what: l10n.t('{0} does not answer: {1}', platformAt(endpoint), reason),
    ...(/CERT|SIGNATURE/.test(reason)
      ? { advice: l10n.t('This machine does not trust the certificate of that address.') }
      : {}),
  }),
  'seqera-refused': ({ endpoint, action, status, detail }) => ({
    what: l10n.t(
      '{0} refused to {1} ({2}){3}',
      platformAt(endpoint),
      action,
      status,
      detail === '' ? '' : `: ${detail.replace(/\.$/, '')}`,
    ),
  }),
  'seqera-answer-unreadable': ({ endpoint, because }) => ({
    what: l10n.t(
      'what answers at {0} is not the API of Seqera Platform: {1}',
      endpoint,
      unreadable[because],
    ),
    advice: l10n.t(
      'That of Seqera Cloud is https://api.cloud.seqera.io, that of an own installation mostly ends in /api.',
    ),
  }),
  'seqera-endpoint-refused': ({ endpoint, problem }) => ({
    what: l10n.t('no token is sent to {0}', endpoint),
    advice: endpointProblemText(problem),
  }),
  'file-unreadable': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be read: {1}', path, reason),
  }),
  'file-malformed': ({ path, detail }) => ({
    what: l10n.t('{0} cannot be understood: {1}', path, detail),
  }),
  'file-not-written': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be written: {1}', path, reason),
    advice: l10n.t('Nothing was changed.'),
  }),
  'file-not-removed': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be removed: {1}', path, reason),
  }),
  'file-in-use': ({ path }) => ({
    what: l10n.t(
      '{0} may be in use by a run that has started since, so it was left where it is',
      path,
    ),
  }),
  'nextflow-not-found': ({ setting }) => ({
    what:
      setting === null
        ? l10n.t('Nextflow is not on the PATH, so nothing was started')
        : l10n.t('Nextflow is not at {0}, so nothing was started', setting),
  }),
  'nf-test-not-found': ({ setting }) => ({
    what:
      setting === null
        ? l10n.t('the program nf-test is not on the PATH')
        : l10n.t('the program nf-test is not at {0}', setting),
    advice: l10n.t('Its site tells how to install it: www.nf-test.com.'),
  }),
  'java-not-found': ({ found }) => ({
    what: l10n.t(
      '{0}, and Nextflow needs it (17 or newer)',
      found === null ? l10n.t('Java is not found') : l10n.t('Java {0} is too old', found),
    ),
    advice: l10n.t('Install it, or set JAVA_HOME and start again.'),
  }),
  'workspace-untrusted': () => ({
    what: l10n.t('a launch runs the pipeline’s code, and this workspace is not trusted'),
  }),
  'script-not-found': ({ path }) => ({
    what: l10n.t('{0} is not there, so nothing was started', path),
  }),
  'argument-refused': argumentWords,
  'launch-in-progress': ({ script }) => ({
    what: l10n.t('{0} is being launched already', script),
    advice: l10n.t('Decide on that launch first.'),
  }),
  'state-folder-not-private': ({ path, mode }) => ({
    what: l10n.t(
      '{0} is open to others (mode {1}), so no copy of a secret is put there',
      path,
      mode,
    ),
    advice: l10n.t('Close it with chmod 700, or choose another folder.'),
  }),
  'state-folder-not-writable': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be written: {1}', path, reason),
    advice: l10n.t('Runs keep their state there.'),
  }),
  'unsafe-path': ({ path, character }) => ({
    what: l10n.t(
      'tasks would not find their secrets in {0}, because of the character “{1}”',
      path,
      character,
    ),
    advice: l10n.t('Choose another folder.'),
  }),
  'folder-not-shared': ({ path, fileSystem }) => ({
    what: l10n.t(
      'compute nodes do not see {0}: it is on a file system of this machine alone ({1}), so tasks would not find their secrets',
      path,
      fileSystem,
    ),
    advice: l10n.t('Choose a folder that they share, say below your home.'),
  }),
  'supervisor-not-started': ({ detail }) => ({
    what: l10n.t('the run was not started: {0}', detail),
  }),
  'run-not-found': () => ({ what: l10n.t('the run is not in the history any more') }),
  'run-file-gone': ({ what, path }) => ({
    what: l10n.t('{0} is not there ({1}): it was removed, or never made', runFiles[what], path),
  }),
  'run-unreachable': () => ({
    what: l10n.t('the run does not answer'),
    advice: l10n.t('It may have ended just now.'),
  }),
  'run-not-finished': ({ run, path, reason }) => ({
    what: `what run ${run} may have left could not be removed: ${reason} (${path})`,
  }),
  'tasks-not-stopped': ({ reasons }) => ({
    what: l10n.t('tasks could not be stopped: {0}', reasons.join('; ')),
  }),
  'copies-not-removed': ({ reasons }) => ({
    what: l10n.t('copies of secrets could not be removed: {0}', reasons.join('; ')),
  }),
  'journal-damaged': ({ run, path, reason }) => ({
    what: l10n.t(
      'the journal of the run {0} cannot be read whole ({1}), so copies that it told of in a cloud may be left: {2}',
      run,
      reason,
      path,
    ),
    advice: l10n.t('What it had on this machine is removed.'),
  }),
};

/** Say `Seqera Platform (cloud.seqera.io)`. */
function platformAt(endpoint: string): string {
  return l10n.t('Seqera Platform ({0})', platformName(endpoint));
}

const unreadable = {
  malformed: l10n.t('its answer cannot be understood'),
  'too-large': l10n.t('its answer is too large'),
  redirect: l10n.t('it leads to another address, where your token is not sent'),
} as const;

function deniedBySeqera({
  action,
  workspace,
  roles,
}: Extract<Failure, { kind: 'seqera-denied' }>): Words {
  const where = workspace === null ? '' : l10n.t(' in {0}', workspace);
  return roles.length === 0
    ? { what: l10n.t('Seqera Platform does not allow you to {0}{1}', action, where) }
    : {
        what: l10n.t('your role{0} is {1}, which may not {2}', where, roles.join(', '), action),
        ...(workspace !== null && { advice: l10n.t('The role must be {0}.', rolesThatChange) }),
      };
}

const runFiles = {
  log: l10n.t('Nextflow’s log of this run'),
  'task-log': l10n.t('the output of the task'),
  work: l10n.t('the work folder'),
} as const;

function signedOut(
  cloud: string,
  connection: string,
  because: Extract<Failure, { kind: 'cloud-signed-out' }>['because'],
): string {
  switch (because) {
    case 'absent':
      return l10n.t('no credentials for {0} were found ({1})', cloud, connection);
    case 'expired':
      return l10n.t('the sign-in to {0} with {1} has expired', cloud, connection);
    case 'invalid':
      return l10n.t('the sign-in to {0} with {1} is not valid', cloud, connection);
    case 'code':
      return l10n.t('the sign-in to {0} with {1} wants a code of your device', cloud, connection);
  }
}

function argumentWords({ argument, because }: ArgumentProblem): Words {
  switch (because) {
    case 'detaches':
      return {
        what: l10n.t('{0} would detach Nextflow from its supervisor', argument),
        advice: l10n.t('Leave it out: runs go on when the window closes anyway.'),
      };
    case 'set-already':
      return {
        what: l10n.t('{0} is set already, because the run is watched through it', argument),
        advice: l10n.t('Leave it out.'),
      };
    case 'own-step':
      return {
        what: l10n.t('{0} is chosen in a step of its own', argument),
        advice: l10n.t('Leave it out here, or there.'),
      };
  }
}
