import { hostname } from 'node:os';
import type { CloudFailure } from '../../core/failure.ts';
import { locationId, type SearchLocation } from '../../core/leftovers/searchLocation.ts';
import { ok, type Result } from '../../core/result.ts';
import type { AwsTarget, CloudTarget } from '../../core/runs/backends/runTarget.ts';
import { unlessAborted } from '../../services/async/unlessAborted.ts';
import type { CopyManager, DefinitionManager } from '../../services/ports/copies/copyManager.ts';
import type { CopyPlaces, OpenPlace } from '../../services/ports/copies/copyPlaces.ts';
import type { LeftoverPlace, LeftoverPlaces } from '../../services/ports/copies/leftoverPlaces.ts';
import { AwsConnection } from '../aws/awsConnection.ts';
import { AwsCopyManager, type AwsCopyManagerDeps } from '../aws/copies/awsCopyManager.ts';
import { AwsDefinitionManager } from '../aws/copies/awsDefinitionManager.ts';
import { awsLeftoverPlace } from '../aws/copies/awsLeftoverPlace.ts';
import type { GoogleTarget } from '../google/googleConnection.ts';
import { openGoogleCopies } from '../google/googleCopies.ts';
import type { GoogleCopyManager } from '../google/googleCopyManager.ts';

export interface CloudPlacesDeps {
  /** Makes a way into AWS, which is disposed of here. */
  readonly connectAws: (way: {
    readonly profile: string | null;
    readonly region: string | null;
  }) => AwsConnection;
  readonly env: NodeJS.ProcessEnv;
}

type Opening<Manager> = Promise<Result<OpenPlace<Manager>, CloudFailure>>;

/** The places of both clouds: those of a run's copies, and those in which leftovers may be. */
export class CloudPlaces implements CopyPlaces, LeftoverPlaces {
  readonly #deps: CloudPlacesDeps;
  readonly #searched = new Map<string, { dispose(): void }>();

  constructor(deps: CloudPlacesDeps) {
    this.#deps = deps;
  }

  copies(target: CloudTarget, signal: AbortSignal): Opening<CopyManager> {
    return target.kind === 'google-batch'
      ? this.#openGoogle(target, target.location, signal)
      : this.#openAws(target, deps => AwsCopyManager.open(deps, signal));
  }

  definitions(target: AwsTarget, signal: AbortSignal): Opening<DefinitionManager> {
    return this.#openAws(target, deps => AwsDefinitionManager.open(deps, signal));
  }

  /** Opened again each time, because credentials may have changed; the one before is let go of. */
  async open(
    location: SearchLocation,
    signal: AbortSignal,
  ): Promise<Result<LeftoverPlace, CloudFailure>> {
    const opened = await this.#leftovers(location, signal);
    if (!opened.ok) {
      return opened;
    }
    this.#searched.get(locationId(location))?.dispose();
    this.#searched.set(locationId(location), opened.value);
    return ok(opened.value.manager);
  }

  dispose(): void {
    for (const opened of this.#searched.values()) {
      opened.dispose();
    }
  }

  async #leftovers(location: SearchLocation, signal: AbortSignal): Opening<LeftoverPlace> {
    if (location.cloud === 'google') {
      return finalPlace(await this.#openGoogle(location, null, signal));
    }
    if (location.definitions) {
      return finalPlace(
        await this.#openAws(location, deps => AwsDefinitionManager.open(deps, signal)),
      );
    }
    return this.#openAws(location, async deps => {
      const manager = await AwsCopyManager.open(deps, signal);
      return manager.ok ? ok(awsLeftoverPlace(manager.value, deps.connection)) : manager;
    });
  }

  /** Google's library takes no signal while it looks for credentials: what it finds late is let go of. */
  async #openGoogle(
    way: GoogleTarget,
    location: string | null,
    signal: AbortSignal,
  ): Opening<GoogleCopyManager> {
    const opening = openGoogleCopies(way, location, this.#deps.env);
    try {
      return await unlessAborted(opening, signal);
    } catch (error) {
      void opening.then(
        late => {
          if (late.ok) {
            late.value.dispose();
          }
        },
        () => undefined,
      );
      throw error;
    }
  }

  async #openAws<Manager>(
    way: Pick<AwsTarget, 'profile' | 'region'>,
    open: (deps: AwsCopyManagerDeps) => Promise<Result<Manager, CloudFailure>>,
  ): Opening<Manager> {
    const connection = this.#deps.connectAws(way);
    const manager = await open({ connection, host: hostname(), now: Date.now });
    const dispose = (): void => {
      connection.dispose();
    };
    if (!manager.ok) {
      dispose();
      return manager;
    }
    return ok({ manager: manager.value, dispose });
  }
}

/** The places of clouds with the credentials of this machine. Nobody can be asked for a code here. */
export const unattendedPlaces = new CloudPlaces({
  connectAws: way =>
    new AwsConnection({
      ...way,
      askCode: () => Promise.reject(new Error('nobody to ask for a code')),
      env: process.env,
    }),
  env: process.env,
});

/** A place where what is removed is gone. */
function finalPlace(
  opened: Result<OpenPlace<Pick<DefinitionManager, 'id' | 'list' | 'remove'>>, CloudFailure>,
): Result<OpenPlace<LeftoverPlace>, CloudFailure> {
  if (!opened.ok) {
    return opened;
  }
  const { manager } = opened.value;
  const place: LeftoverPlace = {
    id: manager.id,
    list: signal => manager.list(signal),
    remove: (key, signal) => manager.remove(key, signal),
    recovery: null,
  };
  return ok({
    manager: place,
    dispose: () => {
      opened.value.dispose();
    },
  });
}
