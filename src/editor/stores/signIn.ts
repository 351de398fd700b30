import * as vscode from 'vscode';
import type { Cloud } from '../../core/failure.ts';
import { iconLabel } from '../../core/iconLabel.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { storeNames } from '../../core/secrets/storeFacts.ts';
import { parseEndpoint } from '../../core/seqera/seqeraEndpoint.ts';
import type { SignIn } from '../../services/ports/stores/cloudStores.ts';
import { cloudAccess } from '../cloudAccess.ts';
import { textField } from '../commandArguments.ts';
import { signInSeqera } from '../seqera/signInSeqera.ts';
import { pickOne } from '../ui/pick.ts';
import { working } from '../ui/working.ts';
import { scopeOf, scopesIn, type StoresDeps } from './storesDeps.ts';
import { seqeraAccount } from './storeSettings.ts';

/** Starts what signs the user in to a cloud, and looks again when it is done. */
export async function signIn(deps: StoresDeps, argument: unknown): Promise<void> {
  if (isSeqera(deps, argument)) {
    const endpoint = parseEndpoint(seqeraAccount().endpoint);
    await signInSeqera(deps, endpoint.ok ? endpoint.value : null);
    return;
  }
  const cloud = cloudOf(deps, argument) ?? (await askCloud(deps));
  if (cloud === null) {
    return;
  }
  const way = await working(vscode.l10n.t('Signing in to {0}', storeNames[cloud]), signal =>
    wayIn(deps, cloud, argument, signal),
  );
  if (way) {
    await follow(deps, cloud, way);
  }
}

function isSeqera({ stores }: StoresDeps, argument: unknown): boolean {
  const scope = scopeOf(argument);
  return (scope ? stores.choiceOf(scope).kind : textField(argument, 'cloud')) === 'seqera';
}

/** `{ cloud }` comes from a failure's button, a row from the tree. */
function cloudOf({ stores }: StoresDeps, argument: unknown): Cloud | null {
  const scope = scopeOf(argument);
  const kind = scope ? stores.choiceOf(scope).kind : textField(argument, 'cloud');
  return kind === 'aws' || kind === 'google' ? kind : null;
}

async function askCloud(deps: StoresDeps): Promise<Cloud | null> {
  const used = (['aws', 'google'] as const).filter(cloud => scopesIn(deps, cloud).length > 0);
  const [only, ...others] = used;
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No cloud store is configured in this window.'),
    );
    return null;
  }
  if (others.length === 0) {
    return only;
  }
  const items = used.map(value => ({ label: iconLabel`$(cloud) ${storeNames[value]}`, value }));
  return pickOne(items, vscode.l10n.t('Sign In'), vscode.l10n.t('Choose where to look'));
}

async function wayIn(
  deps: StoresDeps,
  cloud: Cloud,
  argument: unknown,
  signal: AbortSignal,
): Promise<SignIn | null> {
  const asked = scopeOf(argument);
  const isAsked = ({ scope }: { readonly scope: SecretScope }): boolean =>
    asked === null || scope === asked;
  // Permissions and leftovers need a sign-in where the cloud keeps no secrets, too.
  if (cloud === 'aws') {
    const { profile, region } = cloudAccess(cloud);
    const other = { kind: cloud, profile, region, prefix: '', recoveryDays: 7 };
    const choice = scopesIn(deps, cloud).find(isAsked)?.choice ?? other;
    return deps.clouds.aws.signIn(choice, signal);
  }
  const { project, credentialsFile } = cloudAccess(cloud);
  const other = { kind: cloud, project, credentialsFile, location: null, prefix: '' };
  const choice = scopesIn(deps, cloud).find(isAsked)?.choice ?? other;
  return deps.clouds.google.signIn(choice, signal);
}

async function follow({ stores }: StoresDeps, cloud: Cloud, way: SignIn): Promise<void> {
  switch (way.kind) {
    case 'program': {
      // Its own program, not a shell: a profile's name is no command.
      const terminal = vscode.window.createTerminal({
        name: vscode.l10n.t('Sign in to {0}', storeNames[cloud]),
        shellPath: way.program,
        shellArgs: [...way.args],
      });
      terminal.show();
      const closed = vscode.window.onDidCloseTerminal(other => {
        if (other === terminal) {
          closed.dispose();
          stores.reconnect(cloud);
        }
      });
      return;
    }
    case 'code':
      stores.reconnect(cloud);
      return;
    case 'file':
      await vscode.window.showTextDocument(vscode.Uri.file(way.path));
      return;
    case 'manual': {
      const copy = vscode.l10n.t('Copy Command');
      const message = vscode.l10n.t('This signs you in to {0}: {1}', storeNames[cloud], way.hint);
      if ((await vscode.window.showInformationMessage(message, copy)) === copy) {
        await vscode.env.clipboard.writeText(way.hint);
      }
      return;
    }
  }
}
