import { secretWords } from '../secretWords.ts';
import type { Statement } from '../syntax/syntax.ts';

/** Whether a block of the file's top level names no secret. */
export function isElsewhere(statement: Statement): boolean {
  const call = statement.kind === 'expression' ? statement.value : null;
  const last = call?.kind === 'call' ? call.args.at(-1)?.value : undefined;
  const closure = last?.kind === 'closure' ? last : undefined;
  const body = (statement.kind === 'definition' ? statement : closure)?.body;
  const named =
    call?.kind === 'call' && call.callee.kind === 'name' && call.callee.text === 'secrets';
  return !named && body?.has !== undefined && !secretWords.some(word => body.has?.(word));
}
