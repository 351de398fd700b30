import * as l10n from '@vscode/l10n';
import { allow, policy } from '../policy.ts';
import { copiesOfAccount, copiesOfRegion } from './arns.ts';
import { keyUse } from './awsForms.ts';
import { execution, headJob, instance, task } from './awsJobRoles.ts';
import { extensionOnAws } from './extensionRoles.ts';
import type { IamRole } from './iamRole.ts';

/** Seqera Platform itself (its secrets page, 2025-09; narrower on its AWS Batch page, 2026). */
const seqera: IamRole = {
  id: 'seqera',
  cloud: 'aws',
  title: l10n.t('Seqera instance'),
  purpose: l10n.t(
    'The user or role whose credentials Seqera Platform has. It creates a copy of each secret when a run is launched, and deletes it when the run ends.',
  ),
  principal: {
    variable: 'seqera_role',
    description: l10n.t('name of the role whose credentials Seqera Platform has'),
    usual: null,
  },
  forms: [
    {
      id: 'secrets',
      title: l10n.t('Permissions, as on the documentation page'),
      explanation: l10n.t(
        'Works everywhere, but is broad: the instance may delete any secret of the account. `DescribeSecret` is not among the actions; newer versions of the Platform ask for it.',
      ),
      variants: ['page'],
      body: {
        kind: 'permissions',
        document: policy(
          allow(
            'AllowTowerEnterpriseSecrets',
            [
              'secretsmanager:DeleteSecret',
              'secretsmanager:ListSecrets',
              'secretsmanager:CreateSecret',
            ],
            '*',
          ),
        ),
      },
    },
    {
      id: 'secrets-narrow',
      title: l10n.t('Permissions, narrower'),
      explanation: l10n.t(
        'Adds `DescribeSecret` and confines all changes to `tower-*`. `ListSecrets` must stay on `*`, because AWS has no narrower form of it: where it is denied, the Platform does not find what it should delete, copies stay, and runs may never end.',
      ),
      variants: ['current'],
      body: {
        kind: 'permissions',
        document: policy(
          allow('PipelineSecretsListing', 'secretsmanager:ListSecrets', '*'),
          allow(
            'PipelineSecretsManagementCanBeRestricted',
            [
              'secretsmanager:DescribeSecret',
              'secretsmanager:DeleteSecret',
              'secretsmanager:CreateSecret',
            ],
            copiesOfAccount,
          ),
        ),
      },
    },
    {
      id: 'secrets-account',
      title: l10n.t('Permissions, as in the repository `nf-tower-aws`'),
      explanation: l10n.t(
        'The file `launch/secrets-policy-account.json`: the page’s actions and `DescribeSecret`, on everything. The launch policy of that repository has only `ListSecrets`, and the Forge policy no action on secrets at all, so both need this one, or the narrower one above, beside them.',
      ),
      variants: [],
      body: {
        kind: 'permissions',
        document: policy(
          allow(
            'AllowTowerEnterpriseSecrets',
            [
              'secretsmanager:DescribeSecret',
              'secretsmanager:DeleteSecret',
              'secretsmanager:ListSecrets',
              'secretsmanager:CreateSecret',
            ],
            '*',
          ),
        ),
      },
    },
    keyUse(l10n.t('Encrypting a copy needs both actions.'), ['kms:GenerateDataKey', 'kms:Decrypt']),
  ],
};

/** Compute environments of the kind AWS Cloud (Seqera's page on them, 2026-07). */
const awsCloud: IamRole = {
  id: 'aws-cloud',
  cloud: 'aws',
  title: l10n.t('Instance profile of AWS Cloud'),
  purpose: l10n.t(
    'In compute environments of the type AWS Cloud, one machine does everything, so its role creates, reads and deletes copies. The documentation page on secrets does not cover them yet.',
  ),
  principal: {
    variable: 'aws_cloud_role',
    description: l10n.t('name of the role in the instance profile of AWS Cloud'),
    usual: null,
  },
  forms: [
    {
      id: 'secrets',
      title: l10n.t('Permissions'),
      explanation: l10n.t(
        'Until 2026-07 the documentation confined `ListSecrets` to `tower-*`, which AWS treats as a denial: roles made from it leave copies behind.',
      ),
      variants: ['current'],
      body: {
        kind: 'permissions',
        document: policy(
          allow('AllowListingSecrets', 'secretsmanager:ListSecrets', '*'),
          allow(
            'AllowPlatformSecrets',
            [
              'secretsmanager:GetSecretValue',
              'secretsmanager:CreateSecret',
              'secretsmanager:DeleteSecret',
            ],
            copiesOfRegion,
          ),
        ),
      },
    },
    keyUse(l10n.t('It both encrypts and decrypts.'), ['kms:GenerateDataKey', 'kms:Decrypt']),
  ],
};

/** In the order in which Seqera's page has them, then those that it does not have. */
export const awsRoles: readonly IamRole[] = [
  seqera,
  execution,
  instance,
  headJob,
  awsCloud,
  task,
  extensionOnAws,
];
