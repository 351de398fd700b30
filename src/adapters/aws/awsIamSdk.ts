/** What we use of AWS's client for IAM: a chunk of its own, which only checks of permissions load. */
export { GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
