import * as vscode from 'vscode';
import type { Cloud } from '../../core/failure.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import type { PermissionNode } from '../../core/views/permissionTree.ts';
import { cloudName } from '../../core/words/cloudName.ts';
import { checkRoles as check } from '../../services/permissions/checkRoles.ts';
import { cloudAccess } from '../cloudAccess.ts';
import { rowOf, textField } from '../commandArguments.ts';
import { settings } from '../ids.ts';
import { pickOne } from '../ui/pick.ts';
import { working } from '../ui/working.ts';
import { hints, type IamDeps } from './iamDeps.ts';
import { permissionContexts } from './permissionsView.ts';

const title = vscode.l10n.t('Check Permissions');

/**
 * Finds out what the credentials of a cloud and the named roles may do, and shows it as a tree, or
 * in its place why nothing could be looked at.
 */
export async function checkPermissions(deps: IamDeps, argument: unknown): Promise<void> {
  const cloud = cloudOf(argument) ?? (await askCloud());
  if (cloud) {
    await checkCloud(deps, cloud);
    await deps.view.focus();
  }
}

/** Checks again what was checked last. */
export async function recheckPermissions(deps: IamDeps): Promise<void> {
  await checkCloud(deps, deps.view.cloud ?? 'aws');
}

/** Looks again once the settings say otherwise how a cloud is reached that could not be looked at. */
export function recheckUnchecked(deps: IamDeps): vscode.Disposable {
  const waysOf: Readonly<Record<Cloud, readonly string[]>> = {
    aws: [settings.awsProfile, settings.awsRegion],
    google: [settings.googleProject, settings.googleCredentialsFile],
  };
  return vscode.workspace.onDidChangeConfiguration(change => {
    const cloud = deps.view.unchecked;
    if (cloud && waysOf[cloud].some(setting => change.affectsConfiguration(setting))) {
      void checkCloud(deps, cloud); // It fails in no way that it does not show.
    }
  });
}

/** One that is under way is given up: what it would show is out of date. */
async function checkCloud(deps: IamDeps, cloud: Cloud): Promise<void> {
  const { known, names } = hints(deps);
  const inspector = deps.inspectors.open(cloudAccess(cloud));
  const checked = await deps.checks
    .run(newest =>
      working(vscode.l10n.t('Checking permissions'), signal =>
        check({ inspector, cloud, known, names }, AbortSignal.any([signal, newest])),
      ),
    )
    .finally(() => {
      inspector.dispose();
    });
  if (checked) {
    deps.view.update({ cloud, checked });
  }
}

/** Copies the smallest statement that a red row lacks. */
export async function copyMissingPermission(deps: IamDeps, argument: unknown): Promise<void> {
  const given = nodeOf(argument);
  const node =
    given && given.missing !== null
      ? given
      : await pickNode(
          deps,
          vscode.l10n.t('Copy Missing Statement'),
          ({ missing }) => missing !== null,
        );
  if (!node || node.missing === null) {
    return;
  }
  await vscode.env.clipboard.writeText(node.missing);
  vscode.window.setStatusBarMessage(
    iconLabel`$(clippy) ${vscode.l10n.t('Copied the missing permissions of {0}', node.label)}`,
    4000,
  );
}

/** Names the role that plays a part in this workspace, and checks it. */
export async function nameRole(deps: IamDeps, argument: unknown): Promise<void> {
  const given = nodeOf(argument);
  const node =
    given && isRole(given) ? given : await pickNode(deps, vscode.l10n.t('Name Role'), isRole);
  if (!node) {
    return;
  }
  const name = await vscode.window.showInputBox({
    title: node.label,
    prompt: vscode.l10n.t('The name of the IAM role'),
    value: deps.memory.names[node.role] ?? '',
    validateInput: typed =>
      /^[\w+=,.@-]{1,64}$/.test(typed.trim())
        ? undefined
        : vscode.l10n.t('A name can have up to 64 letters, digits and +=,.@-_, without a path.'),
  });
  if (name !== undefined) {
    await deps.memory.name(node.role, name.trim());
    await recheckPermissions(deps);
  }
}

function isRole({ kind }: PermissionNode): boolean {
  return kind === 'role' || kind === 'unnamedRole';
}

function nodeOf(argument: unknown): PermissionNode | null {
  return rowOf<PermissionNode>(argument, permissionContexts);
}

/** Asks for a row of the last check, where the command was called on none. */
async function pickNode(
  { view }: IamDeps,
  heading: string,
  fits: (node: PermissionNode) => boolean,
): Promise<PermissionNode | null> {
  const items = view.roots.flatMap(root =>
    [root, ...root.children].filter(fits).map(value => ({
      label: `$(${value.icon}) ${value.label}`,
      description: value.description,
      ...(value !== root && { detail: root.label }),
      value,
    })),
  );
  if (items.length === 0) {
    const none = vscode.l10n.t('The last permission check has no such row.');
    void vscode.window.showInformationMessage(`${heading}: ${none}`);
    return null;
  }
  return pickOne(items, heading, vscode.l10n.t('Which one?'));
}

function cloudOf(argument: unknown): Cloud | null {
  const cloud = textField(argument, 'cloud');
  return cloud === 'aws' || cloud === 'google' ? cloud : null;
}

async function askCloud(): Promise<Cloud | null> {
  const { profile, region } = cloudAccess('aws');
  const { project } = cloudAccess('google');
  return pickOne<Cloud>(
    [
      {
        label: iconLabel`$(cloud) ${cloudName.aws}`,
        description: escapeIcons(
          [profile ?? '', region ?? ''].filter(part => part !== '').join(' · '),
        ),
        value: 'aws',
      },
      {
        label: iconLabel`$(cloud) ${cloudName.google}`,
        description: escapeIcons(project ?? ''),
        value: 'google',
      },
    ],
    title,
    vscode.l10n.t('Choose where to look'),
  );
}
