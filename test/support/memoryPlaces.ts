import type { CloudFailure } from '../../src/core/failure.ts';
import type { FileLeftover } from '../../src/core/leftovers/leftover.ts';
import { locationText, type SearchLocation } from '../../src/core/leftovers/searchLocation.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import type { ListedCopy } from '../../src/services/ports/copies/copyManager.ts';
import type {
  LeftoverPlace,
  LeftoverPlaces,
  MachineLeftovers,
} from '../../src/services/ports/copies/leftoverPlaces.ts';

/** Secrets of places in memory, which can fail, and whose lists can lag behind. */
export class MemoryPlaces implements LeftoverPlaces {
  readonly places = new Map<string, MemoryPlace>();
  readonly failures = new Map<string, CloudFailure>();

  /** Makes a place, say `aws:123456789012:eu-west-1`, with these secrets. */
  add(location: SearchLocation, id: string, copies: readonly ListedCopy[]): MemoryPlace {
    const place = new MemoryPlace(id, location.cloud === 'aws', copies);
    this.places.set(locationText(location), place);
    return place;
  }

  open(location: SearchLocation): Promise<Result<LeftoverPlace, CloudFailure>> {
    const failure = this.failures.get(locationText(location));
    const place = this.places.get(locationText(location));
    return Promise.resolve(
      place && !failure
        ? ok(place)
        : err(failure ?? { kind: 'cloud-unreachable', cloud: location.cloud, reason: 'timeout' }),
    );
  }
}

export class MemoryPlace implements LeftoverPlace {
  readonly id: string;
  readonly recovery: LeftoverPlace['recovery'];
  readonly calls: string[] = [];
  readonly refused = new Set<string>();
  /** A list that lags shows what it showed before. */
  frozen: readonly ListedCopy[] | null = null;
  copies: readonly ListedCopy[];
  /** Called before each removal. */
  onRemove: () => void = () => undefined;

  constructor(id: string, restores: boolean, copies: readonly ListedCopy[]) {
    this.id = id;
    this.copies = copies;
    this.recovery = restores
      ? {
          retire: key => this.#change(key, `retire ${key}`, copy => ({ ...copy, deletedAt: 1 })),
          restore: key =>
            this.#change(key, `restore ${key}`, copy => ({ ...copy, deletedAt: null })),
        }
      : null;
  }

  list(): Promise<Result<readonly ListedCopy[], CloudFailure>> {
    return Promise.resolve(ok(this.frozen ?? this.copies));
  }

  remove(key: string): Promise<Result<void, CloudFailure>> {
    return this.#change(key, `remove ${key}`, () => null);
  }

  #change(
    key: string,
    call: string,
    change: (copy: ListedCopy) => ListedCopy | null,
  ): Promise<Result<void, CloudFailure>> {
    this.onRemove();
    this.calls.push(call);
    if (this.refused.has(key)) {
      const permission = 'secretsmanager:DeleteSecret';
      return Promise.resolve(
        err({ kind: 'cloud-denied', cloud: 'aws', permission, resource: key }),
      );
    }
    this.copies = this.copies.flatMap(copy => (copy.key === key ? (change(copy) ?? []) : copy));
    return Promise.resolve(ok(undefined));
  }
}

/** A machine whose leftovers are given. */
export class MemoryMachine implements MachineLeftovers {
  leftovers: readonly FileLeftover[] = [];

  list(): ReturnType<MachineLeftovers['list']> {
    return Promise.resolve({ leftovers: this.leftovers, unread: [] });
  }

  remover(): ReturnType<MachineLeftovers['remover']> {
    return Promise.resolve(({ path }) => {
      this.leftovers = this.leftovers.filter(leftover => leftover.path !== path);
      return Promise.resolve(ok(undefined));
    });
  }
}

/** A secret as a manager lists it: `listed('tower-1k0K4WlGep8ZTM/KEY', { createdAt: 0 })`. */
export function listed(key: string, more: Partial<ListedCopy>): ListedCopy {
  const times = { createdAt: null, accessedAt: null, expiresAt: null, deletedAt: null };
  return { key, ...times, tags: {}, ...more };
}
