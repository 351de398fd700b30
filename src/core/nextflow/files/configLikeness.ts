import { configScopes } from '../configScopes.ts';
import { statementEnd } from '../groovy/statementEnd.ts';
import { TokenList } from '../groovy/tokenList.ts';

/**
 * What a text is that somebody has called `*.config`.
 * - `nextflow`: it opens or sets one of Nextflow's scopes, or includes another config.
 * - `foreign`: XML, JSON, YAML, INI, or what web servers read: no Groovy begins like that.
 * - `unclear`: it may be either, say `x = 1`.
 */
export type ConfigLikeness = 'nextflow' | 'foreign' | 'unclear';

/** Nearly every config says by then what it is; characters. */
const near = 1024;
/** Beyond this nothing new is said of what a file is; characters. */
const far = 64 * 1024;

/** Words that begin statements of Groovy, which end in `;` where somebody likes it. */
const statements = ['assert', 'def', 'final', 'import', 'print', 'println', 'return', 'throw'];

/** Tells from its text what a `*.config` is. */
export function configLikeness(text: string): ConfigLikeness {
  const start = text.slice(0, far).replace(/^\ufeff/, '');
  if (['<', '{', '['].includes(start.trimStart().charAt(0))) {
    return 'foreign';
  }
  // Whole lines, so that no word is cut.
  const first = start.slice(0, start.lastIndexOf('\n', near) + 1);
  return likenessOf(first) === 'nextflow' ? 'nextflow' : likenessOf(start);
}

function likenessOf(text: string): ConfigLikeness {
  const tokens = new TokenList(text);
  let likeness: ConfigLikeness = 'unclear';
  for (let at = 0; at < tokens.length; at = Math.max(statementEnd(tokens, at), at + 1)) {
    if (isNextflows(tokens, at)) {
      return 'nextflow';
    }
    likeness = isForeign(tokens, at) ? 'foreign' : likeness;
  }
  return likeness;
}

function isNextflows(tokens: TokenList, at: number): boolean {
  return tokens.isWord(at, ...configScopes)
    ? tokens.isSymbol(at + 1, '{', '.', '=', '[') || opensBelow(tokens, at + 1)
    : // A selector stands alone in what `process { includeConfig 'it' }` includes.
      tokens.isWord(at, 'includeConfig') ||
        (tokens.isWord(at, 'withLabel', 'withName') && tokens.isSymbol(at + 1, ':'));
}

function opensBelow(tokens: TokenList, at: number): boolean {
  return tokens.kindAt(at) === 'newline' && tokens.isSymbol(at + 1, '{');
}

function isForeign(tokens: TokenList, at: number): boolean {
  // A comment or a section of an INI file, a list or a key of YAML.
  if (tokens.isSymbol(at, '#', '[', '-', '--') || tokens.isSymbol(at + 1, ':')) {
    return true;
  }
  if (tokens.isSymbol(at, ';')) {
    return at === 0 || tokens.kindAt(at - 1) === 'newline';
  }
  // `worker_processes 4;`, as web servers have it.
  const end = statementEnd(tokens, at);
  const words = ['word', 'number'].includes(tokens.kindAt(at + 1) ?? '');
  return (
    tokens.isWord(at) &&
    !tokens.isWord(at, ...statements) &&
    words &&
    tokens.isSymbol(end, ';') &&
    !tokens.tokens.slice(at, end).some(({ text }) => text === '=')
  );
}
