import type { Catalog } from '../../secrets/catalog.ts';
import type { SavedLaunch, WorkflowLaunch } from '../workflowLaunch.ts';

/** A launch that goes on with a run, and which of its secrets there are none of. */
export interface ResumedLaunch {
  readonly launch: WorkflowLaunch;
  readonly missing: readonly string[];
}

/**
 * The launch that goes on with a run, whoever launched it: its secrets by the same names, each from
 * the scope that wins for who resumes it. Where these cannot be listed, they stay as they were.
 */
export function resumedLaunch(saved: SavedLaunch, catalog: Catalog): ResumedLaunch {
  const userSecrets: string[] = [];
  const workspaceSecrets: string[] = [];
  const missing: string[] = [];
  for (const name of new Set([...saved.userSecrets, ...saved.workspaceSecrets])) {
    const found = catalog.resolve(name);
    const before = saved.userSecrets.includes(name) ? 'user' : 'workspace';
    const scope = found.kind === 'found' ? found.winner.scope.kind : before;
    if (found.kind === 'missing') {
      missing.push(name);
    } else {
      (scope === 'user' ? userSecrets : workspaceSecrets).push(name);
    }
  }
  return { launch: { ...saved, id: null, userSecrets, workspaceSecrets }, missing };
}
