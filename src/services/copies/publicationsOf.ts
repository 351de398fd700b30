import { isCloudTarget } from '../../core/runs/backends/runTarget.ts';
import type { Assignment } from '../../core/runs/record/protocol.ts';
import { cloudPublication } from './cloudPublication.ts';
import { definitionPublication } from './definitionPublication.ts';
import type { Publication } from './publication.ts';
import type { PublishDeps } from './publishDeps.ts';

/** All that an assignment asks to be published, in the order in which it is made. */
export async function publicationsOf(
  deps: PublishDeps,
  assignment: Assignment,
): Promise<readonly Publication[]> {
  const { target, secrets, definitions = [] } = assignment;
  const store = deps.store(assignment);
  if (!isCloudTarget(target) || !secrets.some(({ inCloud = true }) => inCloud)) {
    return [store];
  }
  const copies = await cloudPublication(deps, assignment, target);
  if (target.kind !== 'aws-batch' || target.executionRole === null || definitions.length === 0) {
    return [store, copies];
  }
  const { executionRole } = target;
  const named = { ...target, executionRole };
  return [store, copies, await definitionPublication(deps, assignment, named, copies)];
}
