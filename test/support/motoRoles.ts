import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';

/** Who changes identities on a moto server. */
export function motoIam(endpoint: string): IAMClient {
  const credentials = { accessKeyId: 'AKIAADMIN', secretAccessKey: 'admin' };
  return new IAMClient({ region: 'eu-west-1', endpoint, credentials });
}

/** Makes a role that a service of AWS may take on, say `ecs-tasks`. */
export async function createRole(iam: IAMClient, name: string, service: string): Promise<void> {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: `${service}.amazonaws.com` },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [statement],
  });
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
}
