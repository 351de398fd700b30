import type { RunAction, RunNode } from './runNode.ts';

interface Look {
  readonly icon: string;
  readonly color?: string | null;
  readonly action?: RunAction;
}

/** What screen readers say of a row, and whoever points at it reads. */
export function accessibleText(text: string): Pick<RunNode, 'spoken' | 'tooltip'> {
  return { spoken: text, tooltip: text };
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
