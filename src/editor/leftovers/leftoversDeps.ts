import { configHints } from '../../core/iam/roles/configHints.ts';
import type { Leftover } from '../../core/leftovers/leftover.ts';
import { type SearchLocation, searchLocations } from '../../core/leftovers/searchLocation.ts';
import type { LeftoverNode } from '../../core/views/leftoverTree.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import type { Leftovers } from '../../services/leftovers/leftovers.ts';
import type { RunsOnPlatform } from '../../services/ports/copies/leftoverPlaces.ts';
import type { RunHost } from '../../services/ports/runs/runHost.ts';
import { cloudAccess, textHere } from '../cloudAccess.ts';
import { rowOf } from '../commandArguments.ts';
import { settings } from '../ids.ts';
import { readSetting } from '../settings.ts';
import type { MarkdownPreview } from '../ui/markdownPreview.ts';
import { leftoverContexts, type LeftoversView } from './leftoversView.ts';

/** What the commands on leftovers work with. */
export interface LeftoversDeps {
  readonly leftovers: Leftovers;
  readonly view: LeftoversView;
  readonly preview: MarkdownPreview;
  readonly index: PipelineIndex;
  readonly runs: Pick<RunHost, 'list'>;
  readonly platform: RunsOnPlatform;
}

/**
 * Where to look: what is chosen, where the settings and configs point, and where runs have been, those
 * of the Platform too.
 */
export async function locationsHere(
  { index, runs, platform }: LeftoversDeps,
  signal: AbortSignal,
): Promise<readonly SearchLocation[]> {
  const aws = cloudAccess('aws');
  const google = cloudAccess('google');
  const { known } = configHints(
    index.files.flatMap(file => file.settings),
    textHere(settings.awsExecutionRole),
  );
  const intended = (await runs.list()).flatMap(run => run.intended);
  const remote = await platform.clouds(signal);
  return searchLocations({
    regions: given(
      readSetting(settings.leftoverRegions),
      aws.region,
      known.COMPUTE_REGION,
      ...remote.regions,
    ),
    definitions: textHere(settings.awsExecutionRole) !== null,
    projects: given(
      readSetting(settings.leftoverProjects),
      google.project,
      known.PROJECT,
      ...remote.projects,
    ),
    profile: aws.profile,
    credentialsFile: google.credentialsFile,
    managers: intended.map(({ manager }) => manager),
  });
}

function given(
  list: readonly string[],
  ...more: readonly (string | null | undefined)[]
): readonly string[] {
  return [...list, ...more.flatMap(one => one ?? [])];
}

/**
 * The leftovers that a command is for: its row's, and those of the other selected rows where it is
 * one of them, as everywhere in VS Code.
 */
export function targets({ view }: LeftoversDeps, argument: unknown): readonly Leftover[] {
  const row = rowOf<LeftoverNode>(argument, leftoverContexts);
  const together = view.selected.some(({ id }) => id === row?.id);
  const nodes = row === null ? [] : together ? view.selected : [row];
  return [...new Map(nodes.flatMap(one => one.leftovers).map(one => [one.id, one])).values()];
}
