import * as l10n from '@vscode/l10n';
import { allow, allowPassing, policy } from '../policy.ts';
import { copiesOfAccount, definitions, executionRole, jobDefinitions } from './arns.ts';
import { taskRolePassing } from './awsForms.ts';
import { bothVariants, type IamRole } from './iamRole.ts';

/**
 * What this extension itself asks of AWS, by what is used: each statement may be left out with
 * what its name says. Tests hold the list against the calls that the adapters make.
 */
export const extensionOnAws: IamRole = {
  id: 'extension',
  cloud: 'aws',
  title: l10n.t('You, with Nextflow Secrets'),
  purpose: l10n.t(
    'The identity that VS Code uses: an AWS profile, the environment, or a role. Remove the statements that you do not need.',
  ),
  principal: {
    variable: 'developer_role',
    description: l10n.t('name of the role that developers assume'),
    usual: null,
  },
  forms: [
    {
      id: 'secrets',
      title: l10n.t('Permissions'),
      explanation: [
        l10n.t(
          '- **Listing** finds definitions and leftovers. It has no narrower form than `*`: it shows the names of all secrets of the region, and no value.',
        ),
        l10n.t(
          '- **Definitions**: user and workspace secrets that are kept in AWS, below the beginning that the settings `userPrefix` and `workspacePrefix` have in common. A removed secret can be restored for some days, which needs `RestoreSecret`.',
        ),
        l10n.t(
          '- **Copies** for runs, and leftovers of any run. Without `TagResource` copies are created without tags; they are then recognized by their name and the journal of the run. `RestoreSecret` undoes the removal of a leftover.',
        ),
        l10n.t(
          '- **Adoption**: only to redact the output of a run whose supervisor was killed. Without it, that output is skipped.',
        ),
        l10n.t(
          '- **JobDefinitions**, **JobDefinitionsListing** and **JobDefinitionRole**: only for runs that deliver secrets by job definition. Listing has no narrower form than `*`. Without `batch:TagResource` they are created without tags. The role is the one that `nextflowSecrets.aws.executionRole` names.',
        ),
        l10n.t(
          '- **Checks**: only for **Check Permissions**; without it most answers are found by harmless requests, and some stay unknown.',
        ),
      ].join('\n'),
      variants: bothVariants,
      body: {
        kind: 'permissions',
        document: policy(
          allow('Listing', 'secretsmanager:ListSecrets', '*'),
          allow(
            'Definitions',
            [
              'secretsmanager:CreateSecret',
              'secretsmanager:DescribeSecret',
              'secretsmanager:GetSecretValue',
              'secretsmanager:PutSecretValue',
              'secretsmanager:DeleteSecret',
              'secretsmanager:RestoreSecret',
              'secretsmanager:TagResource',
            ],
            definitions,
          ),
          allow(
            'Copies',
            [
              'secretsmanager:CreateSecret',
              'secretsmanager:DescribeSecret',
              'secretsmanager:DeleteSecret',
              'secretsmanager:RestoreSecret',
              'secretsmanager:TagResource',
            ],
            copiesOfAccount,
          ),
          allow('Adoption', 'secretsmanager:GetSecretValue', copiesOfAccount),
          allow(
            'JobDefinitions',
            ['batch:RegisterJobDefinition', 'batch:DeregisterJobDefinition', 'batch:TagResource'],
            jobDefinitions,
          ),
          allow('JobDefinitionsListing', 'batch:DescribeJobDefinitions', '*'),
          allowPassing('JobDefinitionRole', executionRole),
          allow('Checks', ['iam:SimulatePrincipalPolicy', 'iam:GetRole'], '*'),
        ),
      },
    },
    taskRolePassing,
  ],
};

/** What this extension itself asks of Google Cloud. */
export const extensionOnGoogle: IamRole = {
  id: 'extension-google',
  cloud: 'google',
  title: l10n.t('You, with Nextflow Secrets, on Google Cloud'),
  purpose: l10n.t(
    'The identity of your application-default credentials, or the service account whose file the settings name.',
  ),
  principal: {
    variable: 'developer_member',
    description: l10n.t('the developer, for example user:ada@example.org'),
    usual: null,
  },
  forms: [
    {
      id: 'secrets',
      title: l10n.t('Custom role'),
      explanation: l10n.t(
        'Apart from `roles/secretmanager.admin`, no predefined role can create and delete secrets. This one cannot change who has access to them. `secrets.update` writes annotations and changes the time at which a copy expires. `versions.access` reads the values of secrets when a run is launched. The last three disable or destroy earlier values when a secret is updated.',
      ),
      variants: bothVariants,
      body: {
        kind: 'google-custom-role',
        roleId: 'nextflowSecretsDeveloper',
        title: 'Nextflow Secrets: developer',
        permissions: [
          'secretmanager.secrets.create',
          'secretmanager.secrets.delete',
          'secretmanager.secrets.get',
          'secretmanager.secrets.list',
          'secretmanager.secrets.update',
          'secretmanager.versions.access',
          'secretmanager.versions.add',
          'secretmanager.versions.destroy',
          'secretmanager.versions.disable',
          'secretmanager.versions.list',
        ],
      },
    },
  ],
};
