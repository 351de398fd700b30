import * as vscode from 'vscode';
import { plural } from '../../../core/count.ts';
import type { SecretRecord } from '../../../core/secrets/secretRecord.ts';
import { isWriteOnly, type StoreFacts } from '../../../core/secrets/storeFacts.ts';
import { isOfBrowser } from '../../../core/secrets/storeRemark.ts';
import { missingNodes } from '../../../core/views/missingRows.ts';
import { allRows } from '../../../core/views/rowPath.ts';
import { isOptional, type MissingNode, type SecretNode } from '../../../core/views/secretNode.ts';
import { rowOfSecret, secretTree } from '../../../core/views/secretTree.ts';
import type { SecretTreeInput } from '../../../core/views/useRows.ts';
import { failureMessage } from '../../../core/words/failureMessage.ts';
import type { Later } from '../../../services/async/later.ts';
import { Pause } from '../../../services/async/pause.ts';
import type { CatalogService } from '../../../services/catalog/catalogService.ts';
import type { PipelineIndex } from '../../../services/index/pipelineIndex.ts';
import { contextKeys, rows, views } from '../../ids.ts';
import { LiveTree } from '../../ui/liveTree.ts';
import { setContext } from '../../ui/setContext.ts';
import { treeItem } from '../../ui/treeItem.ts';
import { secretTooltip } from './secretTooltip.ts';
import { rowUri } from './shadowDecorations.ts';
import { locationOf, shownUses } from './shownUses.ts';

/** The tree of secrets. What it shows is decided in `core/views/secretTree.ts`. */
export class SecretsView extends LiveTree<SecretNode> {
  readonly #catalog: CatalogService;
  readonly #index: PipelineIndex;

