import { statementEnd } from '../groovy/statementEnd.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import type { Reference } from '../scan/reference.ts';
import { adding } from '../scan/setting.ts';
import { assignmentAt, operatorAt } from '../syntax/operatorAt.ts';
import type { Misuse } from './misuse.ts';

/**
 * Where a config changes its list of secrets, or reads it: `process.secret += ['A']`,
 * `secret << 'A'`, `secret = secret + ['A']`. The strict parser takes an assignment alone, and knows
 * no `process` and no `secret` in it (seen on 25.04.4).
 */
export function findOlderLists(
  tokens: TokenList,
  references: readonly Reference[],
): readonly Misuse[] {
  const places = new Map(references.map(({ span, name }) => [span.start, name ?? '']));
  const names = new Set(places.values());
  const found: Misuse[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isSetting(tokens, at)) {
      continue;
    }
    const changed = isChanged(tokens, at);
    if (!changed && !tokens.isSymbol(at + 1, '=')) {
      continue;
    }
    const end = statementEnd(tokens, at);
    const [word, last] = [tokens.at(at), tokens.at(end - 1)];
    // What is taken away refers to nothing.
    const taken = assignmentAt(tokens, at + 1)?.text === '-=';
    const name = indices(at, end)
      .flatMap(each => tokens.at(each) ?? [])
      .map(({ start, text }) => (taken && names.has(text) ? text : places.get(start)))
      .find(found => found !== undefined);
    if (word && last && name !== undefined && (changed || isRead(tokens, at, end))) {
      const span = { start: word.start, end: last.end };
      found.push({ kind: 'older-syntax', older: 'list', span, name, fails: false, edits: [] });
    }
    at = end;
  }
  return found;
}

/** `secret`, `process.secret` */
function isSetting(tokens: TokenList, at: number): boolean {
  return (
    tokens.isWord(at, 'secret') && (tokens.isSymbol(at - 1, '.') || tokens.startsStatement(at))
  );
}

/** `secret += …`, `secret -= …`, `secret << …`, `secret.add(…)` */
function isChanged(tokens: TokenList, at: number): boolean {
  return (
    ['+=', '-='].includes(assignmentAt(tokens, at + 1)?.text ?? '') ||
    operatorAt(tokens, at + 1)?.text === '<<' ||
    (tokens.isSymbol(at + 1, '.') &&
      tokens.isWord(at + 2, ...adding) &&
      tokens.isSymbol(at + 3, '('))
  );
}

/** `secret = process.secret + […]`, `secret = secret + […]` */
function isRead(tokens: TokenList, at: number, end: number): boolean {
  return indices(at + 2, end).some(each => tokens.isWord(each, 'secret'));
}

function indices(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
