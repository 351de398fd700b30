import type { Reference } from './nextflow/reference.ts';
import { arrivalConsequence, reader, type Consequence } from './runs/consequences.ts';
import { arrivalProblems, traitsOf } from './traits.ts';

/** What to tell of a value before it is stored. Holds nothing of the value. */
export interface ValueAdvice {
  /** What a run would make of it. Empty where it arrives as it is. */
  readonly consequences: readonly Consequence[];
  /** Whether blanks or line ends stand at an end, as pasting leaves them. */
  readonly padded: boolean;
  /** Whether base64 would bring it there whole. */
  readonly base64: boolean;
}

/**
 * Looks at a value as those who read it will get it. `references` are those to its name; without
 * any, a later `secret 'X'` is assumed. `names` are the secrets that the pipeline declares.
 */
export function adviseOnValue(
  name: string,
  value: string,
  references: readonly Reference[],
  names: Iterable<string>,
): ValueAdvice {
  const inTasks = references.filter(({ kind }) => kind !== 'property');
  const onlyInHead = references.length > 0 && inTasks.length === 0;
  // What `secrets.X` reads too cannot be escaped for the shell: it would see the escapes.
  const form = references.some(({ kind }) => kind === 'property') ? 'raw' : 'escaped';
  const problems = onlyInHead ? [] : arrivalProblems(name, traitsOf(value, names), form);
  const readers = [...new Set(inTasks.map(reader))].join(', ') || `a task with secret '${name}'`;
  return {
    consequences: problems.map(problem => arrivalConsequence(problem, readers)),
    padded: value !== value.trim(),
    base64: problems.some(({ kind }) => kind !== 'leaks') && !problems.some(isTooLong),
  };
}

function isTooLong(problem: ReturnType<typeof arrivalProblems>[number]): boolean {
  return problem.kind === 'task-fails' && problem.because === 'too-long';
}

/** The line of a task's script that gives the value back. */
export function decodeLine(name: string): string {
  return `${name}=\\$(printf %s "\\$${name}" | base64 -d)`;
}
