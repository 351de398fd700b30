import type { Resolution } from '../catalog.ts';
import { absenceConsequences, absenceSeverity } from '../runs/consequences.ts';
import { customDefinitionAt, customDefinitionText } from '../runs/jobDefinition.ts';
import type { ProcessBlock } from './processBlock.ts';
import type { Reference } from './reference.ts';
import { waitingText } from './waitingText.ts';

/** What is told of a reference that is pointed at. Never a value. */
export interface HoverTexts {
  /** Where a run takes the secret from, as Markdown with a codicon: `$(key) Yours.` */
  readonly standing: string;
  /** What can be done about it. */
  readonly action: 'add' | 'reveal' | null;
  /** Why the tasks will not receive it all the same, as Markdown with a codicon, or null. */
  readonly caveat: string | null;
}

/** Which scope wins, what it overrides, and what a run does without the secret. */
export function hoverTexts(
  name: string,
  reference: Reference,
  processes: readonly ProcessBlock[],
  resolution: Resolution,
): HoverTexts {
  const custom = customDefinitionAt(reference, processes);
  return {
    ...standing(name, reference, resolution),
    caveat: custom && `$(warning) ${customDefinitionText(custom)}.`,
  };
}

function standing(
  name: string,
  reference: Reference,
  resolution: Resolution,
): Pick<HoverTexts, 'standing' | 'action'> {
  switch (resolution.kind) {
    case 'found': {
      const own = resolution.winner.scope.kind === 'user' ? 'Yours' : 'The workspace’s';
      const over = resolution.shadowed.length > 0 ? ', overrides the workspace’s of that name' : '';
      const doubt = resolution.certain ? '' : ' Yours are not known and may override it.';
      return { standing: `$(key) ${own}${over}.${doubt}`, action: 'reveal' };
    }
    case 'missing': {
      const [consequence] = absenceConsequences(name, [{ reference, at: 'this place' }]);
      const severity = absenceSeverity(reference);
      const head =
        severity === 'info' ? '$(circle-slash) Not set, optional' : `$(${severity}) Missing`;
      return { standing: `${head}: ${consequence?.text ?? ''}.`, action: 'add' };
    }
    case 'unknown':
      return { standing: `$(question) Not known: ${waitingText(resolution)}.`, action: null };
  }
}