  constructor(catalog: CatalogService, index: PipelineIndex, later: Later) {
    super({ id: views.secrets, later });
    this.#catalog = catalog;
    this.#index = index;
    const update = (): void => {
      this.rows.update();
      this.#note();
    };
    const typed = new Pause({ later, act: update });
    let { complete } = index;
    this.follow(
      catalog.onDidChange(update),
      typed,
      index.onDidChange(() => {
        // What is known of the whole workspace is shown at once; what is typed can wait.
        if (complete === index.complete) {
          typed.soon();
        } else {
          complete = index.complete;
          update();
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(update),
    );
    update();
  }

  /** Every name that code has and nobody has defined, in each folder; optional ones, too. */
  missing(): readonly MissingNode[] {
    return missingNodes(this.#input());
  }

  /** Shows the row of a name as a folder sees it: the winner, or the one that is missing. */
  async reveal(name: string, folder: string | null): Promise<void> {
    const resolution = this.#catalog.current.forFolder(folder).resolve(name);
    const node =
      resolution.kind === 'found'
        ? rowOfSecret(this.roots, resolution.winner)
        : [...allRows(this.roots)].find(
            row => row.kind === 'missing' && row.name === name && row.folder === folder,
          );
    await vscode.commands.executeCommand(`${views.secrets}.focus`);
    if (node) {
      await this.view.reveal(node, { select: true, focus: true, expand: true });
    }
  }

  /** Takes the keyboard on from the row of a secret that is about to be removed by a key. */
  async moveFocusFrom(record: SecretRecord): Promise<void> {
    const node = rowOfSecret(this.roots, record);
    if (node) {
      await this.rows.moveFocusFrom(node.id, this.view, () => false);
    }
  }

  /** Opens the view where there is anything to see; the focus stays where it is. */
  async show(): Promise<void> {
    const [first] = this.getChildren();
    if (first) {
      await this.view.reveal(first, { select: false, focus: false });
    }
  }

  override getChildren(node?: SecretNode): SecretNode[] {
    const everythingEmpty = this.roots.every(({ children }) => children.length === 0);
    const noneFailed = this.roots.every(root => root.kind !== 'scope' || !root.failed);
    // Without rows the view shows its welcome, which helps more than empty groups.
    return node ? [...node.children] : everythingEmpty && noneFailed ? [] : [...this.roots];
  }

  getTreeItem(node: SecretNode): vscode.TreeItem {
    const item = treeItem(
      { ...node, id: this.rows.idOf(node) },
      {
        // A group is open from the start, so that its first secret shows.
        open: node.kind === 'scope' || node.kind === 'missingGroup',
        tooltip: secretTooltip(node),
        context: contextValue(node),
      },
    );
    if (node.kind === 'scope') {
      item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded; // Also while it is empty.
    } else if (node.kind === 'secret') {
      item.resourceUri = rowUri(node.id, node.overriddenBy !== null);
    } else if (node.kind === 'use') {
      const { uri, range } = locationOf(node.use);
      item.command = {
        command: 'vscode.open',
        title: vscode.l10n.t('Open'),
        arguments: [uri, { selection: range }],
      };
    }
    return item;
  }

  build(): readonly SecretNode[] {
    return secretTree(this.#input());
  }

  #input(): SecretTreeInput {
    return {
      catalog: this.#catalog.current,
      folders: (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({
        uri: uri.toString(),
        name,
      })),
      uses: shownUses(this.#index),
      indexed: this.#index.complete,
      now: Date.now(),
    };
  }

  /** What follows from the rows besides the tree. */
  #note(): void {
    const lacking = this.missing();
    const missing = lacking.filter(node => !isOptional(node)).length;
    const tooltip = plural(
      missing,
      vscode.l10n.t('1 secret is missing'),
      vscode.l10n.t('{0} secrets are missing', missing),
    );
    this.view.message = this.#troubles();
    this.view.badge = missing === 0 ? undefined : { value: missing, tooltip };
    setContext({
      [contextKeys.secretsState]: this.#state(),
      [contextKeys.hasSecrets]: [...allRows(this.roots)].some(({ kind }) => kind === 'secret'),
      [contextKeys.hasMissing]: lacking.some(({ legal }) => legal),
    });
  }

  /** Why groups could not be read: their rows have no room for it. */
  #troubles(): string {
    const texts = this.#catalog.current.scopes.flatMap(({ state }) =>
      state.kind === 'failed' ? [failureMessage(state.failure)] : [],
    );
    return [...new Set(texts)].join('\n');
  }

  #state(): 'loading' | 'empty' | 'dynamic' | 'filled' {
    if (this.roots.some(({ children }) => children.length > 0)) {
      return 'filled';
    }
    const loading = this.#catalog.current.scopes.some(({ state }) => state.kind === 'loading');
    if (loading || !this.#index.complete) {
      return 'loading';
    }
    return this.#index.uses().length === 0 ? 'empty' : 'dynamic';
  }
}

function changing({ readOnly }: StoreFacts): readonly string[] {
  return readOnly ? [rows.readOnly] : [];
}

/** What menus match on. */
function contextValue(node: SecretNode): string {
  switch (node.kind) {
    case 'scope': {
      const cloud =
        node.store.kind === 'editor'
          ? []
          : [node.store.kind, ...(node.failed ? [rows.failed] : changing(node.store))];
      return [rows.scope, ...cloud].join('.');
    }
    case 'secret': {
      const own = node.overriddenBy ? rows.shadowedSecret : rows.secret;
      const value = isWriteOnly(node.store.kind) ? [rows.writeOnly] : [];
      return [own, ...value, ...changing(node.store)].join('.');
    }
    case 'missingGroup':
      return rows.missingGroup;
    case 'optionalGroup':
      return rows.optionalGroup;
    case 'missing':
      return node.legal ? rows.missingSecret : rows.illegalName;
    case 'remark':
      return isOfBrowser(node.remark) ? rows.browserRemark : rows.remark;
    case 'use':
      return rows.use;
  }
}
