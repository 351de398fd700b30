/**
 * What we use of AWS's SDK: a chunk of its own (`dist/awsSdk.js`), loaded by `await import` on
 * first use and never at activation.
 */
export {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
  type ListSecretsCommandInput,
  type SecretListEntry,
  type Tag,
} from '@aws-sdk/client-secrets-manager';
export {
  BatchClient,
  DeregisterJobDefinitionCommand,
  DescribeJobDefinitionsCommand,
  RegisterJobDefinitionCommand,
  type JobDefinition,
  type RegisterJobDefinitionCommandInput,
} from '@aws-sdk/client-batch';
export { GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
export { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
export { fromNodeProviderChain } from '@aws-sdk/credential-providers';
export { getSSOTokenFilepath, loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
