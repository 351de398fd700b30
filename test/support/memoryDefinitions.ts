import type { CloudFailure } from '../../src/core/failure.ts';
import { copyTags } from '../../src/core/leftovers/attribution.ts';
import { ok, type Result } from '../../src/core/result.ts';
import { parseCopyKey } from '../../src/core/runs/copies/copyKey.ts';
import type {
  DefinitionManager,
  ListedCopy,
  NewDefinition,
} from '../../src/services/ports/copies/copyManager.ts';
import { Faults } from './faults.ts';

/** Job definitions in memory, which can go wrong and count; null where somebody else made one. */
export class MemoryDefinitions implements DefinitionManager {
  readonly id = 'batch:123456789012:eu-west-1';
  readonly faults = new Faults('aws');
  readonly active = new Map<string, NewDefinition | null>();

  async put(made: NewDefinition, signal: AbortSignal): Promise<Result<void, CloudFailure>> {
    const { key } = made.definition;
    const struck = await this.faults.strike('put', key, signal);
    if (!struck) {
      this.active.set(key, made);
    }
    return struck ?? ok(undefined);
  }

  async remove(key: string, signal: AbortSignal): Promise<Result<void, CloudFailure>> {
    const struck = await this.faults.strike('remove', key, signal);
    if (!struck) {
      this.active.delete(key);
    }
    return struck ?? ok(undefined);
  }

  async list(signal: AbortSignal): Promise<Result<readonly ListedCopy[], CloudFailure>> {
    const struck = await this.faults.strike('list', 'tower-', signal);
    const ours = [...this.active].filter(([key]) => parseCopyKey('batch', key) !== null);
    return struck ?? ok(ours.map(([key, made]) => listed(key, made)));
  }
}

function listed(key: string, made: NewDefinition | null): ListedCopy {
  const times = { accessedAt: null, expiresAt: null, deletedAt: null };
  return made === null
    ? { key, createdAt: null, ...times, tags: {} }
    : { key, createdAt: Date.now(), ...times, tags: { [copyTags.run]: made.run } };
}
