import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { AwsConnection, type AwsLimits } from '../../src/adapters/aws/awsConnection.ts';
import { AwsProxy } from './awsProxy.ts';
import { type Moto, startMoto } from './moto.ts';

/** A profile that signs in through a session, as `aws sso login` does. */
export const labProfile = `[profile lab]
region = eu-west-1
sso_session = lab
sso_account_id = 123456789012
sso_role_name = Reader

[sso-session lab]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
`;

/** Two accounts: `research` has keys, `other` assumes a role of another account with them. */
const config = `
[profile research]
region = eu-west-1

[profile other]
region = us-east-2
role_arn = arn:aws:iam::222222222222:role/other
source_profile = research

[profile guarded]
region = eu-west-1
role_arn = arn:aws:iam::333333333333:role/guarded
source_profile = research
mfa_serial = arn:aws:iam::123456789012:mfa/ada

${labProfile}`;
const credentials = `
[research]
aws_access_key_id = AKIARESEARCH
aws_secret_access_key = research-key
`;

/** A moto server with a proxy before it, and this process's AWS files and endpoint set to them. */
export interface AwsContext {
  readonly moto: Moto;
  readonly proxy: AwsProxy;
  /** The folder of the `config` and `credentials` files. */
  readonly folder: string;
  readonly connect: (profile: string, limits?: AwsLimits) => AwsConnection;
  readonly leave: () => Promise<void>;
}

export async function awsContext(
  program: string,
  env: NodeJS.ProcessEnv = {},
): Promise<AwsContext> {
  const moto = await startMoto(program, env);
  const proxy = new AwsProxy(moto.url);
  const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-aws-'));
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), credentials);
  Object.assign(process.env, {
    HOME: folder,
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_ENDPOINT_URL: await proxy.start(),
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  for (const variable of ['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID']) {
    Reflect.deleteProperty(process.env, variable);
  }
  return {
    moto,
    proxy,
    folder,
    connect: (profile, limits) =>
      new AwsConnection({
        profile,
        region: null,
        env: process.env,
        askCode: () => Promise.reject(new Error('no code is asked for here')),
        ...(limits && { limits }),
      }),
    leave: async () => {
      await proxy.stop();
      await moto.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** One server for the tests of a file, made by the first that needs it. */
export function sharedAwsContext(
  env: NodeJS.ProcessEnv = {},
): (program: string) => Promise<AwsContext> {
  let context: Promise<AwsContext> | null = null;
  after(async () => {
    await (await context)?.leave();
  });
  return async program => {
    context ??= awsContext(program, env);
    const { moto, proxy } = await context;
    await moto.reset();
    proxy.reset();
    return context;
  };
}
