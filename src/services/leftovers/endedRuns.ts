import type { SearchLocation } from '../../core/leftovers/searchLocation.ts';
import { parseCopyKey } from '../../core/runs/copies/copyKey.ts';
import type { RemoteRun } from '../../core/seqera/remoteRun.ts';
import { Emitter, type Subscription } from '../async/event.ts';
import type { Later } from '../async/later.ts';
import type { Clock } from '../ports/clock.ts';
import type { LeftoverPlaces } from '../ports/copies/leftoverPlaces.ts';
import type { Log } from '../ports/log.ts';
import type { SeqeraPlace, SeqeraSession } from '../ports/stores/seqeraSessions.ts';
import type { RemoteRuns } from '../seqera/remoteRuns.ts';
import { grace } from './askPlatform.ts';

/** A run of Seqera Platform that is over, and when it is looked whether its copies are gone. */
export interface EndedRun {
  readonly place: SeqeraPlace;
  readonly run: string;
  /** As the Platform calls it. */
  readonly name: string;
  /** Milliseconds since 1970, UTC. */
  readonly due: number;
}

/** Copies that the Platform has not removed. */
export interface LeftCopies {
  readonly ended: EndedRun;
  readonly location: SearchLocation;
  readonly names: readonly string[];
}

/** How the settings say that clouds are reached. */
export interface CloudWays {
  readonly profile: string | null;
  readonly credentialsFile: string | null;
  /** The project of Google Cloud where a compute environment tells none. */
  readonly project: string | null;
}

interface EndedRunsDeps {
  readonly session: RemoteRuns['session'];
  readonly places: LeftoverPlaces;
  readonly ways: () => CloudWays;
  readonly enabled: () => boolean;
  /** What is still to be looked at outlives the window. */
  readonly kept: {
    read(): readonly EndedRun[];
    write(runs: readonly EndedRun[]): void;
  };
  readonly later: Later;
  readonly clock: Clock;
  readonly log: Log;
}

/** Runs that are remembered at most. */
const most = 50;

/**
 * Looks, a while after a run of Seqera Platform is over, whether the Platform has removed its
 * copies. Where it cannot be known, say without credentials for the cloud, nothing is said.
 */
export class EndedRuns {
  readonly #deps: EndedRunsDeps;
  readonly #found = new Emitter<LeftCopies>();
  readonly onDidFind = this.#found.event;
  readonly #abort = new AbortController();
  #next: Subscription | null = null;

  constructor(deps: EndedRunsDeps) {
    this.#deps = deps;
    this.#wait();
  }

  /** A run is over. */
  add(place: SeqeraPlace, run: RemoteRun): void {
    const { enabled, kept, clock } = this.#deps;
    if (!enabled()) {
      return;
    }
    const due = (run.endedAt ?? clock()) + grace;
    const others = kept.read().filter(other => other.run !== run.id);
    kept.write([...others, { place, run: run.id, name: run.name, due }].slice(-most));
    this.#wait();
  }

  dispose(): void {
    this.#abort.abort();
    this.#next?.dispose();
    this.#found.dispose();
  }

  #wait(): void {
    const { kept, later, clock } = this.#deps;
    this.#next?.dispose();
    const due = kept.read().map(one => one.due);
    this.#next =
      due.length === 0
        ? null
        : later(Math.max(0, Math.min(...due) - clock()), () => {
            void this.#lookAtDue();
          });
  }

  async #lookAtDue(): Promise<void> {
    const { enabled, kept, clock, log } = this.#deps;
    const [all, now] = [kept.read(), clock()];
    const due = all.filter(one => one.due <= now);
    // Each is looked at once, also where that fails: nobody has asked for it.
    kept.write(all.filter(one => one.due > now));
    for (const ended of enabled() ? due : []) {
      try {
        await this.#look(ended);
      } catch (error) {
        if (!this.#abort.signal.aborted) {
          log.error(`copies of ${ended.name} cannot be looked for`, error);
        }
      }
    }
    if (!this.#abort.signal.aborted) {
      this.#wait();
    }
  }

  async #look(ended: EndedRun): Promise<void> {
    const { session, places, log } = this.#deps;
    const { signal } = this.#abort;
    const opened = await session(ended.place, signal);
    const location = opened.ok ? await this.#locate(opened.value, ended.run) : null;
    const place = location && (await places.open(location, signal));
    const listed = place?.ok ? await place.value.list(signal) : null;
    if (!location || !listed?.ok) {
      log.info(`whether copies of ${ended.name} are left is not known`);
      return;
    }
    const names = listed.value.flatMap(({ key, deletedAt }) => {
      const parsed = parseCopyKey(location.cloud, key);
      return parsed?.run === ended.run && deletedAt === null ? [parsed.name] : [];
    });
    if (names.length > 0) {
      this.#found.fire({ ended, location, names });
    }
  }

  /** Where the Platform makes the copies of a run; null where it has none, or does not tell. */
  async #locate(session: SeqeraSession, run: string): Promise<SearchLocation | null> {
    const { signal } = this.#abort;
    const launch = await session.launchOfRun(run, signal);
    if (
      !launch.ok ||
      [...launch.value.userSecrets, ...launch.value.workspaceSecrets].length === 0
    ) {
      return null;
    }
    const { computeEnvironment: id, environment } = launch.value;
    const { profile, credentialsFile, project } = this.#deps.ways();
    if (environment?.platform.startsWith('aws-')) {
      const listed = await session.computeEnvironments(signal);
      const found = listed.ok ? listed.value.find(other => other.id === id) : undefined;
      return found?.region ? { cloud: 'aws', profile, region: found.region } : null;
    }
    if (environment?.platform.startsWith('google-')) {
      const details = await session.computeEnvironment(id, signal);
      const own = (details.ok ? details.value.project : null) ?? project;
      return own === null ? null : { cloud: 'google', project: own, credentialsFile };
    }
    return null;
  }
}
