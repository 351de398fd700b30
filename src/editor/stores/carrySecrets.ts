import * as vscode from 'vscode';
import { capital, listed, plural } from '../../core/count.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { sameChoice } from '../../core/secrets/storeChoice.ts';
import { isWriteOnly, storeNames, storeText } from '../../core/secrets/storeFacts.ts';
import {
  type Copied,
  copyAll,
  type NotCopied,
  removable,
  removeCopied,
} from '../../services/catalog/copyAll.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import { scopeText } from '../prompts/askScope.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { showFailure } from '../ui/showFailure.ts';
import { pickOne } from '../ui/step.ts';
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
  const names = stays ? [] : deps.catalog.current.namesIn(scope);
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
  const how = await askCarrying(carrying);
  const copied = how === null || how === 'leave' ? null : await copyCarried(deps, carrying);
  if (how === null || (how !== 'leave' && copied === null)) {
    return;
  }
  await switchOver();
  if (how === 'move' && copied !== null) {
    await removeCarried(carrying, copied);
  }
}

async function askCarrying({ scope, names, old, source, target }: Carrying): Promise<How | null> {
  const next = nameOf(target);
  const all = choices(names.length, old, next, source.recovery !== null);
  // What is not read cannot be copied, and what cannot be compared is not removed.
  const ways: readonly How[] = isWriteOnly(source.kind)
    ? ['leave']
    : isWriteOnly(target.kind)
      ? ['copy', 'leave']
      : ['move', 'copy', 'leave'];
  const items = all.filter(({ value }) => ways.includes(value));
  const title = vscode.l10n.t('Choose Where Secrets Are Kept: {0}', scopeText(scope));
  const question = plural(
    names.length,
    vscode.l10n.t('1 secret is in {0}. Move it, copy it, or leave it there?', old),
    vscode.l10n.t(
      '{0} secrets are in {1}. Move them, copy them, or leave them there?',
      names.length,
      old,
    ),
  );
  return pickOne(items, title, { placeholder: question, details: whyFewer(source, target) });
}

/** What can be done with so many secrets of the store that was chosen before. */
function choices(
  number: number,
  old: string,
  next: string,
  restorable: boolean,
): readonly (vscode.QuickPickItem & { readonly value: How })[] {
  const move = plural(
    number,
    vscode.l10n.t('Move It to {0}', next),
    vscode.l10n.t('Move Them to {0}', next),
  );
  const moved = restorable
    ? vscode.l10n.t(
        'copied, compared, and then removed from {0}, where removed secrets can be restored for some days',
        old,
      )
    : vscode.l10n.t('copied, compared, and then removed from {0}', old);
  const copyCarried = plural(
    number,
    vscode.l10n.t('Copy It to {0}', next),
    vscode.l10n.t('Copy Them to {0}', next),
  );
  const copied = plural(
    number,
    vscode.l10n.t('also stays in {0}, and is shown again when you choose it', old),
    vscode.l10n.t('also stay in {0}, and are shown again when you choose it', old),
  );
  const leave = plural(
    number,
    vscode.l10n.t('Leave It in {0}', old),
    vscode.l10n.t('Leave Them in {0}', old),
  );
  const left = vscode.l10n.t(
    'only the secrets that {0} already has are shown and given to runs',
    next,
  );
  return [
    { label: iconLabel`$(arrow-right) ${move}`, detail: escapeIcons(moved), value: 'move' },
    { label: iconLabel`$(copy) ${copyCarried}`, detail: escapeIcons(copied), value: 'copy' },
    { label: iconLabel`$(circle-slash) ${leave}`, detail: escapeIcons(left), value: 'leave' },
  ];
}

/** Why not every way is offered. */
function whyFewer(source: SecretStore, target: SecretStore): string {
  return isWriteOnly(source.kind)
    ? vscode.l10n.t(
        '{0} does not return values, so nothing can be copied from it.',
        storeNames[source.kind],
      )
    : isWriteOnly(target.kind)
      ? vscode.l10n.t(
          '{0} does not return values. Copies there cannot be compared, so nothing was removed from {1}.',
          storeNames[target.kind],
          nameOf(source),
        )
      : '';
}

/** Null where something could not be copied, or it was given up, which is told. */
async function copyCarried(
  deps: StoresDeps,
  { scope, names, old, source, target }: Carrying,
): Promise<Copied | null> {
  const title = plural(
    names.length,
    vscode.l10n.t('Copying 1 secret to {0}', nameOf(target)),
    vscode.l10n.t('Copying {0} secrets to {1}', names.length, nameOf(target)),
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
  const copiedText = plural(
    names.length,
    vscode.l10n.t('{0} of 1 secret is copied', have),
    vscode.l10n.t('{0} of {1} secrets are copied', have, names.length),
  );
  const kept = vscode.l10n.t(
    '{0} stay in {1}, where nothing was removed. Choose {2} again to continue.',
    capital(scopeText(scope)),
    old,
    nameOf(target),
  );
  const failed = vscode.l10n.t('Not copied: {0}.', namesOf(stayed));
  void vscode.window.showWarningMessage(
    [`${copiedText}.`, ...(first === undefined ? [] : [failed]), kept].join(' '),
  );
  return null;
}

async function removeCarried({ names, old, source, target }: Carrying, copied: Copied): Promise<void> {
  const title = plural(
    names.length,
    vscode.l10n.t('Removing 1 secret from {0}', old),
    vscode.l10n.t('Removing {0} secrets from {1}', names.length, old),
  );
  const leaving = removable(source, target, names, copied);
  const removed = await working(title, (signal, report) =>
    removeCopied(source, target, leaving, signal, countIn(report, leaving.length)),
  );
  const { gone, stayed } = removed ?? { gone: [], stayed: [] };
  if (gone.length === names.length) {
    const text = iconLabel`$(check) ${plural(names.length, vscode.l10n.t('1 secret moved to {0}', nameOf(target)), vscode.l10n.t('{0} secrets moved to {1}', names.length, nameOf(target)))}`;
    vscode.window.setStatusBarMessage(text, 5000);
    return;
  }
  const told = whatStayed(nameOf(target), {
    already: names.length - leaving.length,
    stayed,
    left: leaving.length - gone.length - stayed.length,
  });
  void vscode.window.showWarningMessage(
    plural(
      names.length,
      vscode.l10n.t('The secret is still in {0}: {1}.', old, told.join('; ')),
      vscode.l10n.t(
        '{0} of {1} secrets were removed from {2}: {3}. The others are shown again when you choose it.',
        gone.length,
        names.length,
        old,
        told.join('; '),
      ),
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
          plural(
            already,
            vscode.l10n.t('{0} had 1 secret already', target),
            vscode.l10n.t('{0} had {1} secrets already', target, already),
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
          plural(
            failed,
            vscode.l10n.t('1 secret could not be removed'),
            vscode.l10n.t('{0} secrets could not be removed', failed),
          ),
        ]
      : []),
    ...(left > 0
      ? [
          plural(
            left,
            vscode.l10n.t('1 secret was not attempted'),
            vscode.l10n.t('{0} secrets were not attempted', left),
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
