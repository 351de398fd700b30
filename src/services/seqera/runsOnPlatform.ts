import { isLive, type RemoteRun } from '../../core/seqera/remoteRun.ts';
import { workspaceName } from '../../core/seqera/seqeraWorkspace.ts';
import { bounded } from '../async/bounded.ts';
import type { KnownPlatformRun, RunsOnPlatform } from '../ports/copies/leftoverPlaces.ts';
import type { SeqeraPlace, SeqeraSession } from '../ports/stores/seqeraSessions.ts';
import type { RemoteRuns } from './remoteRuns.ts';

/** Requests at a time, and runs that are asked for at most. */
const concurrency = 4;
const most = 200;

interface PlatformDeps {
  readonly remote: Pick<RemoteRuns, 'session'>;
  /** The workspaces that this window is about. */
  readonly places: () => readonly SeqeraPlace[];
}

/** Asks the Platform for runs in the workspaces of this window, and among the user's own. */
export function runsOnPlatform({ remote, places }: PlatformDeps): RunsOnPlatform {
  const sessions = async (signal: AbortSignal): Promise<readonly SeqeraSession[]> => {
    const own = places().map(place => ({ ...place, workspace: null }));
    const all = new Map([...places(), ...own].map(place => [JSON.stringify(place), place]));
    const opened: SeqeraSession[] = [];
    for (const place of all.values()) {
      const session = await remote.session(place, signal);
      opened.push(...(session.ok ? [session.value] : []));
    }
    return opened;
  };
  return {
    async regions(signal) {
      const regions: string[] = [];
      for (const session of await sessions(signal)) {
        const listed = await session.computeEnvironments(signal);
        for (const { platform, region } of listed.ok ? listed.value : []) {
          regions.push(...(platform.startsWith('aws-') && region ? [region] : []));
        }
      }
      return [...new Set(regions)];
    },
    async find(runs, signal) {
      const opened = runs.length === 0 ? [] : await sessions(signal);
      const found = await bounded(
        runs.slice(0, most),
        concurrency,
        async id => [id, await lookUp(opened, id, signal)] as const,
        signal,
      );
      return new Map(found.flatMap(([id, run]) => (run ? [[id, run]] : [])));
    },
  };
}

/** What is refused is the run of somebody else, or none. */
async function lookUp(
  sessions: readonly SeqeraSession[],
  id: string,
  signal: AbortSignal,
): Promise<KnownPlatformRun | null> {
  for (const session of sessions) {
    const found = await session.run(id, signal);
    if (found.ok && found.value.status !== 'UNKNOWN') {
      return known(found.value, session.workspace && workspaceName(session.workspace));
    }
  }
  return null;
}

function known(run: RemoteRun, workspace: string | null): KnownPlatformRun {
  return { name: run.name, workspace, live: isLive(run), endedAt: run.endedAt };
}
