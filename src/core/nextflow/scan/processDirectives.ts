import { statementEnd } from '../groovy/statementEnd.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { decisiveDirectives, literalValue, type Setting, spanBetween } from './setting.ts';

/** The directives that say where and in what a task runs, and what it does first. */
const collected = [...decisiveDirectives, 'label'];
/** From these labels on a process body is the task's text, and no directive. */
const texts = ['script', 'shell', 'exec', 'stub', 'when'];

/** The directives of the process whose body opens at an index; `label` may come more than once. */
export function processDirectives(tokens: TokenList, open: number): readonly Setting[] {
  const close = tokens.closing(open);
  const found: Setting[] = [];
  for (let at = open + 1; at < close; at = statementEnd(tokens, at) + 1) {
    const label = tokens.isSymbol(at + 1, ':');
    if (label && tokens.isWord(at, ...texts)) {
      break;
    }
    const end = statementEnd(tokens, at);
    const name = tokens.at(at)?.text ?? '';
    if (!label && tokens.isWord(at, ...collected) && !tokens.isSymbol(at + 1, '=', '.', '+=')) {
      const called = tokens.isSymbol(at + 1, '(') && tokens.closing(at + 1) === end - 1;
      const [from, to] = called ? [at + 2, end - 1] : [at + 1, end];
      found.push({
        path: [name],
        profile: null,
        value: literalValue(tokens, from, to),
        span: spanBetween(tokens, from, to),
      });
    }
  }
  return found;
}
