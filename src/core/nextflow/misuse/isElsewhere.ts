import { isNearSecret } from '../concernsSecrets.ts';
import { secretWords } from '../secretWords.ts';
import type { Block, Statement } from '../syntax/syntax.ts';

/** Whether a block of the file's top level names no secret, and nothing that is meant to. */
export function isElsewhere(statement: Statement): boolean {
  const call = statement.kind === 'expression' ? statement.value : null;
  const last = call?.kind === 'call' ? call.args.at(-1)?.value : undefined;
  const closure = last?.kind === 'closure' ? last : undefined;
  const body = (statement.kind === 'definition' ? statement : closure)?.body;
  const named = call?.kind === 'call' && call.callee.kind === 'name' && isMeant(call.callee.text);
  return !named && body?.has !== undefined && !mentions(body);
}

function mentions(body: Block): boolean {
  return secretWords.some(word => body.has?.(word)) || [...(body.words ?? [])].some(isMeant);
}

/** Whether a word is `secret`, or meant to be, or has it in it: `mySecret`. */
function isMeant(word: string): boolean {
  return /secret/i.test(word) || isNearSecret(word);
}
