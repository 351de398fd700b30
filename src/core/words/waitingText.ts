import * as l10n from '@vscode/l10n';
import type { ScopeEntry } from '../secrets/catalog.ts';
import { failureMessage } from './failureMessage.ts';
import { scopeSecrets } from './scopeName.ts';

/** Why a name is not known: `your secrets are being read, the workspace’s secrets cannot be read`. */
export function waitingText(waitingFor: readonly ScopeEntry[]): string {
  return waitingFor.map(waiting).join(', ') || l10n.t('secrets are being read');
}

/** The same with the reason why a scope cannot be read: `your secrets: AWS does not answer: timeout.` */
export function waitingReasons(waitingFor: readonly ScopeEntry[]): string {
  return waitingFor
    .filter(({ state }) => state.kind !== 'loaded')
    .map(entry =>
      entry.state.kind === 'failed'
        ? `${scopeSecrets(entry.scope)}: ${failureMessage(entry.state.failure)}`
        : waiting(entry),
    )
    .join('; ');
}

function waiting({ scope, state }: ScopeEntry): string {
  return `${scopeSecrets(scope)} ${state.kind === 'failed' ? l10n.t('cannot be read') : l10n.t('are being read')}`;
}
