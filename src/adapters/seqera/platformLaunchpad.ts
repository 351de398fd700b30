import type { SeqeraFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { withoutSignIn } from '../../core/seqera/launch/webUrl.ts';
import type { SeqeraWorkspace } from '../../core/seqera/seqeraWorkspace.ts';
import type {
  Launchpad,
  LaunchpadPipeline,
  SavedLaunch,
} from '../../core/seqera/workflowLaunch.ts';
import { about, at } from './platform.ts';
import { pipelines, savedLaunch } from './runAnswers.ts';
import { asSavedLaunch } from './runForms.ts';
import type { SeqeraClient } from './seqeraClient.ts';

type LaunchpadResult<T> = Promise<Result<T, SeqeraFailure>>;

/** How many rows a page has, and how many pages are read at most: of some thousand pipelines. */
const pageSize = 100;
const mostPages = 20;

/** A page of a launchpad, how many rows it had, and how many there are in all; null where nobody says. */
interface Page extends Pick<Launchpad, 'pipelines'> {
  readonly count: number;
  readonly total: number | null;
}

/** The Platform's calls about the launchpad of one workspace. */
export class PlatformLaunchpad {
  readonly #client: SeqeraClient;
  /** Null for the user's own. */
  readonly #workspace: SeqeraWorkspace | null;

  constructor(client: SeqeraClient, workspace: SeqeraWorkspace | null) {
    this.#client = client;
    this.#workspace = workspace;
  }

  /** The pipelines that a text finds, or all, page by page; of very many the first. */
  async pipelines(search: string | null, signal: AbortSignal): LaunchpadResult<Launchpad> {
    const all = new Map<string, LaunchpadPipeline>();
    let more = false;
    let offset = 0;
    for (let page = 0; page < mostPages; page += 1) {
      const read = await this.#page(search, offset, signal);
      if (!read.ok) {
        return read;
      }
      const { pipelines: found, count, total } = read.value;
      const before = all.size;
      found.forEach(pipeline => all.set(pipeline.id, pipeline));
      offset += count;
      // A page may be shorter than was asked for, and others may follow.
      more = total === null ? count >= pageSize : offset < total;
      // One that is empty, or repeats what came before, leads nowhere.
      if (!more || all.size === before) {
        break;
      }
    }
    return ok({ pipelines: [...all.values()], more });
  }

  /** What the launchpad has saved of a pipeline. */
  async launchOf(pipeline: LaunchpadPipeline, signal: AbortSignal): LaunchpadResult<SavedLaunch> {
    const source = pipeline.source === null ? {} : { sourceWorkspaceId: pipeline.source.id };
    const params = {
      query: { ...at(this.#workspace).query, ...source },
      path: { pipelineId: pipeline.id },
    };
    const subject = { subject: 'pipeline', id: pipeline.id } as const;
    const found = await this.#client.ask(
      {
        call: { ...about('read pipelines', this.#workspace), subject },
        repeatable: true,
        send: ({ client, how }) => client.GET('/pipelines/{pipelineId}/launch', { ...how, params }),
        answer: savedLaunch,
      },
      signal,
    );
    return found.ok ? ok(asSavedLaunch(found.value.launch)) : err(found.error.failure);
  }

  async #page(search: string | null, offset: number, signal: AbortSignal): LaunchpadResult<Page> {
    const { query } = at(this.#workspace);
    const params = {
      query: { ...query, max: pageSize, offset, ...(search !== null && { search }) },
    };
    const listed = await this.#client.ask(
      {
        call: about('list pipelines', this.#workspace),
        repeatable: true,
        send: ({ client, how }) => client.GET('/pipelines', { ...how, params }),
        answer: pipelines,
      },
      signal,
    );
    if (!listed.ok) {
      return err(listed.error.failure);
    }
    const { found, count } = listed.value.pipelines;
    const rows = found.map(row => ({
      id: row.pipelineId,
      name: row.name ?? row.pipelineId,
      repository: withoutSignIn(row.repository),
      source: this.#sourceOf(row),
    }));
    return ok({ pipelines: rows, count, total: listed.value.totalSize });
  }

  /** A pipeline of another workspace is one that it shares. */
  #sourceOf(found: {
    readonly workspaceId: string | null;
    readonly orgName: string | null;
    readonly workspaceName: string | null;
  }): LaunchpadPipeline['source'] {
    const { workspaceId } = found;
    const own = workspaceId === null || workspaceId === this.#workspace?.id;
    const name = [found.orgName, found.workspaceName].filter(part => part !== null).join('/');
    return own ? null : { id: workspaceId, name };
  }
}
