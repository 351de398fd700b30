import * as vscode from 'vscode';
import { listed, plural } from '../../../core/count.ts';
import { escapeIcons, iconLabel } from '../../../core/iconLabel.ts';
import { copyObstacle, onlyIn, otherSide, type Side } from '../../../core/secrets/comparison.ts';
import type { SecretName } from '../../../core/secrets/secretName.ts';
import { isWriteOnly, storeNames } from '../../../core/secrets/storeFacts.ts';
import { refusedChange } from '../../../core/seqera/refusedChange.ts';
import type { ComparisonNode } from '../../../core/views/comparisonTree.ts';
import { withSeveralLines } from '../../../services/catalog/compareStores.ts';
import { type Copied, copyAll, type StoredForm } from '../../../services/catalog/copyAll.ts';
import { rowOf } from '../../commandArguments.ts';
import { chooseStoredForm } from '../../prompts/chooseStoredForm.ts';
import { pickOne } from '../../ui/pick.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { countIn, working } from '../../ui/working.ts';
import { withStores } from './comparedStore.ts';
import { compareStores, refreshComparison } from './compareStores.ts';
import type { ComparisonDeps } from './comparisonDeps.ts';
import { type ComparedStores, comparisonContexts, namesOf } from './comparisonView.ts';

/** What is to be copied, from which of the two stores. */
interface Wanted {
  readonly compared: ComparedStores;
  readonly from: Side;
  readonly names: readonly SecretName[];
}

/**
 * Copies what one of the compared stores lacks, after it was shown what; nothing is replaced. For
 * the names of a row, or those of the store that was chosen.
 */
export async function copyMissingSecrets(deps: ComparisonDeps, argument: unknown): Promise<void> {
  if (deps.comparison.result === null) {
    await compareStores(deps);
  }
  const compared = deps.comparison.result;
  const row = rowOf<ComparisonNode>(argument, comparisonContexts);
  const from = compared && (row?.side ?? (await askSide(compared)));
  if (!compared || !from) {
    return;
  }
  const refused = refusal(compared, from);
  if (refused) {
    showFailure(refused);
    return;
  }
  const all = onlyIn(compared.comparison, from);
  const names = await plan({ compared, from, names: all }, row?.name ?? null);
  const form = names && (await storedForm(deps, { compared, from, names }));
  if (names && form) {
    await copy(deps, { compared, from, names }, form);
  }
}

function refusal({ comparison }: ComparedStores, from: Side) {
  const [name = ''] = onlyIn(comparison, from);
  const source = comparison[from];
  return isWriteOnly(source.kind)
    ? ({ kind: 'value-write-only', name, store: storeNames[source.kind] } as const)
    : refusedChange(comparison[otherSide(from)], 'add secrets');
}

/** The direction, asked for where both are possible; null where none is, or it was cancelled. */
async function askSide(compared: ComparedStores): Promise<Side | null> {
  const { comparison } = compared;
  const called = namesOf(compared);
  const sides = (['first', 'second'] as const).filter(
    side => onlyIn(comparison, side).length > 0 && copyObstacle(comparison, side) === null,
  );
  const [only, ...others] = sides;
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to copy between {0} and {1}.', called.first, called.second),
    );
    return null;
  }
  if (others.length === 0) {
    return only;
  }
  const items = sides.map(value => ({
    label: escapeIcons(vscode.l10n.t('From {0} to {1}', called[value], called[otherSide(value)])),
    description: String(onlyIn(comparison, value).length),
    value,
  }));
  return pickOne(items, title(), vscode.l10n.t('Choose a direction'));
}

function title(): string {
  return vscode.l10n.t('Copy Missing Secrets');
}

/** Shows what would be copied, to be taken or changed; null where it was left. */
async function plan(
  { compared, from, names }: Wanted,
  only: string | null,
): Promise<readonly SecretName[] | null> {
  const called = namesOf(compared);
  const items = names.map(name => ({
    label: name,
    picked: only === null || name === only,
    name,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Copy from {0} to {1}', called[from], called[otherSide(from)]),
    placeHolder: vscode.l10n.t('Press Enter to copy what is selected. Nothing is replaced'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked && picked.length > 0 ? picked.map(({ name }) => name) : null;
}

function storedForm(
  deps: ComparisonDeps,
  { compared, from, names }: Wanted,
): Promise<StoredForm | null> {
  const { kind } = compared.comparison[otherSide(from)];
  return chooseStoredForm(kind, title(), signal =>
    withStores(deps, compared, (first, second) =>
      withSeveralLines(from === 'first' ? first : second, names, signal),
    ),
  );
}

async function copy(deps: ComparisonDeps, wanted: Wanted, form: StoredForm): Promise<void> {
  const { compared, from, names } = wanted;
  const target = namesOf(compared)[otherSide(from)];
  const copied = await working(
    plural(
      names.length,
      vscode.l10n.t('Copying 1 secret to {0}', target),
      vscode.l10n.t('Copying {0} secrets to {1}', names.length, target),
    ),
    (signal, report) =>
      withStores(deps, compared, (first, second) => {
        const [source, to] = from === 'first' ? [first, second] : [second, first];
        return deps.catalog.changing(to.scope, () =>
          copyAll(source, to, names, signal, countIn(report, names.length), form),
        );
      }),
  );
  tell(copied, names.length, target);
  await refreshComparison(deps);
}

function tell(copied: Copied | null, of: number, target: string): void {
  const { made, there, stayed } = copied ?? { made: [], there: [], stayed: [] };
  if (made.length === of) {
    const message = plural(
      of,
      vscode.l10n.t('1 secret is copied to {0}', target),
      vscode.l10n.t('{0} secrets are copied to {1}', of, target),
    );
    vscode.window.setStatusBarMessage(iconLabel`$(check) ${message}`, 5000);
    return;
  }
  const [first] = stayed;
  if (first && first.why !== 'differs') {
    showFailure(first.why);
  }
  const done = plural(
    of,
    vscode.l10n.t('The secret is not copied to {0}.', target),
    vscode.l10n.t('{0} of {1} secrets are copied to {2}.', made.length, of, target),
  );
  const had = vscode.l10n.t('{0} has meanwhile got {1}.', target, listed(there));
  const failed = vscode.l10n.t('Not copied: {0}.', listed(stayed.map(({ name }) => name)));
  const parts = [done, ...(there.length > 0 ? [had] : []), ...(first ? [failed] : [])];
  void vscode.window.showWarningMessage(parts.join(' '));
}
