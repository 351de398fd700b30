import { isLive, type RemoteRun } from '../../core/seqera/remoteRun.ts';
import { workspaceName } from '../../core/seqera/seqeraWorkspace.ts';
import { bounded } from '../async/bounded.ts';
import type { KnownPlatformRun, RunsOnPlatform } from '../ports/copies/leftoverPlaces.ts';
import type { SeqeraPlace, SeqeraSession } from '../ports/stores/seqeraSessions.ts';
import type { RemoteRuns } from './remoteRuns.ts';

/** Requests at a time, and runs that are asked for at most. */
const concurrency = 4;
const mostRuns = 200;
/** Of many workspaces only so many are looked at, and so many single runs are asked for there. */
const mostWorkspaces = 50;
const mostElsewhere = 400;

interface PlatformDeps {
  readonly remote: Pick<RemoteRuns, 'session'>;
  /** The workspaces that this window is about; the first tells who asks, and where. */
  readonly places: () => readonly SeqeraPlace[];
}

type Found = Map<string, KnownPlatformRun>;

/**
 * Asks the Platform for runs: in the workspaces of this window, among the user's own, and in every
 * other workspace that the user sees.
 */
export function runsOnPlatform({ remote, places }: PlatformDeps): RunsOnPlatform {
  const open = async (all: readonly SeqeraPlace[], signal: AbortSignal) => {
    const distinct = new Map(all.map(place => [JSON.stringify(place), place]));
    const opened: SeqeraSession[] = [];
    for (const place of distinct.values()) {
      const session = await remote.session(place, signal);
      opened.push(...(session.ok ? [session.value] : []));
    }
    return opened;
  };
  const near = (signal: AbortSignal) =>
    open([...places(), ...places().map(place => ({ ...place, workspace: null }))], signal);
  const far = async (known: readonly SeqeraSession[], signal: AbortSignal) => {
    const [place] = places();
    const listed = await known[0]?.workspaces(signal);
    if (!place || !listed?.ok) {
      return [];
    }
    const ids = new Set(known.map(({ workspace }) => workspace?.id));
    const others = listed.value.filter(({ id }) => !ids.has(id)).slice(0, mostWorkspaces);
    return open(
      others.map(({ id }) => ({ ...place, workspace: id })),
      signal,
    );
  };
  return {
    async clouds(signal) {
      const known = await near(signal);
      const all = [...known, ...(await far(known, signal))];
      const found = await bounded(all, concurrency, one => cloudsOf(one, signal), signal);
      return {
        regions: distinct(found.flatMap(({ regions }) => regions)),
        projects: distinct(found.flatMap(({ projects }) => projects)),
      };
    },
    async find(runs, signal) {
      const found: Found = new Map();
      const known = runs.length === 0 ? [] : await near(signal);
      await lookUp(known, runs.slice(0, mostRuns), found, signal);
      const left = runs.filter(id => !found.has(id));
      if (left.length > 0 && known.length > 0) {
        await lookElsewhere(await far(known, signal), left, found, signal);
      }
      return found;
    },
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** Where in clouds the compute environments of a workspace are. */
async function cloudsOf(session: SeqeraSession, signal: AbortSignal) {
  const listed = await session.computeEnvironments(signal);
  const regions: string[] = [];
  const projects: string[] = [];
  for (const { id, platform, region } of listed.ok ? listed.value : []) {
    if (platform.startsWith('aws-')) {
      regions.push(...(region ? [region] : []));
    } else if (platform.startsWith('google-')) {
      const details = await session.computeEnvironment(id, signal);
      projects.push(...(details.ok && details.value.project ? [details.value.project] : []));
    }
  }
  return { regions, projects };
}

async function lookUp(
  sessions: readonly SeqeraSession[],
  runs: readonly string[],
  found: Found,
  signal: AbortSignal,
): Promise<void> {
  await bounded(
    runs,
    concurrency,
    async id => {
      for (const session of sessions) {
        if (!found.has(id)) {
          // What is refused is the run of somebody else, or none.
          const run = await session.run(id, signal);
          note(found, session, run.ok ? [run.value] : []);
        }
      }
    },
    signal,
  );
}

/** The newest runs of each workspace are one request; only what is among none is asked for alone. */
async function lookElsewhere(
  sessions: readonly SeqeraSession[],
  runs: readonly string[],
  found: Found,
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Set(runs);
  await bounded(
    sessions,
    concurrency,
    async session => {
      const listed = await session.runs(signal);
      note(found, session, listed.ok ? listed.value.filter(({ id }) => wanted.has(id)) : []);
    },
    signal,
  );
  const left = runs.filter(id => !found.has(id));
  const most = Math.floor(mostElsewhere / Math.max(1, sessions.length));
  await lookUp(sessions, left.slice(0, most), found, signal);
}

function note(found: Found, session: SeqeraSession, runs: readonly RemoteRun[]): void {
  for (const run of runs.filter(({ status }) => status !== 'UNKNOWN')) {
    const workspace = session.workspace && workspaceName(session.workspace);
    found.set(run.id, { name: run.name, workspace, live: isLive(run), endedAt: run.endedAt });
  }
}
