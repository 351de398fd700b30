import * as vscode from 'vscode';
import {
  fits,
  parseKnown,
  placeholderExample,
  placeholderTitle,
  type PlaceholderValues,
  type PolicyPlaceholder,
} from '../../core/iam/policyPlaceholder.ts';
import { knownOf } from '../../services/permissions/checkRoles.ts';
import { cloudAccess } from '../cloudAccess.ts';
import { applyHeading } from '../ui/step.ts';
import { working } from '../ui/working.ts';
import { hints, type IamDeps } from './iamDeps.ts';

/** The placeholders of Seqera's page: asked for where they cannot be found out. */
const asked: readonly PolicyPlaceholder[] = ['COMPUTE_REGION', 'ACCOUNT', 'BATCH_CLUSTER'];

/**
 * Everything that is known of the placeholders: found out where that can be, else asked for once
 * and remembered. Null where the asking was given up.
 */
export async function knownPlaceholders(
  deps: IamDeps,
  title: string,
): Promise<PlaceholderValues | null> {
  const found = await foundOut(deps);
  const open = asked.filter(placeholder => found[placeholder] === undefined);
  let known = found;
  for (const [at, placeholder] of open.entries()) {
    const answer = await ask(placeholder, { title, step: at + 1, of: open.length });
    if (answer === null) {
      return null;
    }
    known = { ...known, ...parseKnown({ [placeholder]: answer }) };
  }
  await deps.memory.keep(known);
  return known;
}

/** What the account says of itself comes last: it is asked only where it is not known. */
async function foundOut(deps: IamDeps): Promise<PlaceholderValues> {
  const { known } = hints(deps);
  if (known.ACCOUNT !== undefined && known.COMPUTE_REGION !== undefined) {
    return known;
  }
  const inspector = deps.inspectors.open(cloudAccess('aws'));
  const identity = await working(vscode.l10n.t('Looking up the AWS account'), signal =>
    inspector.identity(signal),
  ).finally(() => {
    inspector.dispose();
  });
  return identity?.ok ? knownOf({ cloud: 'aws', known }, identity.value) : known;
}

/** Empty leaves the placeholder in the document. */
function ask(
  placeholder: PolicyPlaceholder,
  heading: { readonly title: string; readonly step: number; readonly of: number },
): Promise<string | null> {
  return new Promise(resolve => {
    const input = vscode.window.createInputBox();
    applyHeading(input, heading);
    input.prompt = vscode.l10n.t(
      '{0}. If empty, <{1}> stays in the documents.',
      placeholderTitle(placeholder),
      placeholder,
    );
    input.placeholder = placeholderExample(placeholder);
    const problem = (): string | undefined =>
      input.value.trim() === '' || fits(placeholder, input.value.trim())
        ? undefined
        : vscode.l10n.t('This does not look like {0}.', placeholderExample(placeholder));
    input.onDidChangeValue(() => {
      input.validationMessage = problem();
    });
    input.onDidAccept(() => {
      if (problem() === undefined) {
        resolve(input.value.trim());
        input.hide();
      }
    });
    input.onDidHide(() => {
      resolve(null);
      input.dispose();
    });
    input.show();
  });
}
