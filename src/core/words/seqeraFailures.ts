import * as l10n from '@vscode/l10n';
import { span } from '../age.ts';
import type { Failure, LostAnswer } from '../failure.ts';
import { endpointProblemText, platformName } from '../seqera/seqeraEndpoint.ts';
import { rolesThatMay } from '../seqera/seqeraRole.ts';
import type { FailureWords, Words } from './failureWords.ts';
import { seqeraActionText } from './seqeraActionText.ts';

/** Seconds; nobody waits for longer, and no Platform means it. */
const longestPause = 24 * 3600;

/** What Seqera Platform refuses, or does not answer. */
export const seqeraFailures: FailureWords<Extract<Failure['kind'], `seqera-${string}`>> = {
  'seqera-signed-out': ({ endpoint, because }) => ({
    what:
      because === 'absent'
        ? l10n.t('you are not signed in to {0}', platformAt(endpoint))
        : l10n.t('your token for {0} has expired or was revoked', platformAt(endpoint)),
  }),
  'seqera-denied': deniedBySeqera,
  'seqera-workspace-unknown': ({ endpoint, workspace }) => ({
    what: l10n.t(
      'the workspace {0} does not exist on {1}, or you cannot see it',
      workspace,
      platformAt(endpoint),
    ),
  }),
  'seqera-missing': ({ endpoint, subject, id }) => ({
    what: {
      run: l10n.t(
        'the run {0} does not exist on {1}, or you cannot see it',
        id,
        platformAt(endpoint),
      ),
      pipeline: l10n.t(
        'the pipeline {0} does not exist on {1}, or you cannot see it',
        id,
        platformAt(endpoint),
      ),
      'compute environment': l10n.t(
        'the compute environment {0} does not exist on {1}, or you cannot see it',
        id,
        platformAt(endpoint),
      ),
    }[subject],
  }),
  'seqera-workspace-unset': () => ({
    what: l10n.t('no workspace of Seqera Platform is chosen for this folder'),
  }),
  'seqera-workspace-personal': () => ({
    what: l10n.t('your personal workspace on Seqera Platform has no workspace secrets'),
    advice: l10n.t('Runs there get your user secrets.'),
  }),
  'seqera-user-secrets-off': ({ endpoint }) => ({
    what: l10n.t(
      '{0} has no personal workspaces, so there are no user secrets on it',
      platformAt(endpoint),
    ),
    advice: l10n.t('Choose another store for your user secrets.'),
  }),
  'seqera-busy': ({ endpoint, seconds }) => ({
    what:
      seconds === null || seconds > longestPause
        ? l10n.t('{0} is busy. Try again later', platformAt(endpoint))
        : l10n.t('{0} is busy. Try again in {1}', platformAt(endpoint), span(seconds * 1000)),
  }),
  'seqera-unreachable': ({ endpoint, reason }) => ({
    what: l10n.t('{0} does not respond: {1}', platformAt(endpoint), reason),
    ...(/CERT|SIGNATURE/.test(reason)
      ? { advice: l10n.t('This machine does not trust the certificate of that address.') }
      : {}),
  }),
  'seqera-refused': ({ endpoint, action, status, detail }) => ({
    what: l10n.t(
      '{0} refused to {1} ({2}){3}',
      platformAt(endpoint),
      seqeraActionText(action),
      status,
      detail === '' ? '' : `: ${detail.replace(/\.$/, '')}`,
    ),
  }),
  'seqera-answer-unreadable': unreadableAnswer,
  'seqera-launch-unconfirmed': ({ endpoint, workspace, because }) => ({
    what: l10n.t('{0} did not confirm the launch: {1}', platformAt(endpoint), lostAnswer(because)),
    advice:
      workspace === null
        ? l10n.t('The run may have started. Look at your runs before you launch again.')
        : l10n.t(
            'The run may have started. Look at the runs of {0} before you launch again.',
            workspace,
          ),
  }),
  'seqera-endpoint-refused': ({ endpoint, problem }) => ({
    what: l10n.t('no token is sent to {0}', endpoint),
    advice: endpointProblemText(problem),
  }),
};

function unreadableAnswer({
  endpoint,
  because,
}: Extract<Failure, { kind: 'seqera-answer-unreadable' }>): Words {
  return because === 'incomplete'
    ? { what: l10n.t('{0} sent only a part of the list of secrets', platformAt(endpoint)) }
    : {
        what: l10n.t(
          'the server at {0} is not the API of Seqera Platform: {1}',
          endpoint,
          unreadable[because],
        ),
        advice: l10n.t(
          'For Seqera Cloud it is https://api.cloud.seqera.io. For your own installation it usually ends in /api.',
        ),
      };
}

/** Say `Seqera Platform (cloud.seqera.io)`. */
function platformAt(endpoint: string): string {
  return l10n.t('Seqera Platform ({0})', platformName(endpoint));
}

const unreadable = {
  malformed: l10n.t('its response is not valid'),
  'too-large': l10n.t('its response is too large'),
  incomplete: l10n.t('its list is not complete'),
  redirect: l10n.t('it redirects to another address, and your token is not sent there'),
} as const;

function lostAnswer(because: LostAnswer): string {
  switch (because.kind) {
    case 'none':
      return because.reason;
    case 'status':
      return [`${because.status}`, because.detail.replace(/\.$/, '')].filter(Boolean).join(' ');
    case 'unreadable':
      return unreadable[because.because];
  }
}

function deniedBySeqera({
  action,
  workspace,
  roles,
}: Extract<Failure, { kind: 'seqera-denied' }>): Words {
  const what = seqeraActionText(action);
  if (roles.length === 0) {
    return {
      what:
        workspace === null
          ? l10n.t('Seqera Platform does not allow you to {0}', what)
          : l10n.t('Seqera Platform does not allow you to {0} in {1}', what, workspace),
    };
  }
  const has = roles.join(', ');
  return workspace === null
    ? { what: l10n.t('your role is {0}, which is not allowed to {1}', has, what) }
    : {
        what: l10n.t('your role in {0} is {1}, which is not allowed to {2}', workspace, has, what),
        advice: l10n.t('The role must be {0}.', rolesThatMay(action)),
      };
}
