import * as vscode from 'vscode';
import { Latest } from '../../services/async/latest.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import type { PermissionInspectors } from '../../services/ports/permissionInspectors.ts';
import { commands } from '../ids.ts';
import { registerCommands } from '../registerCommands.ts';
import type { Registration } from '../registration.ts';
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

/** What the extension takes from it. */
export interface RegisteredIam extends Registration {
  readonly view: PermissionsView;
}

/** Brings the policy documents, the Permissions view and their commands to life. */
export function registerIam(deps: RegisterIamDeps): RegisteredIam {
  const preview = new MarkdownPreview('nextflow-secrets-iam', vscode.l10n.t('IAM Policies'));
  const view = new PermissionsView();
  const commandDeps: IamDeps = {
    ...deps,
    memory: new IamMemory(deps.memory),
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
  const { owned } = registerCommands(commandDeps, handlers, view);
  return { view, owned: [preview, view, recheckUnchecked(commandDeps), ...owned] };
}
