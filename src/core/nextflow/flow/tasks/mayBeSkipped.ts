import type { Block, Expression, Statement } from '../../syntax/syntax.ts';
import { type Definition, pathName } from '../state/context.ts';
import type { Inputs } from './isSureChannel.ts';

/** Whether a process that is called may run no task: by `when:`, or since `storeDir` has the outputs. */
export function mayBeSkipped({ body }: Definition, inputs: Inputs): boolean {
  return isConditional(body, inputs) || body.statements.some(isStore);
}

/** Whether a process has a `when:` that may not hold. */
export function isConditional({ statements }: Block, inputs: Inputs): boolean {
  let section: string | null = null;
  for (const statement of statements) {
    if (statement.kind === 'label') {
      section = statement.name;
    } else if (section === 'when') {
      const value = statement.kind === 'expression' ? statement.value : null;
      const holds = value && (isTrue(value) || (inputs === 'some' && isOfConfig(value)));
      if (holds !== true) {
        return true;
      }
    }
  }
  return false;
}

function isTrue(value: Expression): boolean {
  return value.kind === 'constant' && value.truth;
}

/** `task.ext.when == null || task.ext.when`, which each module of nf-core has: true but for a config. */
function isOfConfig(value: Expression): boolean {
  return (
    value.kind === 'binary' &&
    value.operator === '||' &&
    pathName(value.right) === 'task.ext.when' &&
    value.left.kind === 'binary' &&
    value.left.operator === '==' &&
    pathName(value.left.left) === 'task.ext.when' &&
    value.left.right.kind === 'null'
  );
}

function isStore(statement: Statement): boolean {
  const call = statement.kind === 'expression' ? statement.value : null;
  return call?.kind === 'call' && pathName(call.callee) === 'storeDir';
}
