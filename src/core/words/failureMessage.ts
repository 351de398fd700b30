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
    what: `secrets cannot be read or written: ${reason}`,
  }),
  'secret-exists': ({ name }) => ({ what: `a secret named ${name} exists already` }),
  'secret-not-found': ({ name }) => ({ what: `the secret ${name} is not there any more` }),
  'store-replaced': ({ store }) => ({
    what: `that was removed from ${store}, which does not keep these secrets any more`,
  }),
  'store-file-mode': ({ path, mode }) => ({
    what: `mode ${mode}, and Nextflow takes only 600 (readable by you alone): ${path}`,
  }),
  'browser-storage-behind': ({ names }) => ({
    what: `nothing was written: ${names.join(', ')} changed in another window since this one was opened, and writing here would undo that`,
    advice: 'Reload this window first.',
  }),
  'browser-storage-lost': ({ name }) => ({
    what: `this browser did not keep ${name}: what was written is not what is read`,
  }),
  'cloud-signed-out': ({ cloud, connection, because }) => ({
    what: signedOut(cloudName[cloud], connection, because),
  }),
  'cloud-not-set-up': ({ cloud, missing }) => ({
    what:
      missing === 'execution role'
        ? 'delivery by job definition needs the execution role of AWS Batch, and neither the settings nor aws.batch.executionRole of the pipeline’s config say which'
        : `${cloudName[cloud]} needs a ${missing}, and nothing says which`,
  }),
  'cloud-denied': ({ cloud, permission, resource }) => ({
    what: `${cloudName[cloud]} does not allow ${permission} on ${resource}`,
    ...(cloud === 'google' ? { advice: `The role ${roleWith(permission)} does.` } : {}),
  }),
  'cloud-throttled': ({ cloud, action }) => ({
    what: `${cloudName[cloud]} is busy and did not take ${action}, also after several tries`,
  }),
  'cloud-unreachable': ({ cloud, reason }) => ({
    what: `${cloudName[cloud]} does not answer: ${reason}`,
  }),
  'cloud-refused': ({ cloud, action, code }) => ({
    what: `${cloudName[cloud]} refused ${action}: ${code}`,
  }),
  'google-project-differs': ({ path, own, chosen }) => ({
    what: `the service account of ${path} belongs to the project ${own}, and the project in use is ${chosen}`,
    advice: 'The two must be the same.',
  }),
  'google-api-disabled': ({ project }) => ({
    what: `Secret Manager is not enabled in the Google Cloud project ${project}`,
  }),
  'copy-awaits-deletion': ({ key }) => ({
    what: `the secret ${key} was removed and still waits out its recovery window`,
    advice: 'Restore it, or use another name.',
  }),
  'value-write-only': ({ name, store }) => ({
    what: `the value of ${name} cannot be read: ${store} gives no value back to anybody`,
    advice: 'Keep it in another store as well where it is needed here.',
  }),
  'seqera-signed-out': ({ endpoint, because }) => ({
    what:
      because === 'absent'
        ? `you are not signed in to ${platformAt(endpoint)}`
        : `your token for ${platformAt(endpoint)} has expired, or was revoked`,
  }),
  'seqera-denied': deniedBySeqera,
  'seqera-workspace-unknown': ({ endpoint, workspace }) => ({
    what: `the workspace ${workspace} is not on ${platformAt(endpoint)}, or not visible to you`,
  }),
  'seqera-workspace-unset': () => ({
    what: 'no workspace of Seqera Platform is chosen for this folder',
  }),
  'seqera-user-secrets-off': ({ endpoint }) => ({
    what: `${platformAt(endpoint)} has no personal workspaces, so there are no user secrets on it`,
    advice: 'Choose another store for yours.',
  }),
  'seqera-busy': ({ endpoint, seconds }) => ({
    what: `${platformAt(endpoint)} is busy and asks to come back ${seconds === null ? 'later' : `in ${count(seconds, 'second')}`}`,
  }),
  'seqera-unreachable': ({ endpoint, reason }) => ({
    what: `${platformAt(endpoint)} does not answer: ${reason}`,
    ...(/CERT|SIGNATURE/.test(reason)
      ? { advice: 'This machine does not trust the certificate of that address.' }
      : {}),
  }),
  'seqera-refused': ({ endpoint, action, status, detail }) => ({
    what: `${platformAt(endpoint)} refused to ${action} (${status})${detail === '' ? '' : `: ${detail.replace(/\.$/, '')}`}`,
  }),
  'seqera-answer-unreadable': ({ endpoint, because }) => ({
    what: `what answers at ${endpoint} is not the API of Seqera Platform: ${unreadable[because]}`,
    advice:
      'That of Seqera Cloud is https://api.cloud.seqera.io, that of an own installation mostly ends in /api.',
  }),
  'seqera-endpoint-refused': ({ endpoint, problem }) => ({
    what: `no token is sent to ${endpoint}`,
    advice: endpointProblemText(problem),
  }),
  'file-unreadable': ({ path, reason }) => ({ what: `${path} cannot be read: ${reason}` }),
  'file-malformed': ({ path, detail }) => ({ what: `${path} cannot be understood: ${detail}` }),
  'file-not-written': ({ path, reason }) => ({
    what: `${path} cannot be written: ${reason}`,
    advice: 'Nothing was changed.',
  }),
  'file-not-removed': ({ path, reason }) => ({ what: `${path} cannot be removed: ${reason}` }),
  'file-in-use': ({ path }) => ({
    what: `${path} may be in use by a run that has started since, so it was left where it is`,
  }),
  'nextflow-not-found': ({ setting }) => ({
    what:
      setting === null
        ? 'Nextflow is not on the PATH, so nothing was started'
        : `Nextflow is not at ${setting}, so nothing was started`,
  }),
  'nf-test-not-found': ({ setting }) => ({
    what:
      setting === null
        ? 'the program nf-test is not on the PATH'
        : `the program nf-test is not at ${setting}`,
    advice: 'Its site tells how to install it: www.nf-test.com.',
  }),
  'java-not-found': ({ found }) => ({
    what: `${found === null ? 'Java is not found' : `Java ${found} is too old`}, and Nextflow needs it (17 or newer)`,
    advice: 'Install it, or set JAVA_HOME and start again.',
  }),
  'workspace-untrusted': () => ({
    what: 'a launch runs the pipeline’s code, and this workspace is not trusted',
  }),
  'script-not-found': ({ path }) => ({ what: `${path} is not there, so nothing was started` }),
  'argument-refused': argumentWords,
  'launch-in-progress': ({ script }) => ({
    what: `${script} is being launched already`,
    advice: 'Decide on that launch first.',
  }),
  'state-folder-not-private': ({ path, mode }) => ({
    what: `${path} is open to others (mode ${mode}), so no copy of a secret is put there`,
    advice: 'Close it with chmod 700, or choose another folder.',
  }),
  'state-folder-not-writable': ({ path, reason }) => ({
    what: `${path} cannot be written: ${reason}`,
    advice: 'Runs keep their state there.',
  }),
  'unsafe-path': ({ path, character }) => ({
    what: `tasks would not find their secrets in ${path}, because of the character “${character}”`,
    advice: 'Choose another folder.',
  }),
  'folder-not-shared': ({ path, fileSystem }) => ({
    what: `compute nodes do not see ${path}: it is on a file system of this machine alone (${fileSystem}), so tasks would not find their secrets`,
    advice: 'Choose a folder that they share, say below your home.',
  }),
  'supervisor-not-started': ({ detail }) => ({ what: `the run was not started: ${detail}` }),
  'run-not-found': () => ({ what: 'the run is not in the history any more' }),
  'run-file-gone': ({ what, path }) => ({
    what: `${runFiles[what]} is not there (${path}): it was removed, or never made`,
  }),
  'run-unreachable': () => ({
    what: 'the run does not answer',
    advice: 'It may have ended just now.',
  }),
  'run-not-finished': ({ run, path, reason }) => ({
    what: `what run ${run} may have left could not be removed: ${reason} (${path})`,
  }),
  'tasks-not-stopped': ({ reasons }) => ({
    what: `tasks could not be stopped: ${reasons.join('; ')}`,
  }),
  'copies-not-removed': ({ reasons }) => ({
    what: `copies of secrets could not be removed: ${reasons.join('; ')}`,
  }),
  'journal-damaged': ({ run, path, reason }) => ({
    what: `the journal of the run ${run} cannot be read whole (${reason}), so copies that it told of in a cloud may be left: ${path}`,
    advice: 'What it had on this machine is removed.',
  }),
};

