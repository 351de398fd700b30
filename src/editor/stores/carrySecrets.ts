import * as vscode from 'vscode';
import { count, listed } from '../../core/count.ts';
import { iconLabel } from '../../core/iconLabel.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import { sameScope, type SecretScope } from '../../core/secrets/secretScope.ts';
import { sameChoice } from '../../core/secrets/storeChoice.ts';
import { isWriteOnly, storeNames, storeText } from '../../core/secrets/storeFacts.ts';
import {
  type Copied,
  copyAll,
  type NotCopied,
  removable,
  removeCopied,
} from '../../services/catalog/copyAll.ts';
import type { SecretStore } from '../../services/ports/ports.ts';
import { scopeText } from '../prompts/askScope.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { showFailure } from '../ui/showFailure.ts';
import { pick } from '../ui/step.ts';
import { countIn, working } from '../ui/working.ts';
import type { StoresDeps } from './storesDeps.ts';

type How = 'move' | 'copy' | 'leave';

interface Carrying {
  readonly scope: SecretScope;
  readonly names: readonly SecretName[];
  /** What the source is called, say `Google Cloud research`. */
  readonly old: string;
  readonly source: SecretStore;
  readonly target: SecretStore;
}

/**
 * Switches a scope to another store, and offers to take its secrets along. They are copied before
 * the switch, which does not happen where one cannot be; and removed after it, each only once the
 * new store has given the very same value back.
 */
export async function carrySecrets(
  deps: StoresDeps,
  scope: SecretScope,
  pending: SettingChanges,
  switchOver: () => Promise<void>,
): Promise<void> {
  const { stores, catalog } = deps;
  const [from, to] = [stores.choiceOf(scope), stores.choiceWith(scope, pending)];
  // From one workspace of the Platform to another nothing can come along, so nothing is asked.
  const stays = sameChoice(from, to) || (isWriteOnly(from.kind) && from.kind === to.kind);
  const names = stays ? [] : namesIn(deps, scope);
  const inUse = catalog.store(scope);
  if (names.length === 0 || !inUse) {
    await switchOver();
    return;
  }
  // Of their own: those in use end with the switch.
  const carrying = {
    scope,
    names,
    old: nameOf(inUse),
    source: stores.open(scope, from),
    target: stores.open(scope, to),
  };
  try {
    await carry(deps, carrying, switchOver);
  } finally {
    carrying.source.dispose();
    carrying.target.dispose();
  }
}

async function carry(
  deps: StoresDeps,
  carrying: Carrying,
  switchOver: () => Promise<void>,
): Promise<void> {
  const how = await askHow(carrying);
  const copied = how === null || how === 'leave' ? null : await copy(deps, carrying);
  if (how === null || (how !== 'leave' && copied === null)) {
    return;
  }
  await switchOver();
  if (how === 'move' && copied !== null) {
    await remove(carrying, copied);
  }
}

/** What a scope that has failed keeps is not known, so nothing is offered. */
function namesIn({ catalog }: StoresDeps, scope: SecretScope): readonly SecretName[] {
  const entry = catalog.current.scopes.find(other => sameScope(other.scope, scope));
  return entry?.state.kind === 'loaded' ? entry.state.records.map(({ name }) => name) : [];
}

async function askHow({ scope, names, old, source, target }: Carrying): Promise<How | null> {
  const next = nameOf(target);
  const many = names.length > 1;
  const all: readonly (vscode.QuickPickItem & { readonly value: How })[] = [
    {
      label: iconLabel`$(arrow-right) ${vscode.l10n.t('Move {0} to {1}', many ? vscode.l10n.t('Them') : vscode.l10n.t('It'), next)}`,
      detail: iconLabel`${vscode.l10n.t('copied, compared, and then removed from {0}{1}', old, source.recovery ? vscode.l10n.t(', where removed secrets can be restored for some days') : '')}`,
      value: 'move',
    },
    {
      label: iconLabel`$(copy) ${vscode.l10n.t('Copy {0} to {1}', many ? vscode.l10n.t('Them') : vscode.l10n.t('It'), next)}`,
      detail: iconLabel`${vscode.l10n.t('also {0} in {1}, and {2} shown again when it is chosen', many ? vscode.l10n.t('stay') : vscode.l10n.t('stays'), old, many ? vscode.l10n.t('are') : vscode.l10n.t('is'))}`,
      value: 'copy',
    },
    {
      label: iconLabel`$(circle-slash) ${vscode.l10n.t('Leave {0} in {1}', many ? vscode.l10n.t('Them') : vscode.l10n.t('It'), old)}`,
      detail: iconLabel`${vscode.l10n.t('only what {0} has already is shown and given to runs', next)}`,
      value: 'leave',
    },
  ];
  // What is not read cannot be copied, and what cannot be compared is not removed.
  const ways: readonly How[] = isWriteOnly(source.kind)
    ? ['leave']
    : isWriteOnly(target.kind)
      ? ['copy', 'leave']
      : ['move', 'copy', 'leave'];
  const items = all.filter(({ value }) => ways.includes(value));
  const title = vscode.l10n.t('Choose Where Secrets Are Kept: {0}', scopeText(scope));
  const question = vscode.l10n.t(
    '{0} {1} in {2}. What becomes of {3}?',
    count(names.length, vscode.l10n.t('secret'), vscode.l10n.t('secrets')),
    many ? vscode.l10n.t('are') : vscode.l10n.t('is'),
    old,
    many ? vscode.l10n.t('them') : vscode.l10n.t('it'),
  );
  const answer = await pick(
    items,
    { title, step: 1, of: 1 },
    { placeholder: question, details: whyFewer(source, target) },
  );
  return answer === null || answer === 'back' ? null : answer.value;
}

