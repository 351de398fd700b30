import * as vscode from 'vscode';
import { parseSecretName, type SecretName } from '../../core/name.ts';
import type { SecretScope } from '../../core/scope.ts';
import { askName } from '../prompts/namePrompt.ts';
import { askScope, scopesHere, scopeText } from '../prompts/scopePrompt.ts';
import { askValue } from '../prompts/valuePrompt.ts';
import { adviser, noAbort, targetNode, tell, type SecretsDeps } from './secretsDeps.ts';

/** What a lens, a fix or a row says of the secret to add. Never its value. */
interface Given {
  readonly name: SecretName | null;
  readonly scope: SecretScope | null;
  /** URI of the folder whose scopes are offered; null offers all. */
  readonly folder: string | null;
}

/** Adds a secret: where, its name, its value, each asked for unless it is given. */
export async function addSecret(deps: SecretsDeps, argument: unknown): Promise<void> {
  const given = readGiven(deps, argument);
  const answers = await ask(deps, given);
  if (answers) {
    const { scope, name, value } = answers;
    const done = await deps.editor.add(scope, name, value, noAbort);
    tell(deps, done, `${name} is added to ${scopeText(scope)}`);
  }
}

type Step = 'scope' | 'name' | 'value';

async function ask(deps: SecretsDeps, given: Given) {
  const scopes = scopesHere().filter(
    scope => scope.kind === 'user' || given.folder === null || scope.folder === given.folder,
  );
  const askedScope = given.scope === null && scopes.length > 1;
  const steps: Step[] = [
    ...(askedScope ? (['scope'] as const) : []),
    ...(given.name === null ? (['name'] as const) : []),
    'value',
  ];
  let scope = given.scope ?? scopes[0];
  let { name } = given;
  for (let at = 0; at >= 0;) {
    const title = name && given.name ? `Add Secret ${name}` : 'Add Secret';
    const headed = { title, step: at + 1, of: steps.length };
    const step = steps[at];
    if (step === 'scope') {
      const answer = await askScope(scopes, headed);
      if (answer === null || answer === 'back') {
        return null;
      }
      scope = answer.value;
    } else if (step === 'name' && scope) {
      const answer = await askName(deps.catalog.current, scope, headed);
      if (answer === null) {
        return null;
      }
      if (answer === 'back') {
        at -= 1;
        continue;
      }
      name = answer.value;
    } else if (name && scope) {
      const answer = await askValue(name, headed, adviser(deps), false);
      if (answer === null) {
        return null;
      }
      if (answer !== 'back' && answer.value !== 'skip') {
        return { scope, name, value: answer.value };
      }
      at -= 1;
      continue;
    }
    at += 1;
  }
  return null;
}

function readGiven(deps: SecretsDeps, argument: unknown): Given {
  const node = targetNode(deps, argument);
  if (node?.kind === 'scope') {
    return { name: null, scope: node.scope, folder: null };
  }
  const source =
    node?.kind === 'missing' ? node : ((argument ?? {}) as { name?: unknown; folder?: unknown });
  const parsed = typeof source.name === 'string' ? parseSecretName(source.name) : null;
  if (parsed && !parsed.ok) {
    void vscode.window.showWarningMessage(
      `${String(source.name)} cannot name a secret: choose another name.`,
    );
  }
  return {
    name: parsed?.ok ? parsed.value : null,
    scope: null,
    folder: typeof source.folder === 'string' ? source.folder : null,
  };
}

/** Adds every missing secret, one value after the other; what was added before a cancel stays. */
export async function addMissingSecrets(deps: SecretsDeps): Promise<void> {
  const missing = deps.view.missing();
  if (missing.length === 0) {
    const known = deps.index.complete && deps.catalog.current.complete;
    const text = known ? 'No secret is missing.' : 'Not all files and stores are read yet.';
    void vscode.window.showInformationMessage(text);
    return;
  }
  let added = 0;
  let scopes = new Map<string | null, SecretScope>();
  for (let at = 0; at < missing.length;) {
    const { name: text, folder } = missing[at] ?? { name: '', folder: null };
    const parsed = parseSecretName(text);
    const headed = { title: `Add Missing Secrets: ${text}`, step: at + 1, of: missing.length };
    const scope = scopes.get(folder) ?? (await chooseScope(folder, headed.title));
    if (!scope) {
      break;
    }
    scopes = new Map([...scopes, [folder, scope]]);
    const answer = parsed.ok
      ? await askValue(parsed.value, headed, adviser(deps), true)
      : { value: 'skip' as const };
    if (answer === null) {
      break;
    }
    if (answer === 'back') {
      at -= 1;
      continue;
    }
    if (answer.value !== 'skip' && parsed.ok) {
      const done = await deps.editor.put(scope, parsed.value, answer.value, noAbort);
      added += tell(deps, done, `${text} is added to ${scopeText(scope)}`) ? 1 : 0;
    }
    at += 1;
  }
  void vscode.window.showInformationMessage(
    `${added} of ${missing.length} missing secrets ${added === 1 ? 'is' : 'are'} added.`,
  );
}

async function chooseScope(folder: string | null, title: string): Promise<SecretScope | null> {
  const scopes = scopesHere().filter(scope => scope.kind === 'user' || scope.folder === folder);
  const answer = await askScope(scopes, { title, step: 1, of: 1 });
  return answer === null || answer === 'back' ? null : answer.value;
}