/** Say `Seqera Platform (cloud.seqera.io)`. */
function platformAt(endpoint: string): string {
  return `Seqera Platform (${platformName(endpoint)})`;
}

const unreadable = {
  malformed: 'its answer cannot be understood',
  'too-large': 'its answer is too large',
  redirect: 'it leads to another address, where your token is not sent',
} as const;

function deniedBySeqera({
  action,
  workspace,
  roles,
}: Extract<Failure, { kind: 'seqera-denied' }>): Words {
  const where = workspace === null ? '' : ` in ${workspace}`;
  return roles.length === 0
    ? { what: `Seqera Platform does not allow you to ${action}${where}` }
    : {
        what: `your role${where} is ${roles.join(', ')}, which may not ${action}`,
        ...(workspace !== null && { advice: `The role must be ${rolesThatChange}.` }),
      };
}

const runFiles = {
  log: 'Nextflow’s log of this run',
  'task-log': 'the output of the task',
  work: 'the work folder',
} as const;

function signedOut(
  cloud: string,
  connection: string,
  because: Extract<Failure, { kind: 'cloud-signed-out' }>['because'],
): string {
  switch (because) {
    case 'absent':
      return `no credentials for ${cloud} were found (${connection})`;
    case 'expired':
      return `the sign-in to ${cloud} with ${connection} has expired`;
    case 'invalid':
      return `the sign-in to ${cloud} with ${connection} is not valid`;
    case 'code':
      return `the sign-in to ${cloud} with ${connection} wants a code of your device`;
  }
}

function argumentWords({ argument, because }: ArgumentProblem): Words {
  switch (because) {
    case 'detaches':
      return {
        what: `${argument} would detach Nextflow from its supervisor`,
        advice: 'Leave it out: runs go on when the window closes anyway.',
      };
    case 'set-already':
      return {
        what: `${argument} is set already, because the run is watched through it`,
        advice: 'Leave it out.',
      };
    case 'own-step':
      return {
        what: `${argument} is chosen in a step of its own`,
        advice: 'Leave it out here, or there.',
      };
  }
}
