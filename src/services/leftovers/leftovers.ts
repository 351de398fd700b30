import type { CloudFailure, Failure } from '../../core/failure.ts';
import type { Attributor } from '../../core/leftovers/attribution.ts';
import { type CloudLeftover, isRemovable, type Leftover } from '../../core/leftovers/leftover.ts';
import { removalMethod } from '../../core/leftovers/removalMethod.ts';
import {
  locationId,
  type SearchedLocation,
  type SearchLocation,
} from '../../core/leftovers/searchLocation.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseRunId } from '../../core/runs/record/runId.ts';
import { bounded } from '../async/bounded.ts';
import { Emitter } from '../async/event.ts';
import { RecentRemovals } from '../catalog/recentRemovals.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  FileRemover,
  LeftoverPlace,
  LeftoverPlaces,
  MachineLeftovers,
  MachineListing,
  RunsOnPlatform,
} from '../ports/copies/leftoverPlaces.ts';
import type { Log } from '../ports/log.ts';
import type { RunHost } from '../ports/runs/runHost.ts';
import { askPlatform } from './askPlatform.ts';
import { attributorOf, leftoverOf } from './attributorOf.ts';

/** What the last search found. */
export interface LeftoverState {
  readonly locations: readonly SearchedLocation[];
  readonly machine:
    { readonly kind: 'searching' } | ({ readonly kind: 'searched' } & MachineListing);
}

/** What became of a removal, one by one; what was not begun when it was cancelled is in none. */
export interface Removal {
  readonly removed: readonly Leftover[];
  /** Those among the removed that can be restored. */
  readonly restorable: readonly CloudLeftover[];
  readonly failed: readonly { readonly leftover: Leftover; readonly failure: Failure }[];
}

export interface LeftoverSearchDeps {
  readonly places: LeftoverPlaces;
  readonly machine: MachineLeftovers;
  readonly runs: Pick<RunHost, 'list' | 'sweep'>;
  /** Absent where nobody could be signed in to the Platform. */
  readonly platform?: RunsOnPlatform;
  readonly clock: Clock;
  readonly log: Log;
}

/** AWS takes 50 removals a second; a few at a time stay far below, and are quick enough. */
const concurrency = 8;

/** Searches clouds and this machine for what runs have left, and removes it. */
export class Leftovers {
  readonly #deps: LeftoverSearchDeps;
  readonly #places = new Map<string, LeftoverPlace>();
  readonly #recent: RecentRemovals;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #state: LeftoverState | null = null;
  #undoable: readonly CloudLeftover[] = [];
  #attempt = Symbol();

  constructor(deps: LeftoverSearchDeps) {
    this.#deps = deps;
    this.#recent = new RecentRemovals(deps.clock);
  }

  /** Null before the first search: nothing is known then. */
  get state(): LeftoverState | null {
    return this.#state;
  }

  /** All that was found. */
  get found(): readonly Leftover[] {
    const { locations, machine } = this.#state ?? { locations: [], machine: { kind: 'searching' } };
    return [
      ...locations.flatMap(({ state }) => (state.kind === 'searched' ? state.leftovers : [])),
      ...(machine.kind === 'searched' ? machine.leftovers : []),
    ];
  }

  /** What the last removal took away and can bring back. */
  get undoable(): readonly CloudLeftover[] {
    return this.#undoable;
  }

  /** Searches again. Each place answers for itself; a newer search supersedes this one. */
  async search(locations: readonly SearchLocation[], signal: AbortSignal): Promise<void> {
    const attempt = (this.#attempt = Symbol());
    const distinct = [
      ...new Map(locations.map(location => [locationId(location), location])).values(),
    ];
    this.#publish({
      locations: distinct.map(location => ({ location, state: { kind: 'searching' } })),
      machine: { kind: 'searching' },
    });
    const update = (change: (state: LeftoverState) => LeftoverState): void => {
      if (attempt === this.#attempt && this.#state) {
        this.#publish(change(this.#state));
      }
    };
    try {
      const attributor = attributorOf(await this.#deps.runs.list());
      await Promise.all([
        this.#searchMachine(signal, update),
        ...distinct.map(location => this.#searchLocation(location, attributor, signal, update)),
      ]);
      await this.#askPlatform(attempt, signal);
    } catch (error) {
      if (attempt === this.#attempt) {
        this.#state = null;
        this.#changed.fire();
      }
      throw error;
    }
  }

  /**
   * Removes what may be removed of these. Cancelling lets what was begun end, and begins no more:
   * so it is known of each what became of it.
   */
  async remove(
    leftovers: readonly Leftover[],
    onProgress: (done: number, of: number) => void,
    signal: AbortSignal,
  ): Promise<Removal> {
    const chosen = leftovers.filter(isRemovable);
    const removeFile = await this.#fileRemover(chosen);
    let done = 0;
    const outcomes = await bounded(
      chosen,
      concurrency,
      async leftover => {
        const result = await this.#removeOne(leftover, removeFile);
        done += 1;
        onProgress(done, chosen.length);
        return { leftover, result };
      },
      signal,
    );
    const removed = outcomes.flatMap(({ leftover, result }) => (result.ok ? [leftover] : []));
    const restorable = removed.filter(leftover => this.#isRestorable(leftover));
    this.#undoable = restorable;
    this.#forget(removed);
    await this.#closeJournals(removed);
    return {
      removed,
      restorable,
      failed: outcomes.flatMap(({ leftover, result }) =>
        result.ok ? [] : [{ leftover, failure: result.error }],
      ),
    };
  }

  /** Brings back what waits to be deleted. */
  async restore(
    leftovers: readonly CloudLeftover[],
    signal: AbortSignal,
  ): Promise<readonly { readonly leftover: CloudLeftover; readonly failure: CloudFailure }[]> {
    const outcomes = await bounded(
      leftovers,
      concurrency,
      async leftover => {
        const recovery = this.#places.get(leftover.place)?.recovery;
        const result = recovery
          ? await recovery.restore(leftover.key, new AbortController().signal)
          : err(gone(leftover));
        if (result.ok) {
          this.#recent.note(leftover, 'there');
        }
        return { leftover, result };
      },
      signal,
    );
    this.#undoable = [];
    this.#replace(leftover => this.#recent.apply(leftover));
    return outcomes.flatMap(({ leftover, result }) =>
      result.ok ? [] : [{ leftover, failure: result.error }],
    );
  }

  dispose(): void {
    this.#attempt = Symbol();
    this.#changed.dispose();
  }

  async #searchMachine(signal: AbortSignal, update: Update): Promise<void> {
    const listed = await this.#deps.machine.list(signal);
    update(state => ({
      ...state,
      machine: { kind: 'searched', ...listed },
    }));
  }

  async #searchLocation(
    location: SearchLocation,
    attributor: Attributor,
    signal: AbortSignal,
    update: Update,
  ): Promise<void> {
    const state = await this.#look(location, attributor, signal);
    update(before => ({
      ...before,
      locations: before.locations.map(other =>
        locationId(other.location) === locationId(location) ? { location, state } : other,
      ),
    }));
  }

