import { literalAt } from '../groovy/literal.ts';
import { TokenList } from '../groovy/tokenList.ts';
import { isDecisive, type Setting } from '../scan/setting.ts';

/** A config's text and what it sets. */
export interface ConfigText {
  readonly text: string;
  readonly settings: readonly Setting[];
}

/**
 * Whether what configs say of where tasks run, or of their secrets, is computed from one of these
 * params, directly or by way of other params. Code outside of settings may compute anything.
 */
export function dependsOnParams(configs: readonly ConfigText[], given: readonly string[]): boolean {
  const reads = given.length === 0 ? [] : configs.flatMap(readsOf);
  const names = new Set(given);
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const { param, setting } of reads) {
      if (param === null || names.has(param)) {
        if (setting === null || isDecisive(setting.path)) {
          return true;
        }
        if (setting.path[0] === 'params') {
          names.add(setting.path[1] ?? '');
        }
      }
    }
  }
  return false;
}

interface ParamRead {
  /** Null where it may be any. */
  readonly param: string | null;
  /** What is computed from it; null where code is. */
  readonly setting: Setting | null;
}

/** Closures are called for each task, and printed as they are. */
function readsOf({ text, settings }: ConfigText): readonly ParamRead[] {
  const tokens = new TokenList(text);
  const found: ParamRead[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const start = tokens.at(at)?.start ?? 0;
    if (!tokens.isWord(at, 'params') || tokens.isSymbol(at - 1, '.') || isSet(tokens, at)) {
      continue;
    }
    const setting = settings.find(({ span }) => span.start <= start && start < span.end) ?? null;
    if (setting === null || !text.startsWith('{', setting.span.start)) {
      found.push({ param: paramAt(tokens, at + 1), setting });
    }
  }
  return found;
}

function paramAt(tokens: TokenList, at: number): string | null {
  if (tokens.isSymbol(at, '[', '?[')) {
    return literalAt(tokens, at + 1)?.value ?? null;
  }
  return tokens.isSymbol(at, '.', '?.') ? (tokens.at(at + 1)?.text ?? null) : null;
}

/** `params.x = …` and `params { … }` read none. */
function isSet(tokens: TokenList, at: number): boolean {
  return (
    tokens.isSymbol(at + 1, '{', '=') ||
    (tokens.startsStatement(at) && tokens.isSymbol(at + 1, '.') && tokens.isSymbol(at + 3, '='))
  );
}
