import {
  CreateSecretCommand,
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

const region = 'eu-west-1';
const keys = { id: 'AKIAEXAMPLE', secret: 'example' };

/** The secrets that a moto server has in one region, as somebody else sees them. */
export class MotoSecrets {
  readonly #client: SecretsManagerClient;

  constructor(endpoint: string, { id, secret } = keys) {
    const credentials = { accessKeyId: id, secretAccessKey: secret };
    this.#client = new SecretsManagerClient({ region, endpoint, credentials });
  }

  /** With this environment the extension and the command line reach the server. */
  static environment(url: string): NodeJS.ProcessEnv {
    return {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: keys.id,
      AWS_SECRET_ACCESS_KEY: keys.secret,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    };
  }

  async create(name: string, tags: Readonly<Record<string, string>> = {}): Promise<void> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await this.#client.send(new CreateSecretCommand({ Name: name, SecretString: 'x', Tags }));
  }

  /** Sorted, without those that wait for their deletion. */
  async names(): Promise<readonly string[]> {
    const { SecretList = [] } = await this.#client.send(new ListSecretsCommand({}));
    return SecretList.map(({ Name = '' }) => Name).sort();
  }

  describe(name: string): Promise<DescribeSecretCommandOutput> {
    return this.#client.send(new DescribeSecretCommand({ SecretId: name }));
  }
}
