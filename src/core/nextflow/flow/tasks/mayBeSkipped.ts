import type { Statement } from '../../syntax/syntax.ts';
import { type Definition, pathName } from '../state/context.ts';

/** Whether a process that is called may run no task: by `when:`, or since `storeDir` has the outputs. */
export function mayBeSkipped({ body }: Definition): boolean {
  let section: string | null = null;
  for (const statement of body.statements) {
    if (statement.kind === 'label') {
      section = statement.name;
    } else if (section === 'when' ? !isAlways(statement) : isStore(statement)) {
      return true;
    }
  }
  return false;
}

/** `true` */
function isAlways(statement: Statement): boolean {
  return (
    statement.kind === 'expression' && statement.value.kind === 'constant' && statement.value.truth
  );
}

function isStore(statement: Statement): boolean {
  const call = statement.kind === 'expression' ? statement.value : null;
  return call?.kind === 'call' && pathName(call.callee) === 'storeDir';
}
