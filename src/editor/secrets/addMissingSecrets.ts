import * as vscode from 'vscode';
import { listed, plural } from '../../core/count.ts';
import { escapeIcons } from '../../core/iconLabel.ts';
import { parseSecretName } from '../../core/secrets/secretName.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { isOptional, type MissingNode } from '../../core/views/secretNode.ts';
import { fieldsOf } from '../commandArguments.ts';
import { askScope, scopesHere, scopeText } from '../prompts/askScope.ts';
import { askValue } from '../prompts/valuePrompt.ts';
import { pickOne } from '../ui/pick.ts';
import { secretRow } from '../ui/secretRow.ts';
import { type StepHeading } from '../ui/step.ts';
import { working } from '../ui/working.ts';
import { addSecret } from './addSecret.ts';
import { type SecretsDeps, showOutcome, valueCheck } from './secretsDeps.ts';

/** Adds the missing secret of a row, or the one that is picked. */
export async function addMissingSecret(deps: SecretsDeps, argument: unknown): Promise<void> {
  const node = secretRow(argument);
  const missing = node?.kind === 'missing' ? node : await pickMissing(deps);
  if (missing) {
    await addSecret(deps, { name: missing.name, folder: missing.folder });
  }
}

/** Everything that the code names, nobody has defined, and a secret can be called. */
function addable({ view }: SecretsDeps): readonly MissingNode[] {
  return view.missing().filter(({ legal }) => legal);
}

async function pickMissing(deps: SecretsDeps): Promise<MissingNode | null> {
  const missing = addable(deps);
  if (missing.length === 0) {
    tellNoneMissing(deps);
    return null;
  }
  const items = missing.map(value => ({
    label: escapeIcons(value.label),
    description: escapeIcons(value.description),
    value,
  }));
  const title = vscode.l10n.t('Add Missing Secret');
  return pickOne(items, title, vscode.l10n.t('Which one?'));
}

function tellNoneMissing({ index, catalog }: SecretsDeps): void {
  const known = index.complete && catalog.current.complete;
  const text = known
    ? vscode.l10n.t('No secret is missing.')
    : vscode.l10n.t('Some files and stores are still being read.');
  void vscode.window.showInformationMessage(text);
}

/** A secret to add, and the URI of the folder that needs it; null where any does. */
type Needed = Pick<MissingNode, 'name' | 'folder'>;

/**
 * Adds every missing secret, and of the optional ones those that are ticked, one value after the
 * other; what was added before a cancel stays. A launch, as the argument, says which it needs.
 */
export async function addMissingSecrets(deps: SecretsDeps, argument: unknown): Promise<void> {
  const needed = neededBy(argument) ?? (await chooseNeeded(deps));
  if (needed.length > 0) {
    await addAll(deps, needed);
  }
}

/** What a launch needs for its folder; null where nothing says so. */
function neededBy(argument: unknown): readonly Needed[] | null {
  const { names, folder } = fieldsOf(argument);
  if (!Array.isArray(names) || typeof folder !== 'string') {
    return null;
  }
  const texts = names.map(String);
  const isLegal = (name: string): boolean => parseSecretName(name).ok;
  const illegal = texts.filter(name => !isLegal(name));
  if (illegal.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot name a secret: choose another name in the code.', listed(illegal)),
    );
  }
  return texts.filter(isLegal).map(name => ({ name, folder }));
}

async function chooseNeeded(deps: SecretsDeps): Promise<readonly Needed[]> {
  const known = addable(deps);
  if (known.length === 0) {
    tellNoneMissing(deps);
  }
  return known.some(isOptional) ? chooseNames(known) : known;
}

/** Asks which to add: the missing ones are ticked, the optional ones are not. */
async function chooseNames(known: readonly MissingNode[]): Promise<readonly MissingNode[]> {
  const rowsOf = (title: string, nodes: readonly MissingNode[]) =>
    nodes.length === 0
      ? []
      : [
          { label: title, kind: vscode.QuickPickItemKind.Separator },
          ...nodes.map(node => ({
            label: escapeIcons(node.label),
            description: escapeIcons(node.description),
            picked: !isOptional(node),
            node,
          })),
        ];
  const optional = known.filter(isOptional);
  const missing = known.filter(node => !isOptional(node));
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { node?: MissingNode }>(
    [
      ...rowsOf(vscode.l10n.t('Missing'), missing),
      ...rowsOf(vscode.l10n.t('Optional, not set'), optional),
    ],
    {
      title: vscode.l10n.t('Add Missing Secrets'),
      placeHolder:
        missing.length === 0
          ? vscode.l10n.t('No secret is missing. Select the optional ones to add')
          : vscode.l10n.t('Select the secrets to add'),
      canPickMany: true,
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return (chosen ?? []).flatMap(({ node }) => node ?? []);
}

async function addAll(deps: SecretsDeps, missing: readonly Needed[]): Promise<void> {
  const added = new Set<number>();
  let scopes = new Map<string | null, SecretScope>();
  for (let at = 0; at < missing.length;) {
    const { name, folder } = missing[at] ?? { name: '', folder: null };
    const heading = {
      title: vscode.l10n.t('Add Missing Secrets: {0}', name),
      step: at + 1,
      of: missing.length,
    };
    const scope = scopes.get(folder) ?? (await chooseScope(folder, heading.title));
    if (!scope) {
      break;
    }
    scopes = new Map([...scopes, [folder, scope]]);
    const answer = await addMissing(deps, name, scope, heading);
    if (answer === null) {
      break;
    }
    if (answer === 'added') {
      added.add(at);
    }
    if (answer === 'back' && at === 0) {
      scopes = new Map<string | null, SecretScope>(); // Before the first value comes its scope.
    }
    at = Math.max(0, answer === 'back' ? at - 1 : at + 1);
  }
  void vscode.window.showInformationMessage(
    added.size === missing.length
      ? plural(
          missing.length,
          vscode.l10n.t('Added 1 secret.'),
          vscode.l10n.t('Added {0} secrets.', missing.length),
        )
      : plural(
          missing.length,
          vscode.l10n.t('Added {0} of 1 secret.', added.size),
          vscode.l10n.t('Added {0} of {1} secrets.', added.size, missing.length),
        ),
  );
}

/** Asks for one value in the flow; null ends it. */
async function addMissing(
  deps: SecretsDeps,
  text: string,
  scope: SecretScope,
  heading: StepHeading,
): Promise<'added' | 'skipped' | 'back' | null> {
  const name = parseSecretName(text);
  if (!name.ok) {
    return 'skipped';
  }
  const check = valueCheck(deps, scope);
  const answer = await askValue(name.value, { heading: heading, check, canSkip: true });
  if (answer === null || answer === 'back') {
    return answer;
  }
  const { value } = answer;
  if (value === 'skip') {
    return 'skipped';
  }
  const done = await working(vscode.l10n.t('Adding {0}', text), signal =>
    deps.editor.put(scope, name.value, value, signal),
  );
  return showOutcome(done, vscode.l10n.t('{0} is added to {1}', text, scopeText(scope)))
    ? 'added'
    : 'skipped';
}

async function chooseScope(folder: string | null, title: string): Promise<SecretScope | null> {
  const scopes = scopesHere().filter(scope => scope.kind === 'user' || scope.folder === folder);
  const answer = await askScope(scopes, { title, step: 1, of: 1 });
  return answer === null || answer === 'back' ? null : answer.value;
}
