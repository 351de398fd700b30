import * as l10n from '@vscode/l10n';
import { allow, allowPassing, policy, type PolicyStatement } from '../policy.ts';
import { copiesOfAccount, copiesOfRegion, executionRole } from './arns.ts';
import { keyUse, taskRolePassing, trust } from './awsForms.ts';
import { bothVariants, type IamRole } from './iamRole.ts';

/** The ECS agent's role (Seqera's secrets page, 2025-09). */
export const execution: IamRole = {
  id: 'execution',
  cloud: 'aws',
  title: l10n.t('ECS agent: the execution role of AWS Batch'),
  purpose: l10n.t(
    'The ECS agent assumes this role when a job starts, and puts the secrets that the job definition names into the container’s environment. A compute environment that has no execution role needs one.',
  ),
  principal: {
    variable: 'execution_role',
    description: l10n.t('name of the execution role'),
    usual: '<BATCH_CLUSTER>-ExecutionRole',
  },
  forms: [
    {
      id: 'managed',
      title: l10n.t('Managed policy'),
      explanation: l10n.t('What every ECS agent needs: pulling images and writing logs.'),
      variants: bothVariants,
      body: {
        kind: 'managed',
        arn: 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
      },
    },
    {
      id: 'secrets',
      title: l10n.t('Inline policy, as on the documentation page'),
      explanation: l10n.t(
        'Reads `tower-*` only. The account is left open with `*`; a role can read secrets of other accounts only if those accounts allow it.',
      ),
      variants: ['page'],
      body: {
        kind: 'permissions',
        document: policy(
          allow('AllowECSAgentToRetrieveSecrets', 'secretsmanager:GetSecretValue', copiesOfRegion),
        ),
      },
    },
    {
      id: 'secrets-narrow',
      title: l10n.t('Inline policy, narrower'),
      explanation: l10n.t(
        'Also names the account. The file `launch/secrets-policy-execution-role.json` of `nf-tower-aws` instead leaves the region open, for one role that serves several regions.',
      ),
      variants: ['current'],
      body: {
        kind: 'permissions',
        document: policy(
          allow('AllowECSAgentToRetrieveSecrets', 'secretsmanager:GetSecretValue', copiesOfAccount),
        ),
      },
    },
    keyUse(l10n.t('The agent only decrypts.'), ['kms:Decrypt']),
    trust,
  ],
};

/** The head job on its host's role (Seqera's page; `secrets-policy-instance-role.json`). */
export const instance: IamRole = {
  id: 'instance',
  cloud: 'aws',
  title: l10n.t('EC2 instance role'),
  purpose: l10n.t(
    'The Nextflow head job uses the role of the machine that it runs on, unless the compute environment names a role of its own for it (below). Only one of the two is needed.',
  ),
  principal: {
    variable: 'instance_role',
    description: l10n.t('name of the EC2 instance role'),
    usual: null,
  },
  forms: [
    {
      id: 'secrets',
      title: l10n.t('Permissions, as on the documentation page'),
      explanation: l10n.t(
        "Finds secrets by name. Enough where only `secret 'X'` is used, because then the ECS agent reads the values.",
      ),
      variants: ['page'],
      body: {
        kind: 'permissions',
        document: policy(
          allow('AllowNextflowHeadJobToAccessSecrets', 'secretsmanager:ListSecrets', '*'),
        ),
      },
    },
    {
      id: 'secrets-read',
      title: l10n.t('Permissions, with what `secrets.X` needs'),
      explanation: l10n.t(
        'Where a script or config reads `secrets.X`, Nextflow itself fetches the value, so it needs `GetSecretValue`. It also names the execution role in the job definitions that it creates, so it needs `iam:PassRole`. This is `launch/secrets-policy-instance-role.json` of `nf-tower-aws`, confined to one region and account.',
      ),
      variants: ['current'],
      body: { kind: 'permissions', document: policy(...headStatements(true)) },
    },
    taskRolePassing,
  ],
};

/** The head job on a role of its own (Seqera's secrets page, 2025-09). */
export const headJob: IamRole = {
  id: 'head-job',
  cloud: 'aws',
  title: l10n.t('Custom role of the head job'),
  purpose: l10n.t(
    'A role that the compute environment names for the Nextflow head job, in its advanced options. It replaces the instance role above.',
  ),
  principal: {
    variable: 'head_job_role',
    description: l10n.t('name of the role of the head job'),
    usual: null,
  },
  forms: [
    {
      id: 'secrets',
      title: l10n.t('Permissions, as on the documentation page'),
      explanation: l10n.t('Finds secrets by name, and passes the execution role to the jobs.'),
      variants: ['page'],
      body: { kind: 'permissions', document: policy(...headStatements(false)) },
    },
    {
      id: 'secrets-read',
      title: l10n.t('Permissions, with what `secrets.X` needs'),
      explanation: l10n.t(
        'The same and `GetSecretValue` on `tower-*`, which a script or config that reads `secrets.X` needs.',
      ),
      variants: ['current'],
      body: { kind: 'permissions', document: policy(...headStatements(true)) },
    },
    taskRolePassing,
    trust,
  ],
};

/** Tasks of runs that this extension launches: they fetch their secrets themselves. */
export const task: IamRole = {
  id: 'task',
  cloud: 'aws',
  title: l10n.t('Role of the tasks, for runs launched from here'),
  purpose: l10n.t(
    'A run on AWS Batch that is launched from VS Code lets each task fetch its own secrets, unless the plan says that job definitions carry them. The tasks’ role (`aws.batch.jobRole` in the pipeline’s config, else the instance role) needs to read the copies.',
  ),
  principal: {
    variable: 'task_role',
    description: l10n.t('name of the role of the tasks'),
    usual: null,
  },
  forms: [
    {
      id: 'secrets',
      title: l10n.t('Permissions'),
      explanation: l10n.t('Reads copies for runs and nothing else.'),
      variants: bothVariants,
      body: {
        kind: 'permissions',
        document: policy(
          allow('AllowTasksToReadSecrets', 'secretsmanager:GetSecretValue', copiesOfAccount),
        ),
      },
    },
    trust,
  ],
};

function headStatements(reads: boolean): PolicyStatement[] {
  return [
    allow('AllowNextflowHeadJobToAccessSecrets', 'secretsmanager:ListSecrets', '*'),
    ...(reads
      ? [
          allow(
            'AllowNextflowHeadJobToReadSecrets',
            'secretsmanager:GetSecretValue',
            copiesOfAccount,
          ),
        ]
      : []),
    ...(reads
      ? [
          allow('AllowNextflowHeadJobToSeeRoles', 'iam:GetRole', executionRole),
          allowPassing('AllowNextflowHeadJobToPassRoles', executionRole),
        ]
      : // As the page has it: without a condition, and in one.
        [allow('AllowNextflowHeadJobToPassRoles', ['iam:GetRole', 'iam:PassRole'], executionRole)]),
  ];
}
