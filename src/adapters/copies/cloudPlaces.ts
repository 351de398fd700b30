import { hostname } from 'node:os';
import type { CloudFailure } from '../../core/failure.ts';
import { type Spot, spotId } from '../../core/leftovers/spot.ts';
import { ok, type Result } from '../../core/result.ts';
import type { LeftoverPlace, LeftoverPlaces } from '../../services/ports/leftoverPorts.ts';
import type { DefinitionManager } from '../../services/ports/ports.ts';
import type { AwsConnection } from '../aws/awsConnection.ts';
import { AwsCopyManager } from '../aws/copies/awsCopyManager.ts';
import { AwsDefinitionManager } from '../aws/copies/awsDefinitionManager.ts';
import { awsLeftoverPlace } from '../aws/copies/awsLeftoverPlace.ts';
import { openGoogleCopies } from '../google/googleCopies.ts';

export interface CloudPlacesDeps {
  /** Makes a way into AWS, which is disposed of here. */
  readonly connectAws: (way: {
    readonly profile: string | null;
    readonly region: string | null;
  }) => AwsConnection;
  readonly env: NodeJS.ProcessEnv;
}

/** The places of both clouds in which leftovers may be. */
export class CloudPlaces implements LeftoverPlaces {
  readonly #deps: CloudPlacesDeps;
  readonly #open = new Map<string, { dispose(): void }>();

  constructor(deps: CloudPlacesDeps) {
    this.#deps = deps;
  }

  open(spot: Spot, signal: AbortSignal): Promise<Result<LeftoverPlace, CloudFailure>> {
    return spot.cloud === 'aws' ? this.#openAws(spot, signal) : this.#openGoogle(spot);
  }

  dispose(): void {
    for (const opened of this.#open.values()) {
      opened.dispose();
    }
  }

  async #openAws(
    spot: Extract<Spot, { cloud: 'aws' }>,
    signal: AbortSignal,
  ): Promise<Result<LeftoverPlace, CloudFailure>> {
    const connection = this.#deps.connectAws(spot);
    this.#keep(spot, connection);
    const deps = { connection, host: hostname(), now: Date.now };
    if (spot.definitions) {
      const opened = await AwsDefinitionManager.open(deps, signal);
      return opened.ok ? ok(finalPlace(opened.value)) : opened;
    }
    const manager = await AwsCopyManager.open(deps, signal);
    return manager.ok ? ok(awsLeftoverPlace(manager.value, connection)) : manager;
  }

  async #openGoogle(
    spot: Extract<Spot, { cloud: 'google' }>,
  ): Promise<Result<LeftoverPlace, CloudFailure>> {
    const opened = await openGoogleCopies(spot, null, this.#deps.env);
    if (!opened.ok) {
      return opened;
    }
    this.#keep(spot, opened.value);
    return ok(finalPlace(opened.value.manager));
  }

  /** Opened anew each time, because credentials may have changed; the one before is let go of. */
  #keep(spot: Spot, opened: { dispose(): void }): void {
    this.#open.get(spotId(spot))?.dispose();
    this.#open.set(spotId(spot), opened);
  }
}

/** A place where what is removed is gone. */
function finalPlace(manager: Pick<DefinitionManager, 'id' | 'list' | 'remove'>): LeftoverPlace {
  return {
    id: manager.id,
    list: signal => manager.list(signal),
    remove: (key, signal) => manager.remove(key, signal),
    recovery: null,
  };
}
