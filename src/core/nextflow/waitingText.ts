import type { Resolution, ScopeEntry } from '../catalog.ts';

/** Why a name is not known: `your secrets are loading, workspace secrets cannot be read`. */
export function waitingText({ waitingFor }: Extract<Resolution, { kind: 'unknown' }>): string {
  return waitingFor.map(waiting).join(', ') || 'loading';
}

function waiting({ scope, state }: ScopeEntry): string {
  const what = scope.kind === 'user' ? 'your secrets' : 'workspace secrets';
  return state.kind === 'failed' ? `${what} cannot be read` : `${what} are loading`;
}
