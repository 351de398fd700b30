import type { TokenList } from '../groovy/tokenList.ts';
import { parameterNames } from './parameterNames.ts';
import type { Expression } from './syntax.ts';

const modifiers = ['def', 'final', 'var', 'static', 'private', 'public', 'protected'];

/** `a.b`, `def a`, `Map<String, String> a`, `def (a, b)`: what is assigned, and whether it is new. */
export function assignmentTargets(
  tokens: TokenList,
  from: number,
  to: number,
  read: (from: number, to: number) => Expression,
): readonly [readonly Expression[], boolean] {
  const declares =
    tokens.isWord(from, ...modifiers) || tokens.isWord(to - 2) || tokens.isSymbol(to - 2, '>');
  if (tokens.isSymbol(to - 1, ')') && tokens.isWord(from)) {
    const open = tokens.opening(to - 1);
    const names = parameterNames(tokens, open + 1, to - 1);
    const start = tokens.at(open)?.start ?? 0;
    return [names.map(text => ({ kind: 'name', text, depth: 0, start })), declares];
  }
  const typed = tokens.isSymbol(from + 1, ':') || tokens.isSymbol(from + 2, ':');
  const name = typed ? (tokens.isWord(from, ...modifiers) ? from + 1 : from) : to - 1;
  return declares ? [[read(name, name + 1)], true] : [[read(from, to)], false];
}
