import type { RunState } from '../../src/core/runs/record/runRecord.ts';
import type { RunNode } from '../../src/core/views/runs/runNode.ts';
import type { ShownRun } from '../../src/core/views/runs/shownRun.ts';
import { runRecord } from './memoryRunHost.ts';

export const minute = 60_000;
/** When the tree is looked at, and which folder is open. */
export const now = 1000 * minute;
export const here = { path: '/home/ada/pipeline', name: null };

/** A state that began an hour ago. */
export function ended(
  outcome: Extract<RunState, { kind: 'ended' }>['outcome'],
  exitCode: number | null,
): Extract<RunState, { kind: 'ended' }> {
  return { kind: 'ended', at: now - 60 * minute, outcome, exitCode, signal: null, detail: null };
}

interface Shape {
  readonly record: Partial<ShownRun['record']>;
  readonly live?: ShownRun['outstanding'];
  readonly left?: ShownRun['outstanding'];
  readonly trouble?: Pick<ShownRun, 'damage' | 'silent' | 'elsewhere'>;
}

/** A run as the view knows it: `live` or `left` are its copies. */
export function run({ record, live, left, trouble }: Shape): ShownRun {
  return {
    ...trouble,
    record: runRecord({ startedAt: now - minute, ...record }),
    outstanding: live ?? left ?? [],
    alive: live !== undefined,
  };
}

/** Rows as text, indented: label, description, icon and kind. */
export function picture(nodes: readonly RunNode[], indent = ''): string[] {
  return nodes.flatMap(({ label, description, icon, kind, children }) => [
    `${indent}${[label, description, `[${icon}${kind === 'detail' ? '' : ` ${kind}`}]`].filter(part => part !== '').join('  ')}`,
    ...picture(children, `${indent}  `),
  ]);
}
