import { platformPage, type SeqeraEndpoint } from '../seqeraEndpoint.ts';
import type { WorkflowLaunch } from '../workflowLaunch.ts';
import { withoutSignIn } from './webUrl.ts';

/** The page of the Platform on which somebody launches this by hand, with all that was chosen. */
export function launchpadLink(
  endpoint: SeqeraEndpoint,
  place: { readonly user: string; readonly workspace: string | null },
  launch: WorkflowLaunch,
): string {
  const page = placePath(place);
  const query = new URLSearchParams();
  const give = (name: string, value: string | null): void => {
    if (value !== null && value !== '') {
      query.append(name, value);
    }
  };
  give('pipeline', withoutSignIn(launch.pipeline));
  give('revision', launch.revision);
  give('computeEnvId', launch.computeEnvironment);
  give('workDir', launch.workDir);
  give('configProfiles', launch.profiles.join(','));
  give('paramsText', launch.paramsText);
  give('configText', launch.configText);
  give('mainScript', launch.mainScript);
  give('userSecrets', launch.userSecrets.join(','));
  give('workspaceSecrets', launch.workspaceSecrets.join(','));
  return `${platformPage(endpoint)}/${page}/launch?${query}`;
}

/** The page of the Platform on which a run is watched. */
export function runPage(
  endpoint: SeqeraEndpoint,
  place: { readonly user: string; readonly workspace: string | null },
  run: string,
): string {
  return `${platformPage(endpoint)}/${placePath(place)}/watch/${encodeURIComponent(run)}`;
}

/** The page of the Platform on which a pipeline of the launchpad is edited. */
export function pipelinePage(
  endpoint: SeqeraEndpoint,
  place: { readonly user: string; readonly workspace: string | null },
  pipeline: string,
): string {
  return `${platformPage(endpoint)}/${placePath(place)}/launchpad/${encodeURIComponent(pipeline)}`;
}

function placePath({
  user,
  workspace,
}: {
  readonly user: string;
  readonly workspace: string | null;
}): string {
  const [organization = '', name = ''] = (workspace ?? '').split('/').map(encodeURIComponent);
  return workspace === null
    ? `user/${encodeURIComponent(user)}`
    : `orgs/${organization}/workspaces/${name}`;
}
