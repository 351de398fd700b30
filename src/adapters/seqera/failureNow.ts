import type { SeqeraFailure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { type SeqeraWorkspace, workspaceName } from '../../core/seqera/seqeraWorkspace.ts';

/** A failure, and the workspace that it is about, as it was when somebody last looked. */
interface EarlierFailure {
  readonly failure: SeqeraFailure;
  readonly workspace: SeqeraWorkspace | null;
}

/**
 * A refusal with what the user is in the workspace by now: roles are given and taken, and the
 * Platform answers the same for a workspace that is gone. Any other failure is what it is.
 */
export async function failureNow(
  { failure, workspace }: EarlierFailure,
  list: () => Promise<Result<readonly SeqeraWorkspace[], SeqeraFailure>>,
): Promise<SeqeraFailure> {
  if (failure.kind !== 'seqera-denied' || workspace === null) {
    return failure;
  }
  const listed = await list();
  if (!listed.ok) {
    return failure;
  }
  const found = listed.value.find(({ id }) => id === workspace.id);
  const { endpoint } = failure;
  return found
    ? { ...failure, workspace: workspaceName(found), roles: found.roles }
    : { kind: 'seqera-workspace-unknown', endpoint, workspace: workspaceName(workspace) };
}
