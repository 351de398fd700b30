import * as vscode from 'vscode';
import type { Failure, SeqeraAction, StoreFailure } from '../../core/failure.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import type { Result } from '../../core/result.ts';
import type { ArrivalContext } from '../../core/runs/plan/arrival.ts';
import { adviseOnValue } from '../../core/runs/plan/valueAdvice.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import { sameScope, type SecretScope } from '../../core/secrets/secretScope.ts';
import { isWriteOnly, storeNames } from '../../core/secrets/storeFacts.ts';
import { refusedChange } from '../../core/seqera/refusedChange.ts';
import { isOptional } from '../../core/views/secretNode.ts';
import type { CatalogService } from '../../services/catalog/catalogService.ts';
import type { SecretEditor } from '../../services/catalog/secretEditor.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { scopeText } from '../prompts/askScope.ts';
import type { ValueCheck } from '../prompts/valuePrompt.ts';
import { pickOne } from '../ui/pick.ts';
import { secretRow } from '../ui/secretRow.ts';
import { showFailure } from '../ui/showFailure.ts';
import type { SecretsView } from './view/secretsView.ts';

/** What the commands on secrets work with. */
export interface SecretsDeps {
  readonly catalog: CatalogService;
  readonly editor: SecretEditor;
  readonly index: PipelineIndex;
  readonly view: SecretsView;
  /** Path of the store file that `nextflow secrets` keeps, whether it is there or not. */
  readonly nextflowStore: string;
  readonly parseDotenv: (text: string) => Readonly<Record<string, string>>;
  /** What the runs of a scope's folders would make of values. */
  readonly contexts: (scope: SecretScope) => Promise<readonly ArrivalContext[]>;
  /** Remembers that no unknown code reads a secret, so that runs may escape it. */
  readonly letEscape: (name: string) => Promise<void>;
}

/** Gets ready to check values for a scope as the plans of its folders will. */
export async function valueCheck(
  { contexts, letEscape }: SecretsDeps,
  scope: SecretScope,
): Promise<ValueCheck> {
  const found = await contexts(scope);
  return { advise: (name, value) => adviseOnValue(name, value, found), letEscape };
}

/** The secret that a command is for, asked for where the argument does not tell. */
export async function targetSecret(
  deps: SecretsDeps,
  argument: unknown,
  title: string,
): Promise<SecretRecord | null> {
  const node = secretRow(argument);
  if (node?.kind === 'secret') {
    return node.record;
  }
  const items = deps.catalog.current.scopes.flatMap(({ state }) =>
    state.kind === 'loaded'
      ? [...state.records]
          .sort((a, b) => naturalOrder(a.name, b.name))
          .map(record => ({
            label: record.name,
            description: escapeIcons(scopeText(record.scope)),
            value: record,
          }))
      : [],
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There are no secrets yet.'));
    return null;
  }
  return pickOne(items, title, vscode.l10n.t('Choose a secret'));
}

/** The name that a copy or search is for, which may be one that nobody has defined. */
export async function targetName(
  deps: SecretsDeps,
  argument: unknown,
  title: string,
): Promise<string | null> {
  const node = secretRow(argument);
  if (node?.kind === 'missing') {
    return node.name;
  }
  if (node?.kind === 'secret') {
    return node.record.name;
  }
  const items = [
    ...deps.catalog.current.names.map(name => ({ label: name, description: '', value: name })),
    ...deps.view.missing().map(missing => ({
      label: escapeIcons(missing.name),
      description: isOptional(missing)
        ? vscode.l10n.t('optional, not set')
        : vscode.l10n.t('missing'),
      value: missing.name,
    })),
  ];
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There are no secrets yet.'));
    return null;
  }
  return pickOne<string>(items, title, vscode.l10n.t('Choose a secret'));
}

/**
 * Why the value of a secret cannot be taken from its store, or null. Asked before anything else is,
 * and told by the caller.
 */
export function unreadable({ name, store }: SecretRecord): StoreFailure | null {
  return isWriteOnly(store) ? { kind: 'value-write-only', name, store: storeNames[store] } : null;
}

/**
 * Why a scope's store would take no change of this user, as far as roles tell; null where it may.
 * A value that was typed in vain is lost, so this is asked before.
 */
export function unchangeable(
  { catalog }: SecretsDeps,
  scope: SecretScope,
  action: SeqeraAction,
): StoreFailure | null {
  const store = catalog.current.scopes.find(entry => sameScope(entry.scope, scope))?.store;
  return store ? refusedChange(store, action) : null;
}

/** Tells the outcome of a change: quietly when it went well, not at all when it was cancelled. */
export function showOutcome(done: Result<void, Failure> | null, message: string): boolean {
  if (done === null) {
    return false;
  }
  if (done.ok) {
    vscode.window.setStatusBarMessage(iconLabel`$(key) ${message}`, 5000);
  } else {
    showFailure(done.error);
  }
  return done.ok;
}
