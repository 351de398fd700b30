import { isAbsolute, join } from 'node:path';
import { currentUser } from '../system/currentUser.ts';

/**
 * The folder that holds a folder for each run: the configured one, else where the XDG base
 * directory specification puts the state of programs.
 */
export function stateRoot(configured: string | null): string {
  if (configured !== null) {
    return configured;
  }
  const state = process.env['XDG_STATE_HOME'];
  const base = state && isAbsolute(state) ? state : join(currentUser().home, '.local/state');
  return join(base, 'nextflow-secrets/runs');
}
