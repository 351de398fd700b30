import * as vscode from 'vscode';
import { capital, listed, plural } from '../../core/count.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { hasSeveralLines } from '../../core/lineEnds/hasSeveralLines.ts';
import { adviseOnValue, type ValueAdvice } from '../../core/runs/plan/valueAdvice.ts';
import { parseSecretName, type SecretName } from '../../core/secrets/secretName.ts';
import { type SecretScope, userScope } from '../../core/secrets/secretScope.ts';
import { platformSecrets } from '../../core/words/scopeName.ts';
import type { SeqeraPlace } from '../../services/ports/stores/seqeraSessions.ts';
import type { SeqeraStores } from '../../services/ports/stores/seqeraStores.ts';
import { askValue } from '../prompts/valuePrompt.ts';
import { pickOne } from '../ui/pick.ts';
import { showFailure } from '../ui/showFailure.ts';
import { type StepHeading } from '../ui/step.ts';
import { working } from '../ui/working.ts';

/** Where secrets are added. */
interface AddPlace {
  readonly seqera: SeqeraStores;
  readonly place: SeqeraPlace;
  /** The folder whose pipeline names them. */
  readonly folder: string;
}

/**
 * Adds secrets on the Platform itself, whatever keeps the folder's own here: one value after the
 * other; what was added before a cancel stays.
 */
export async function addOnPlatform(where: AddPlace, names: readonly string[]): Promise<void> {
  const legal = names.flatMap(name => {
    const parsed = parseSecretName(name);
    return parsed.ok ? [parsed.value] : [];
  });
  if (legal.length < names.length) {
    const illegal = names.filter(name => !parseSecretName(name).ok);
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot name a secret: choose another name in the code.', listed(illegal)),
    );
  }
  const scope = legal.length === 0 ? null : await askPlatformScope(where);
  if (scope === null) {
    return;
  }
  let added = 0;
  for (const [at, name] of legal.entries()) {
    const title = vscode.l10n.t('Add on Seqera Platform: {0}', name);
    const outcome = await addOne(where, scope, name, { title, step: at + 1, of: legal.length });
    if (outcome === 'left') {
      break;
    }
    added += outcome === 'added' ? 1 : 0;
  }
  vscode.window.setStatusBarMessage(
    iconLabel`$(key) ${plural(
      added,
      vscode.l10n.t('1 secret added on Seqera Platform'),
      vscode.l10n.t('{0} secrets added on Seqera Platform', added),
      vscode.l10n.t('No secret added'),
    )}`,
    5000,
  );
}

async function addOne(
  { seqera, place }: AddPlace,
  scope: SecretScope,
  name: SecretName,
  heading: StepHeading,
): Promise<'added' | 'skipped' | 'left'> {
  const check = Promise.resolve({
    advise: adviseForPlatform,
    letEscape: () => Promise.resolve(),
  });
  const answer = await askValue(name, { heading, check, canSkip: true });
  if (answer === null || answer === 'back') {
    return 'left';
  }
  const { value } = answer;
  if (value === 'skip') {
    return 'skipped';
  }
  const workspace = scope.kind === 'user' ? null : place.workspace;
  const store = seqera.create(scope, { kind: 'seqera', ...place, workspace });
  try {
    const done = await working(vscode.l10n.t('Adding {0}', name), signal =>
      store.add(name, value, signal),
    );
    if (done && !done.ok) {
      showFailure(done.error);
    }
    return done?.ok ? 'added' : 'skipped';
  } finally {
    store.dispose();
  }
}

/** The Platform's runs get values of one line; what they make of one beside that is not known here. */
function adviseForPlatform(name: SecretName, value: string): ValueAdvice {
  const advice = adviseOnValue(name, value, []);
  const text = vscode.l10n.t('Secrets of several lines must be in base64 on Seqera Platform.');
  return hasSeveralLines(value)
    ? { ...advice, base64: true, consequences: [{ severity: 'error', text }] }
    : advice;
}

/** Whose secret it is to be on the Platform; only the user's own where there is no workspace. */
async function askPlatformScope({ place, folder }: AddPlace): Promise<SecretScope | null> {
  const { workspace } = place;
  if (workspace === null) {
    return userScope;
  }
  return pickOne<SecretScope>(
    [
      {
        label: iconLabel`$(organization) ${capital(platformSecrets('workspace'))}`,
        detail: escapeIcons(vscode.l10n.t('For all runs in {0}', workspace)),
        value: { kind: 'workspace', folder },
      },
      {
        label: iconLabel`$(account) ${capital(platformSecrets('user'))}`,
        detail: vscode.l10n.t(
          'For runs that you launch; overrides a workspace secret of the same name',
        ),
        value: userScope,
      },
    ],
    vscode.l10n.t('Add on Seqera Platform'),
    vscode.l10n.t('Choose where to keep it'),
  );
}
