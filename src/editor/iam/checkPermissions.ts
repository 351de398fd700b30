import * as vscode from 'vscode';
import type { Cloud, Failure } from '../../core/failure.ts';
import type { PermissionNode } from '../../core/views/permissionTree.ts';
import { checkPermissions as check } from '../../services/permissionCheck.ts';
import { cloudAccess } from '../cloudAccess.ts';
import { commands } from '../ids.ts';
import { presentFailure } from '../present.ts';
import { pick } from '../prompts/step.ts';
import { offer } from '../showFailure.ts';
import { working } from '../working.ts';
import { hints, type IamDeps } from './iamDeps.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';

const title = 'Check Permissions';

/** Finds out what the credentials of a cloud and the named roles may do, and shows it as a tree. */
export async function checkPermissions(deps: IamDeps, argument: unknown): Promise<void> {
  const cloud = cloudOf(argument) ?? (await askCloud());
  if (cloud) {
    await checkCloud(deps, cloud);
  }
}

/** Checks again what was checked last. */
export async function recheckPermissions(deps: IamDeps): Promise<void> {
  await checkCloud(deps, deps.view.cloud ?? 'aws');
}

async function checkCloud(deps: IamDeps, cloud: Cloud): Promise<void> {
  const { known, names } = hints(deps);
  const inspector = deps.inspectors.open(cloudAccess(cloud));
  const checked = await working('Checking permissions', signal =>
    check({ inspector, cloud, known, names }, signal),
  ).finally(() => {
    inspector.dispose();
  });
  if (checked?.ok) {
    await deps.view.show(cloud, checked.value);
  } else if (checked) {
    await tellNotChecked(cloud, checked.error);
  }
}

/** Nothing was looked at: why, and what changes that. */
async function tellNotChecked(cloud: Cloud, failure: Failure): Promise<void> {
  const { message, actions } = presentFailure(failure);
  const again = {
    title: 'Check Again',
    command: commands.checkPermissions,
    arguments: [{ cloud }],
  };
  // What reads secrets anew would leave the permissions unchecked.
  const steps = actions.filter(({ command }) => command !== commands.refreshSecrets);
  await offer([...steps, again], titles =>
    vscode.window.showWarningMessage(`Permissions were not checked. ${message}`, ...titles),
  );
}

/** Copies the smallest statement that a red row lacks. */
export async function copyMissingPermission(deps: IamDeps, argument: unknown): Promise<void> {
  const given = nodeOf(argument);
  const node =
    given && given.missing !== null
      ? given
      : await pickNode(deps, 'Copy Missing Statement', ({ missing }) => missing !== null);
  if (!node || node.missing === null) {
    return;
  }
  await vscode.env.clipboard.writeText(node.missing);
  vscode.window.setStatusBarMessage(iconLabel`$(clippy) Copied what ${node.label} lacks`, 4000);
}

/** Names the role that plays a part in this workspace, and checks it. */
export async function nameRole(deps: IamDeps, argument: unknown): Promise<void> {
  const given = nodeOf(argument);
  const node = given && isRole(given) ? given : await pickNode(deps, 'Name Role', isRole);
  if (!node) {
    return;
  }
  const name = await vscode.window.showInputBox({
    title: node.label,
    prompt: 'The name of the IAM role',
    value: deps.memory.names[node.role] ?? '',
    validateInput: typed =>
      /^[\w+=,.@-]{1,64}$/.test(typed.trim())
        ? undefined
        : 'A name has up to 64 letters, digits and +=,.@-_, without a path.',
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
  const given = argument as { readonly kind?: unknown } | null | undefined;
  return typeof given?.kind === 'string' ? (given as PermissionNode) : null;
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
    const none = 'The last check of permissions has no such row.';
    void vscode.window.showInformationMessage(`${heading}: ${none}`);
    return null;
  }
  const answer = await pick(items, { title: heading, step: 1, of: 1 }, 'Which one?');
  return answer === null || answer === 'back' ? null : answer.value;
}

function cloudOf(argument: unknown): Cloud | null {
  const cloud = (argument as { readonly cloud?: unknown } | null | undefined)?.cloud;
  return cloud === 'aws' || cloud === 'google' ? cloud : null;
}

async function askCloud(): Promise<Cloud | null> {
  const { profile, region } = cloudAccess('aws');
  const { project } = cloudAccess('google');
  const answer = await pick<Cloud>(
    [
      {
        label: '$(cloud) AWS',
        description: escapeIcons(
          [profile ?? '', region ?? ''].filter(part => part !== '').join(' · '),
        ),
        value: 'aws',
      },
      { label: '$(cloud) Google Cloud', description: escapeIcons(project ?? ''), value: 'google' },
    ],
    { title, step: 1, of: 1 },
    'Where?',
  );
  return answer === null || answer === 'back' ? null : answer.value;
}
