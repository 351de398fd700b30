import type { Block, Statement } from './syntax.ts';

/** The statements of a workflow by its sections. */
export interface WorkflowSections {
  readonly take: Statement[];
  readonly main: Statement[];
  readonly emit: Statement[];
}

/** Sorts the statements of a workflow; those in front of any label are of `main:`. */
export function workflowSections({ statements }: Block): WorkflowSections {
  const found: WorkflowSections = { take: [], main: [], emit: [] };
  let into = found.main;
  for (const statement of statements) {
    if (statement.kind !== 'label') {
      into.push(statement);
    } else {
      into = { take: found.take, emit: found.emit }[statement.name] ?? found.main;
    }
  }
  return found;
}