/** Why not every way is offered. */
function whyFewer(source: SecretStore, target: SecretStore): string {
  return isWriteOnly(source.kind)
    ? vscode.l10n.t(
        '{0} gives no value back to anybody, so nothing can be carried over from it.',
        storeNames[source.kind],
      )
    : isWriteOnly(target.kind)
      ? vscode.l10n.t(
          '{0} gives no value back to anybody. Copies there cannot be compared, so nothing is removed from {1}.',
          storeNames[target.kind],
          nameOf(source),
        )
      : '';
}

/** Null where something could not be copied, or it was given up, which is told. */
async function copy(
  deps: StoresDeps,
  { scope, names, old, source, target }: Carrying,
): Promise<Copied | null> {
  const title = vscode.l10n.t(
    'Copying {0} to {1}',
    count(names.length, vscode.l10n.t('secret'), vscode.l10n.t('secrets')),
    nameOf(target),
  );
  const copied = await working(title, (signal, report) =>
    copyAll(source, target, names, signal, countIn(report, names.length)),
  );
  const { made, there, stayed } = copied ?? { made: [], there: [], stayed: [] };
  const have = made.length + there.length;
  if (have === names.length) {
    return copied;
  }
  const [first] = stayed;
  if (first !== undefined && first.why !== 'differs') {
    showFailure(first.why);
  }
  const what = [
    vscode.l10n.t(
      '{0} of {1} {2} copied',
      have,
      count(names.length, vscode.l10n.t('secret'), vscode.l10n.t('secrets')),
      have === 1 ? vscode.l10n.t('is') : vscode.l10n.t('are'),
    ),
    ...(first === undefined ? [] : [vscode.l10n.t('{0} could not be', namesOf(stayed))]),
  ].join(', and ');
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0}, so {1} stay in {2}, where nothing was removed. Choosing {3} again goes on from here.',
      what,
      scopeText(scope),
      old,
      nameOf(target),
    ),
  );
  return null;
}

async function remove({ names, old, source, target }: Carrying, copied: Copied): Promise<void> {
  const title = vscode.l10n.t(
    'Removing {0} from {1}',
    count(names.length, vscode.l10n.t('secret'), vscode.l10n.t('secrets')),
    old,
  );
  const leaving = removable(source, target, names, copied);
  const removed = await working(title, (signal, report) =>
    removeCopied(source, target, leaving, signal, countIn(report, leaving.length)),
  );
  const { gone, stayed } = removed ?? { gone: [], stayed: [] };
  if (gone.length === names.length) {
    const text = iconLabel`$(check) ${vscode.l10n.t('{0} moved to {1}', count(names.length, vscode.l10n.t('secret'), vscode.l10n.t('secrets')), nameOf(target))}`;
    vscode.window.setStatusBarMessage(text, 5000);
    return;
  }
  const told = whatStayed(nameOf(target), {
    already: names.length - leaving.length,
    stayed,
    left: leaving.length - gone.length - stayed.length,
  });
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} of {1} left {2}: {3}. What stayed is shown again when it is chosen.',
      gone.length,
      count(names.length, vscode.l10n.t('secret'), vscode.l10n.t('secrets')),
      old,
      told.join('; '),
    ),
  );
}

/** Why secrets were not removed, a clause for each reason. */
function whatStayed(
  target: string,
  {
    already,
    stayed,
    left,
  }: { readonly already: number; readonly stayed: readonly NotCopied[]; readonly left: number },
): readonly string[] {
  const differing = stayed.filter(({ why }) => why === 'differs');
  const failed = stayed.length - differing.length;
  return [
    ...(already > 0
      ? [
          vscode.l10n.t(
            '{0} had {1} already',
            target,
            count(already, vscode.l10n.t('secret'), vscode.l10n.t('secrets')),
          ),
        ]
      : []),
    ...(differing.length > 0
      ? [
          vscode.l10n.t(
            '{0} has another value of {1}, which is used now',
            target,
            namesOf(differing),
          ),
        ]
      : []),
    ...(failed > 0
      ? [
          vscode.l10n.t(
            '{0} could not be removed',
            count(failed, vscode.l10n.t('secret'), vscode.l10n.t('secrets')),
          ),
        ]
      : []),
    ...(left > 0
      ? [
          vscode.l10n.t(
            '{0} {1} not come to',
            count(left, vscode.l10n.t('secret'), vscode.l10n.t('secrets')),
            left === 1 ? vscode.l10n.t('was') : vscode.l10n.t('were'),
          ),
        ]
      : []),
  ];
}

function nameOf(store: SecretStore): string {
  return storeText(store) || storeNames[store.kind];
}

function namesOf(stayed: readonly NotCopied[]): string {
  return listed(stayed.map(({ name }) => name));
}
