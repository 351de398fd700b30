import { TokenList } from '../groovy/tokenList.ts';
import { repeatable } from '../scan/repeatable.ts';
import type { ProcessBlock } from '../scan/scriptBlocks.ts';
import { isComputedBeforeScript, type Setting } from '../scan/setting.ts';

/**
 * Processes with the closures that repeat their computed directives. What those take along may stand
 * anywhere in the script, so it is read whole, which few scripts need.
 */
export function withClosures(
  processes: readonly ProcessBlock[],
  script: string,
): readonly ProcessBlock[] {
  if (!processes.some(({ directives }) => directives.some(isComputedBeforeScript))) {
    return processes;
  }
  const tokens = new TokenList(script);
  return processes.map(process => ({
    ...process,
    directives: process.directives.map(directive =>
      isComputedBeforeScript(directive) ? withClosure(directive, tokens) : directive,
    ),
  }));
}

function withClosure(directive: Setting, tokens: TokenList): Setting {
  const { span } = directive;
  const from = tokens.tokens.findIndex(({ start }) => start === span.start);
  const last = tokens.tokens.findIndex(({ end }, at) => at >= from && end === span.end);
  const closure = from < 0 || last < 0 ? null : repeatable(tokens, from, last + 1, 'process');
  return closure === null ? directive : { ...directive, closure };
}
