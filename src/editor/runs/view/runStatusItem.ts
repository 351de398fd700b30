import * as vscode from 'vscode';
import { runStatus } from '../../../core/views/runs/runStatus.ts';
import type { Subscription } from '../../../services/async/event.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';
import { commandOf } from '../../commandArguments.ts';
import { commands, views } from '../../ids.ts';
import { openPlaces } from '../launch/launchFolder.ts';

/** Says in the status bar what lives and what is left; shows progress while copies come and go. */
export class RunStatusItem {
  readonly #registry: RunRegistry;
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: Subscription;
  /** Ends the progress that is shown, if any. */
  #settle: (() => void) | null = null;

  constructor(registry: RunRegistry) {
    this.#registry = registry;
    this.#item = vscode.window.createStatusBarItem('runs', vscode.StatusBarAlignment.Left);
    this.#item.name = vscode.l10n.t('Nextflow Runs');
    this.#item.command = commandOf(commands.showRuns, vscode.l10n.t('Show Runs'));
    this.#subscription = registry.onDidChange(() => {
      this.#update();
    });
    this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
    this.#settle?.();
  }

  #update(): void {
    const { runs } = this.#registry;
    const status = runStatus(runs, openPlaces());
    if (status) {
      this.#item.text = status.text;
      this.#item.tooltip = status.tooltip;
      this.#item.accessibilityInformation = { label: status.tooltip.replaceAll('\n', ', ') };
      this.#item.backgroundColor = status.warns
        ? new vscode.ThemeColor('statusBarItem.warningBackground')
        : undefined;
      this.#item.show();
    } else {
      this.#item.hide();
    }
    const moving = runs.some(
      ({ alive, record }) => alive && ['preparing', 'sweeping'].includes(record.state.kind),
    );
    this.#progress(moving);
  }

  #progress(moving: boolean): void {
    if (moving && !this.#settle) {
      const settled = new Promise<void>(resolve => (this.#settle = resolve));
      void vscode.window.withProgress({ location: { viewId: views.runs } }, () => settled);
    } else if (!moving) {
      this.#settle?.();
      this.#settle = null;
    }
  }
}
