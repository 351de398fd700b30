import * as l10n from '@vscode/l10n';
import type { SeqeraAction } from '../failure.ts';

/** The Platform's own roles in a workspace; an organisation may have others. */
const changing = ['owner', 'admin', 'maintain'];
const reading = ['launch', 'connect', 'view'];

/**
 * Whether roles allow to add, update and remove a workspace's secrets. Null where a role of the
 * organisation's own is among them, so that only the Platform can tell.
 */
export function mayChangeSecrets(roles: readonly string[]): boolean | null {
  if (roles.some(role => changing.includes(role))) {
    return true;
  }
  return roles.length > 0 && roles.every(role => reading.includes(role)) ? false : null;
}

/** The roles that allow what the Platform refused, for people. */
export function rolesThatMay(action: SeqeraAction): string {
  return action === 'launch runs'
    ? l10n.t('maintain, admin or owner; launch is enough for pipelines of the launchpad')
    : l10n.t('maintain, admin or owner');
}
