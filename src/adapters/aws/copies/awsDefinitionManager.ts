import type { CloudFailure } from '../../../core/failure.ts';
import { copyTags } from '../../../core/leftovers/attribution.ts';
import { ok, type Result } from '../../../core/result.ts';
import { parseCopyKey } from '../../../core/runs/copies/copyKey.ts';
import { allPages, endlessList } from '../../../services/async/allPages.ts';
import type {
  DefinitionManager,
  ListedCopy,
  NewDefinition,
} from '../../../services/ports/copies/copyManager.ts';
import type { AwsConnection } from '../awsConnection.ts';
import type { JobDefinition } from '../awsSdk.ts';
import { makeTagged, runTags } from '../runTags.ts';
import type { AwsCopyManagerDeps } from './awsCopyManager.ts';
import { definitionInput } from './definitionInput.ts';
import { managerId } from './managerId.ts';

type Done = Result<void, CloudFailure>;

/**
 * Job definitions in AWS Batch, `tower-<run>-<PROCESS>` each. To remove one is to deregister it:
 * AWS keeps it, inactive and of no use to anybody, for 180 days more.
 */
export class AwsDefinitionManager implements DefinitionManager {
  readonly id: string;
  readonly #deps: AwsCopyManagerDeps;

  /** The manager of the account and region of a connection. */
  static async open(
    deps: AwsCopyManagerDeps,
    signal: AbortSignal,
  ): Promise<Result<AwsDefinitionManager, CloudFailure>> {
    const id = await managerId('batch', deps.connection, signal);
    return id.ok ? ok(new AwsDefinitionManager(id.value, deps)) : id;
  }

  constructor(id: string, deps: AwsCopyManagerDeps) {
    this.id = id;
    this.#deps = deps;
  }

  put(
    { definition, run, executionRole, copies }: NewDefinition,
    signal: AbortSignal,
  ): Promise<Done> {
    const { connection, host, now } = this.#deps;
    const { key } = definition;
    const call = { action: 'batch:RegisterJobDefinition', resource: key };
    return makeTagged(connection, 'batch', tagged =>
      connection.call(call, signal, async ({ sdk, batch, region }, abortSignal) => {
        const input = definitionInput(definition, { executionRole, copies, region });
        const tags = tagged ? { tags: runTags(run, host, now()) } : {};
        await batch.send(new sdk.RegisterJobDefinitionCommand({ ...input, ...tags }), {
          abortSignal,
        });
      }),
    );
  }

  /** An answer that was lost may have left several revisions: all of them go. */
  async remove(key: string, signal: AbortSignal): Promise<Done> {
    const found = await describe(this.#deps.connection, key, signal);
    if (!found.ok) {
      return found;
    }
    for (const { jobDefinitionArn } of found.value) {
      const gone = await this.#deps.connection.call(
        { action: 'batch:DeregisterJobDefinition', resource: key },
        signal,
        async ({ sdk, batch }, abortSignal) => {
          const input = { jobDefinition: jobDefinitionArn };
          await batch.send(new sdk.DeregisterJobDefinitionCommand(input), { abortSignal });
        },
      );
      if (!gone.ok) {
        return gone;
      }
    }
    return ok(undefined);
  }

  /** Those that have the form of a run's: others may have definitions of their own, `tower-…`. */
  async list(signal: AbortSignal): Promise<Result<readonly ListedCopy[], CloudFailure>> {
    const found = await describe(this.#deps.connection, null, signal);
    if (!found.ok) {
      return found;
    }
    const ours = found.value.filter(
      ({ jobDefinitionName = '' }) => parseCopyKey('batch', jobDefinitionName) !== null,
    );
    return ok([...new Map(ours.map(one => [one.jobDefinitionName, listed(one)])).values()]);
  }
}

/** Those that are active, of one name or, with null, of the region. */
async function describe(
  connection: AwsConnection,
  name: string | null,
  signal: AbortSignal,
): Promise<Result<readonly JobDefinition[], CloudFailure>> {
  return await allPages(
    nextToken =>
      connection.call(
        { action: 'batch:DescribeJobDefinitions', resource: name ?? '*' },
        signal,
        ({ sdk, batch }, abortSignal) => {
          const which = name === null ? {} : { jobDefinitionName: name };
          const input = { ...which, status: 'ACTIVE', nextToken };
          return batch.send(new sdk.DescribeJobDefinitionsCommand(input), { abortSignal });
        },
      ),
    ({ jobDefinitions = [], nextToken: next }) => ({
      items: jobDefinitions,
      next,
    }),
    endlessList('aws'),
  );
}

/** AWS Batch tells no time: only a tag of ours does. */
function listed({ jobDefinitionName = '', tags = {} }: JobDefinition): ListedCopy {
  const createdAt = Date.parse(tags[copyTags.time] ?? '');
  return {
    key: jobDefinitionName,
    createdAt: Number.isNaN(createdAt) ? null : createdAt,
    accessedAt: null,
    expiresAt: null,
    deletedAt: null,
    tags,
  };
}
