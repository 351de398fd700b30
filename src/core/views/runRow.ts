import type { RunAction, RunNode } from './runTree.ts';

interface Look {
  readonly icon: string;
  readonly color?: string | null;
  readonly action?: RunAction;
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
    spoken: description === '' ? label : `${label}, ${description}`,
  };
}
