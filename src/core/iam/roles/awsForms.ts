import * as l10n from '@vscode/l10n';
import {
  allow,
  allowPassing,
  policy,
  type PolicyDocument,
  type TrustStatement,
} from '../policy.ts';
import { taskRole } from './arns.ts';
import { bothVariants, type PolicyForm } from './iamRole.ts';

const trustEcsTasks: PolicyDocument<TrustStatement> = policy({
  Sid: 'AllowECSTaskAssumption',
  Effect: 'Allow',
  Principal: { Service: 'ecs-tasks.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** The trust policy of every role that jobs take on (Seqera's secrets page, 2025-09). */
export const trust: PolicyForm = {
  id: 'trust',
  title: l10n.t('Trust relationship'),
  explanation: l10n.t('Allows ECS containers, and therefore AWS Batch jobs, to assume the role.'),
  variants: bothVariants,
  body: { kind: 'trust', document: trustEcsTasks },
};

/** Only where the config names a role for tasks; it is shown, and exported if known. */
export const taskRolePassing: PolicyForm = {
  id: 'task-role',
  title: l10n.t('Addition: a role of the tasks'),
  explanation: l10n.t(
    'Only if the pipeline’s config names a role for its tasks (`aws.batch.jobRole`). Whoever registers a job definition with this role passes it to the jobs.',
  ),
  variants: bothVariants,
  body: {
    kind: 'permissions',
    document: policy(allowPassing('AllowPassingTaskRole', taskRole)),
  },
};

/** Only where secrets are encrypted with a key of the customer's; it is shown, and exported if known. */
export function keyUse(why: string, actions: readonly string[]): PolicyForm {
  return {
    id: 'key',
    title: l10n.t('Addition: your own KMS key'),
    explanation: l10n.t(
      'Only if copies are encrypted with your own key instead of `aws/secretsmanager`. {0} The key’s own policy must let the role use it too.',
      why,
    ),
    variants: bothVariants,
    body: {
      kind: 'permissions',
      document: policy(allow('AllowSecretsKey', actions, '<KMS_KEY_ARN>')),
    },
  };
}
