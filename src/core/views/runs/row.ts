import { shortened } from '../../count.ts';
import type { RunAction, RunNode } from './runNode.ts';

interface Look {
  readonly icon: string;
  readonly color?: string | null;
  readonly action?: RunAction;
}

/** Characters after which listening to a row becomes a burden. */
const spokenMost = 200;

/** What screen readers say of a row, and all of it for whoever points at it. */
export function accessibleText(text: string): Pick<RunNode, 'spoken' | 'tooltip'> {
  return { spoken: shortened(text, spokenMost), tooltip: text };
}

/** A row that is no run. */
export function row(
  run: string,
  part: string,
  label: string,
  description: string,
  { icon: codicon, color = null, action }: Look,
): RunNode {
  return {
    id: `${run}/${part}`,
    label,
    description,
    icon: codicon,
    color,
    kind: 'detail',
    open: false,
    run,
    hash: null,
    action: action ?? null,
    children: [],
    ...accessibleText(description === '' ? label : `${label}, ${description}`),
  };
}
