import * as l10n from '@vscode/l10n';
import { absenceConsequences, absenceSeverity } from '../arrival/absenceConsequences.ts';
import type { Reference } from '../nextflow/scan/reference.ts';
import type { ProcessBlock } from '../nextflow/scan/scriptBlocks.ts';
import { customDefinitionAt, customDefinitionText } from '../runs/backends/customJobDefinition.ts';
import type { Resolution } from '../secrets/catalog.ts';
import { parseSecretName } from '../secrets/secretName.ts';
import { waitingText } from '../words/waitingText.ts';
import type { FindingCode } from './findFindings.ts';

/** A sentence of a hover, as plain text, and the codicon before it, say `key`. */
export interface HoverLine {
  readonly icon: string;
  readonly text: string;
}

/** What is told of a reference that is pointed at. Never a value. */
export interface HoverTexts {
  /** Where a run takes the secret from; null where a finding says all there is to say. */
  readonly standing: HoverLine | null;
  /** What can be done about it. */
  readonly action: 'add' | 'reveal' | 'rename' | null;
  /** Why the tasks will not receive it all the same. */
  readonly caveat: HoverLine | null;
}

/**
 * Which scope wins, what it overrides, and what a run does without the secret. `told` are the
 * findings at the same place, which VS Code shows in the same hover: what they say is not said
 * again.
 */
export function hoverTexts(
  reference: Reference & { readonly name: string },
  processes: readonly ProcessBlock[],
  resolution: Resolution,
  reported: ReadonlySet<FindingCode>,
): HoverTexts {
  const custom = customDefinitionAt(reference, processes);
  return {
    ...standing(reference, resolution, reported),
    caveat:
      custom && !reported.has('custom-job-definition')
        ? { icon: 'warning', text: `${customDefinitionText(custom)}.` }
        : null,
  };
}

function standing(
  reference: Reference & { readonly name: string },
  resolution: Resolution,
  reported: ReadonlySet<FindingCode>,
): Pick<HoverTexts, 'standing' | 'action'> {
  if (!parseSecretName(reference.name).ok) {
    const line = { icon: 'warning', text: l10n.t('No secret can have this name.') };
    return { standing: reported.has('malformed-name') ? null : line, action: 'rename' };
  }
  switch (resolution.kind) {
    case 'found':
      return { standing: { icon: 'key', text: foundText(resolution) }, action: 'reveal' };
    case 'missing':
      return {
        standing: resolution.away
          ? awayLine
          : reported.has('missing-secret')
            ? null
            : missingLine(reference),
        action: 'add',
      };
    case 'unknown': {
      const text = l10n.t('Not known: {0}.', waitingText(resolution.waitingFor));
      return { standing: { icon: 'question', text }, action: null };
    }
  }
}

const awayLine = {
  icon: 'warning',
  text: l10n.t('Stored in another window or browser: this one does not have it.'),
};

function foundText({
  winner,
  shadowed,
  certain,
}: Extract<Resolution, { readonly kind: 'found' }>): string {
  const own =
    winner.scope.kind === 'workspace'
      ? l10n.t('Workspace secret.')
      : shadowed.length > 0
        ? l10n.t('User secret. Overrides the workspace secret of the same name.')
        : l10n.t('User secret.');
  return certain ? own : `${own} ${l10n.t('Your user secrets are not known and may override it.')}`;
}

function missingLine(reference: Reference & { readonly name: string }): HoverLine {
  const severity = absenceSeverity(reference);
  if (severity === 'info') {
    return {
      icon: 'circle-slash',
      text: l10n.t('Not set, and optional: the code first checks whether it is set.'),
    };
  }
  const [consequence] = absenceConsequences(reference.name, [
    { reference, at: l10n.t('this place') },
  ]);
  return {
    icon: severity,
    text: consequence ? l10n.t('Missing: {0}.', consequence.text) : 'Missing.',
  };
}
