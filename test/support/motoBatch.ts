import {
  BatchClient,
  DescribeJobDefinitionsCommand,
  type JobDefinition,
  RegisterJobDefinitionCommand,
} from '@aws-sdk/client-batch';

/** The job definitions that a moto server has in one region, as somebody else sees them. */
export class MotoBatch {
  readonly #client: BatchClient;

  constructor(endpoint: string, accessKeyId = 'AKIARESEARCH') {
    const credentials = { accessKeyId, secretAccessKey: 'research-key' };
    this.#client = new BatchClient({ region: 'eu-west-1', endpoint, credentials });
  }

  active(): Promise<readonly JobDefinition[]> {
    return this.#inState('ACTIVE');
  }

  /** Sorted. One whose registration is answered too late is registered again, as a revision. */
  async names(): Promise<readonly string[]> {
    return namesOf(await this.active());
  }

  /** The same of those that were deregistered, which AWS keeps for half a year. */
  async inactiveNames(): Promise<readonly string[]> {
    return namesOf(await this.#inState('INACTIVE'));
  }

  async register(name: string): Promise<void> {
    const containerProperties = { image: 'ubuntu', vcpus: 1, memory: 128, command: ['true'] };
    await this.#client.send(
      new RegisterJobDefinitionCommand({
        jobDefinitionName: name,
        type: 'container',
        containerProperties,
      }),
    );
  }

  async #inState(status: 'ACTIVE' | 'INACTIVE'): Promise<readonly JobDefinition[]> {
    const { jobDefinitions = [] } = await this.#client.send(
      new DescribeJobDefinitionsCommand({ status }),
    );
    return jobDefinitions;
  }
}

function namesOf(definitions: readonly JobDefinition[]): readonly string[] {
  return [...new Set(definitions.map(({ jobDefinitionName = '' }) => jobDefinitionName))].sort();
}
