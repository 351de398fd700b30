import * as vscode from 'vscode';
import { compareStores as compare } from '../../../services/catalog/compareStores.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { countIn, working } from '../../ui/working.ts';
import { askComparedStore, type ComparedStore, sameStore, withStores } from './comparedStore.ts';
import type { ComparisonDeps } from './comparisonDeps.ts';

/** Compares two stores by name, and by value where both give values, which are never shown. */
export async function compareStores(deps: ComparisonDeps): Promise<void> {
  const title = vscode.l10n.t('Compare Stores');
  const first = await askComparedStore(deps, title, vscode.l10n.t('Choose the first store'), null);
  const second =
    first && (await askComparedStore(deps, title, vscode.l10n.t('Choose the second store'), first));
  if (!first || !second) {
    return;
  }
  if (sameStore(first, second)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('You have chosen the same store twice. Choose two that differ.'),
    );
    return;
  }
  await compareAndShow(deps, first, second);
}

/** Compares the same two stores again. */
export async function refreshComparison(deps: ComparisonDeps): Promise<void> {
  const compared = deps.comparison.result;
  await (compared ? compareAndShow(deps, compared.first, compared.second) : compareStores(deps));
}

async function compareAndShow(
  deps: ComparisonDeps,
  first: ComparedStore,
  second: ComparedStore,
): Promise<void> {
  const comparison = await working(vscode.l10n.t('Comparing stores'), (signal, report) =>
    withStores(deps, { first, second }, (one, other) =>
      compare(one, other, signal, all => countIn(report, all)),
    ),
  );
  if (comparison?.ok) {
    await deps.comparison.show({ first, second, comparison: comparison.value });
  } else if (comparison) {
    showFailure(comparison.error);
  }
}
