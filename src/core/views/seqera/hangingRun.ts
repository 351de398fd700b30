import * as l10n from '@vscode/l10n';
import { allTasks, doneTasks, type RemoteRun } from '../../seqera/remoteRun.ts';

/** After so long without a change a run that has nothing to do counts as hanging. */
const longestIdle = 15 * 60_000;

/**
 * For how long a run has gone on with nothing to do, in milliseconds; null where it does not hang.
 * The Platform ends a run only after it has removed its secrets from the cloud.
 */
export function hangs({ status, tasks, changedAt }: RemoteRun, now: number): number | null {
  if (status !== 'RUNNING' || tasks === null || changedAt === null) {
    return null;
  }
  const idle = now - changedAt;
  return allTasks(tasks) > 0 && doneTasks(tasks) === allTasks(tasks) && idle >= longestIdle
    ? idle
    : null;
}

/** What is likely the reason, and what helps. */
export const hangText = l10n.t(
  'A run with secrets on AWS ends after the Platform has removed them. The Platform finds them with secretsmanager:ListSecrets, which can only be allowed on all resources. A policy that is limited to tower-* denies it, so the secrets stay and the run does not end. Add this statement to the policy of the Platform’s credentials, then cancel the run.',
);

/** The statement to add, as JSON. */
export const listStatement = `{
  "Sid": "AllowSeqeraToListSecrets",
  "Effect": "Allow",
  "Action": "secretsmanager:ListSecrets",
  "Resource": "*"
}`;
