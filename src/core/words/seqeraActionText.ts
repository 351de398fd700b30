import * as l10n from '@vscode/l10n';
import type { SeqeraAction } from '../failure.ts';

/** What the Platform was asked, as it stands in a sentence: `refused to list runs`. */
export function seqeraActionText(action: SeqeraAction): string {
  return actions[action];
}

const actions: Readonly<Record<SeqeraAction, string>> = {
  'tell what it is': l10n.t('tell what it is'),
  'tell who you are': l10n.t('tell who you are'),
  'list workspaces': l10n.t('list workspaces'),
  'list secrets': l10n.t('list secrets'),
  'add secrets': l10n.t('add secrets'),
  'update secrets': l10n.t('update secrets'),
  'remove secrets': l10n.t('remove secrets'),
  'list compute environments': l10n.t('list compute environments'),
  'read compute environments': l10n.t('read compute environments'),
  'list pipelines': l10n.t('list pipelines'),
  'read pipelines': l10n.t('read pipelines'),
  'launch runs': l10n.t('launch runs'),
  'list runs': l10n.t('list runs'),
  'read runs': l10n.t('read runs'),
  'cancel runs': l10n.t('cancel runs'),
  'read the output of runs': l10n.t('read the output of runs'),
};
