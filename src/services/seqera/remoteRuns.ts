import type { SeqeraFailure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { isLive, isOver, type RemoteRun } from '../../core/seqera/remoteRun.ts';
import type { ShownPlace } from '../../core/views/seqera/remoteRunTree.ts';
import { Emitter } from '../async/event.ts';
import type { Later } from '../async/later.ts';
import { Ticker } from '../async/ticker.ts';
import type { Log } from '../ports/log.ts';
import type { SeqeraPlace, SeqeraSession, SeqeraSessions } from '../ports/stores/seqeraSessions.ts';

/** Milliseconds between two looks: while some run lives, and while none does, or all fails. */
const livePeriod = 3000;
const idlePeriod = 60_000;

/** What is known of the runs of one workspace. */
export interface RemotePlace extends ShownPlace {
  readonly place: SeqeraPlace;
}

interface RemoteRunsDeps {
  readonly sessions: SeqeraSessions;
  /** The workspaces that this window is about. */
  readonly places: () => readonly SeqeraPlace[];
  readonly later: Later;
  readonly log: Log;
}

/** The runs on the Platform that a window shows, whoever launched them. */
export class RemoteRuns {
  readonly #deps: RemoteRunsDeps;
  readonly #changed = new Emitter<void>();
  readonly #ended = new Emitter<{ readonly place: SeqeraPlace; readonly run: RemoteRun }>();
  /** What is shown may differ now. */
  readonly onDidChange = this.#changed.event;
  /** A run of this user that was seen alive is over. */
  readonly onDidEnd = this.#ended.event;
  readonly #ticker: Ticker;
  readonly #abort = new AbortController();
  readonly #known = new Map<string, RemotePlace>();
  readonly #sessions = new Map<string, SeqeraSession>();
  /** Runs that are watched although nobody looks, by their places' keys. */
  readonly #followed = new Map<string, { readonly place: SeqeraPlace; readonly run: string }>();
  readonly #seenAlive = new Set<string>();
  #visible = false;
  /** How many looks in a row have failed: an expired token is not sent every few seconds. */
  #failures = 0;
  #reading: Promise<void> | null = null;

  constructor(deps: RemoteRunsDeps) {
    this.#deps = deps;
    this.#ticker = new Ticker({
      later: deps.later,
      period: () =>
        this.#hasLive() ? Math.min(livePeriod * 2 ** this.#failures, idlePeriod) : idlePeriod,
      act: () => {
        void this.refresh();
      },
    });
  }

  get places(): readonly RemotePlace[] {
    return [...this.#known.values()];
  }

  find(run: string): { readonly place: SeqeraPlace; readonly run: RemoteRun } | null {
    for (const { place, runs } of this.#known.values()) {
      const found = runs.find(({ id }) => id === run);
      if (found) {
        return { place, run: found };
      }
    }
    return null;
  }

  /** Says whether somebody looks at the runs. Nothing is asked while nobody does. */
  show(visible: boolean): void {
    this.#visible = visible;
    this.#tick();
  }

  /** Watches a run to its end, whether somebody looks or not. */
  follow(place: SeqeraPlace, run: string): void {
    this.#followed.set(run, { place, run });
    this.#seenAlive.add(run);
    this.#ticker.dispose();
    this.#tick();
  }

  /** Asks the Platform now. */
  async refresh(): Promise<void> {
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }

  /** One user in a workspace; the way there is kept until it fails. */
  async session(
    place: SeqeraPlace,
    signal: AbortSignal,
  ): Promise<Result<SeqeraSession, SeqeraFailure>> {
    const known = this.#sessions.get(placeKey(place));
    if (known) {
      return { ok: true, value: known };
    }
    const opened = await this.#deps.sessions.open(place, signal);
    if (opened.ok) {
      this.#sessions.set(placeKey(place), opened.value);
    }
    return opened;
  }

  /** Another sign-in, or another workspace: what was known is of no use. */
  forget(): void {
    this.#sessions.clear();
    this.#known.clear();
    this.#changed.fire();
    this.#ticker.dispose();
    this.#tick();
  }

  dispose(): void {
    this.#abort.abort();
    this.#ticker.dispose();
    this.#changed.dispose();
    this.#ended.dispose();
  }

  #tick(): void {
    this.#ticker.show(!this.#abort.signal.aborted && (this.#visible || this.#followed.size > 0));
  }

  #hasLive(): boolean {
    const followed = [...this.#followed.keys()].some(id => {
      const run = this.find(id)?.run;
      return !run || isLive(run);
    });
    return followed || this.places.some(({ runs }) => runs.some(isLive));
  }

  async #readAll(): Promise<void> {
    const shown = this.#visible || this.#known.size > 0 ? this.#deps.places() : [];
    const all = [...shown, ...[...this.#followed.values()].map(({ place }) => place)];
    const places = new Map(all.map(place => [placeKey(place), place]));
    for (const key of this.#known.keys()) {
      if (!places.has(key)) {
        this.#known.delete(key);
      }
    }
    try {
      for (const place of places.values()) {
        await this.#read(place);
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#deps.log.error('runs on Seqera Platform cannot be read', error);
      }
    }
    if (!this.#abort.signal.aborted) {
      const failed = this.places.some(({ state }) => state.kind === 'failed');
      this.#failures = failed ? this.#failures + 1 : 0;
      this.#changed.fire();
      this.#tick();
    }
  }

  async #read(place: SeqeraPlace): Promise<void> {
    const key = placeKey(place);
    const { signal } = this.#abort;
    const before = this.#known.get(key);
    if (!before) {
      this.#known.set(key, { place, user: null, runs: [], state: { kind: 'loading' } });
      this.#changed.fire();
    }
    const session = await this.session(place, signal);
    const listed = session.ok ? await session.value.runs(signal) : session;
    if (!session.ok || !listed.ok) {
      const failure = session.ok && !listed.ok ? listed.error : session.ok ? null : session.error;
      this.#sessions.delete(key);
      if (failure) {
        this.#known.set(key, {
          place,
          user: before?.user ?? null,
          runs: before?.runs ?? [],
          state: { kind: 'failed', failure },
        });
      }
      return;
    }
    const { user } = session.value;
    const beyond = await this.#followedBeyond(key, session.value, listed.value);
    const all = [...listed.value, ...beyond];
    const runs = await this.#completed(session.value, all, before?.runs ?? []);
    this.#known.set(key, { place, user: user.name, runs, state: { kind: 'loaded' } });
    this.#noticeEnds(place, runs, user.name);
  }

  /** Followed runs that are not among the newest any more; what was removed is followed no longer. */
  async #followedBeyond(
    key: string,
    session: SeqeraSession,
    listed: readonly RemoteRun[],
  ): Promise<readonly RemoteRun[]> {
    const found: RemoteRun[] = [];
    for (const { place, run } of this.#followed.values()) {
      if (placeKey(place) === key && !listed.some(({ id }) => id === run)) {
        const asked = await session.run(run, this.#abort.signal);
        if (asked.ok) {
          found.push(asked.value);
        } else if (asked.error.kind === 'seqera-missing' || asked.error.kind === 'seqera-denied') {
          this.#followed.delete(run);
          this.#seenAlive.delete(run);
        }
      }
    }
    return found;
  }

  /** What a listing does not tell of a run that is over is asked for once. */
  async #completed(
    session: SeqeraSession,
    listed: readonly RemoteRun[],
    before: readonly RemoteRun[],
  ): Promise<readonly RemoteRun[]> {
    const runs: RemoteRun[] = [];
    for (const run of listed) {
      const known = before.find(({ id }) => id === run.id);
      if (isLive(run) || (known && !isLive(known))) {
        runs.push(isLive(run) ? run : { ...run, messages: known?.messages ?? [] });
      } else if (this.#seenAlive.has(run.id) || runs.length < 10) {
        const whole = await session.run(run.id, this.#abort.signal);
        runs.push(whole.ok ? { ...whole.value, tasks: whole.value.tasks ?? run.tasks } : run);
      } else {
        runs.push(run);
      }
    }
    return runs;
  }

  #noticeEnds(place: SeqeraPlace, runs: readonly RemoteRun[], user: string): void {
    for (const run of runs) {
      if (isLive(run)) {
        this.#seenAlive.add(run.id);
      }
      if (!isOver(run)) {
        continue;
      }
      this.#followed.delete(run.id);
      if (this.#seenAlive.delete(run.id) && run.user === user) {
        this.#ended.fire({ place, run });
      }
    }
  }
}

/** One text for one place. */
function placeKey({ endpoint, user, workspace }: SeqeraPlace): string {
  return [endpoint, user ?? '', workspace ?? ''].join(' ');
}
