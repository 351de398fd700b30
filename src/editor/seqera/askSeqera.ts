import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { accountName, type SeqeraAccount } from '../../core/seqera/seqeraAccount.ts';
import { mayChangeSecrets } from '../../core/seqera/seqeraRole.ts';
import {
  personalWorkspace,
  type SeqeraWorkspace,
  workspaceName,
} from '../../core/seqera/seqeraWorkspace.ts';
import { settings } from '../ids.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { pick } from '../ui/pick.ts';
import { showFailure } from '../ui/showFailure.ts';
import { type StepAnswer, type StepHeading } from '../ui/step.ts';
import { working } from '../ui/working.ts';
import { type SeqeraSignInDeps, signInSeqera } from './signInSeqera.ts';

const title = vscode.l10n.t('Secrets in Seqera Platform');

/** Asks as whom and in which workspace, and gives the settings that say so. */
export async function askSeqera(
  deps: SeqeraSignInDeps,
  scope: SecretScope,
  current: string | null,
): Promise<SettingChanges | null> {
  const of = scope.kind === 'user' ? 1 : 2;
  for (;;) {
    const account = await askAccount(deps, { title, step: 1, of });
    if (account === null) {
      return null;
    }
    const own = {
      [settings.seqeraEndpoint]: account.endpoint,
      [settings.seqeraUser]: account.user.name,
    };
    if (scope.kind === 'user') {
      return own;
    }
    const workspace = await askWorkspace(deps, account, current, { title, step: 2, of });
    if (workspace !== 'back') {
      return workspace && { ...own, [settings.seqeraWorkspace]: workspace.value };
    }
  }
}

/** The account to be used; whoever has none is asked to sign in at once. */
async function askAccount(
  deps: SeqeraSignInDeps,
  heading: StepHeading,
): Promise<SeqeraAccount | null> {
  const known = await deps.accounts.list();
  if (known.length === 0) {
    return signInSeqera(deps);
  }
  const items = [
    ...known.map(account => ({
      label: iconLabel`$(account) ${accountName(account)}`,
      description: account.token === null ? keeperText(account) : '',
      value: account,
    })),
    { label: iconLabel`$(add) ${vscode.l10n.t('Sign In…')}`, description: '', value: null },
  ];
  const answer = await pick(items, heading, vscode.l10n.t('Choose a user'));
  if (answer === null || answer === 'back') {
    return null;
  }
  return answer.value ?? signInSeqera(deps);
}

function keeperText({ keeper }: SeqeraAccount): string {
  return keeper === 'extension'
    ? vscode.l10n.t('signed in by the Nextflow extension')
    : 'TOWER_ACCESS_TOKEN';
}

/** The workspaces that an account sees, to choose one; told where they cannot be listed. */
async function askWorkspace(
  deps: SeqeraSignInDeps,
  account: SeqeraAccount,
  current: string | null,
  heading: StepHeading,
): Promise<StepAnswer<string>> {
  const token = await deps.accounts.tokenOf(account);
  const { endpoint } = account;
  if (token === null) {
    showFailure({ kind: 'seqera-signed-out', endpoint, because: 'absent' });
    return null;
  }
  const listed = await working(vscode.l10n.t('Listing workspaces'), signal =>
    deps.seqera.workspacesOf({ endpoint, token }, signal),
  );
  if (!listed?.ok) {
    if (listed) {
      showFailure(listed.error);
    }
    return null;
  }
  const { workspaces, personal } = listed.value;
  const items = [
    ...[...workspaces]
      .sort((a, b) => naturalOrder(workspaceName(a), workspaceName(b)))
      .map(workspace => itemOf(workspace, current)),
    ...(personal ? [personalItem(current)] : []),
  ];
  const question =
    items.length === 0
      ? {
          placeholder: vscode.l10n.t('You are not a member of any workspace of this Platform.'),
          details: '',
        }
      : vscode.l10n.t('Choose a workspace');
  return pick(items, heading, question);
}

/** The last, because it has no secrets of its own. */
function personalItem(current: string | null) {
  return {
    label: iconLabel`$(account) ${vscode.l10n.t('Your Personal Workspace')}`,
    description: current === personalWorkspace ? vscode.l10n.t('in use') : '',
    detail: vscode.l10n.t(
      'Your own runs, compute environments and launchpad. Runs get your user secrets',
    ),
    value: personalWorkspace,
  };
}

function itemOf(workspace: SeqeraWorkspace, current: string | null) {
  const name = workspaceName(workspace);
  const { roles, shared } = workspace;
  const may =
    mayChangeSecrets(roles) === false
      ? vscode.l10n.t('you can see its secrets, but not change them')
      : '';
  return {
    label: shared ? iconLabel`$(globe) ${name}` : iconLabel`$(lock) ${name}`,
    description: escapeIcons(
      [
        name === current ? vscode.l10n.t('in use') : '',
        shared ? 'shared' : 'private',
        roles.join(', '),
      ]
        .filter(part => part !== '')
        .join(' · '),
    ),
    detail: may,
    value: name,
  };
}