  async #askPlatform(attempt: symbol, signal: AbortSignal): Promise<void> {
    const { platform, clock } = this.#deps;
    const onPlatform = platform && (await askPlatform(platform, this.found, signal));
    if (onPlatform && attempt === this.#attempt) {
      this.#replace(leftover => onPlatform(leftover, clock()));
    }
  }

  async #look(
    location: SearchLocation,
    attributor: Attributor,
    signal: AbortSignal,
  ): Promise<SearchedLocation['state']> {
    const opened = await this.#deps.places.open(location, signal);
    if (!opened.ok) {
      return { kind: 'failed', failure: opened.error };
    }
    const place = opened.value;
    const listed = await place.list(signal);
    if (!listed.ok) {
      return { kind: 'failed', failure: listed.error };
    }
    this.#places.set(place.id, place);
    return {
      kind: 'searched',
      place: place.id,
      restorable: place.recovery !== null,
      leftovers: listed.value.flatMap(
        copy => this.#recent.apply(leftoverOf(location, place.id, copy, attributor)) ?? [],
      ),
    };
  }

  /** The machine is looked at only where something of it is to be removed. */
  async #fileRemover(leftovers: readonly Leftover[]): Promise<FileRemover> {
    return leftovers.some(({ kind }) => kind === 'file')
      ? this.#deps.machine.remover()
      : ({ path }) => Promise.resolve(err({ kind: 'file-in-use', path }));
  }

  /** A removal that has begun ends by itself: whoever cancels must not leave it in the balance. */
  async #removeOne(leftover: Leftover, removeFile: FileRemover): Promise<Result<void, Failure>> {
    if (leftover.kind === 'file') {
      return removeFile(leftover);
    }
    const place = this.#places.get(leftover.place);
    if (!place) {
      return err(gone(leftover));
    }
    const retires = this.#isRestorable(leftover) ? place.recovery : null;
    const result = retires
      ? await retires.retire(leftover.key, new AbortController().signal)
      : await place.remove(leftover.key, new AbortController().signal);
    if (result.ok) {
      this.#recent.note(leftover, retires ? 'retired' : 'gone');
    }
    return result;
  }

  #isRestorable(leftover: Leftover): leftover is CloudLeftover {
    return (
      leftover.kind === 'cloud' &&
      removalMethod(leftover) === 'restorable' &&
      this.#places.get(leftover.place)?.recovery !== null
    );
  }

  #forget(removed: readonly Leftover[]): void {
    const files = new Set(removed.flatMap(({ kind, id }) => (kind === 'file' ? [id] : [])));
    if (this.#state?.machine.kind === 'searched') {
      const { machine } = this.#state;
      const leftovers = machine.leftovers.filter(({ id }) => !files.has(id));
      this.#state = { ...this.#state, machine: { ...machine, leftovers } };
    }
    this.#replace(leftover => this.#recent.apply(leftover));
  }

  #replace(change: (leftover: CloudLeftover) => CloudLeftover | null): void {
    if (!this.#state) {
      return;
    }
    const locations = this.#state.locations.map(({ location, state }) =>
      state.kind === 'searched'
        ? {
            location,
            state: { ...state, leftovers: state.leftovers.flatMap(one => change(one) ?? []) },
          }
        : { location, state },
    );
    this.#publish({ ...this.#state, locations });
  }

  /** What a journal still takes for outstanding is seen to be gone. */
  async #closeJournals(removed: readonly Leftover[]): Promise<void> {
    const ours = new Set(
      removed.flatMap(leftover =>
        leftover.kind === 'cloud' && leftover.attribution.kind === 'ours-over'
          ? (leftover.run ?? [])
          : [],
      ),
    );
    for (const run of ours) {
      const id = parseRunId(run);
      const swept =
        id === null ? ok(undefined) : await this.#deps.runs.sweep(id, new AbortController().signal);
      if (!swept.ok) {
        this.#deps.log.warn(`the journal of run ${run} stays open: ${swept.error.kind}`);
      }
    }
  }

  #publish(state: LeftoverState): void {
    this.#state = state;
    this.#changed.fire();
  }
}

type Update = (change: (state: LeftoverState) => LeftoverState) => void;

/** The place was never opened, or has nothing to restore from: another search tells. */
function gone({ cloud, key }: CloudLeftover): CloudFailure {
  return { kind: 'cloud-refused', cloud, action: `changing ${key}`, code: 'not searched any more' };
}
