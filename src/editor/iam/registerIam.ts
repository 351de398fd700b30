import * as vscode from 'vscode';
import type { Subscription } from '../../services/async/event.ts';
import { Latest } from '../../services/async/latest.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import type { PermissionInspectors } from '../../services/ports/permissionPorts.ts';
import { commands } from '../ids.ts';
import { registerCommands } from '../registerCommands.ts';
import { MarkdownPreview } from '../ui/markdownPreview.ts';
import {
  checkPermissions,
  copyMissingPermission,
  nameRole,
  recheckPermissions,
  recheckUnchecked,
} from './checkPermissions.ts';
import { exportIamPolicies } from './exportIamPolicies.ts';
import type { IamDeps } from './iamDeps.ts';
import { IamMemory } from './iamMemory.ts';
import { PermissionsView } from './permissionsView.ts';
import { showIamPolicies } from './showIamPolicies.ts';

/** What the permissions of the editor stand on. */
export interface RegisterIamDeps {
  readonly inspectors: PermissionInspectors;
  readonly index: PipelineIndex;
  readonly memory: vscode.Memento;
}

/** Brings the policy documents, the Permissions view and their commands to life. */
export function registerIam(context: RegisterIamDeps): {
  readonly view: PermissionsView;
  readonly owned: readonly Subscription[];
} {
  const preview = new MarkdownPreview('nextflow-secrets-iam', vscode.l10n.t('IAM Policies'));
  const view = new PermissionsView();
  const deps: IamDeps = {
    ...context,
    memory: new IamMemory(context.memory),
    preview,
    view,
    checks: new Latest(),
  };
  const handlers = {
    [commands.showIamPolicies]: showIamPolicies,
    [commands.exportIamPolicies]: exportIamPolicies,
    [commands.checkPermissions]: checkPermissions,
    [commands.recheckPermissions]: recheckPermissions,
    [commands.copyMissingPermission]: copyMissingPermission,
    [commands.nameRole]: nameRole,
  };
  const owned = registerCommands(deps, handlers, view);
  return { view, owned: [preview, view, recheckUnchecked(deps), ...owned] };
}
