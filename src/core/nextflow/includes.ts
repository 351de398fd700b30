import { literalAt } from './literal.ts';
import { spanOf, type Span } from './source.ts';
import type { TokenList } from './tokenList.ts';

/** Another file that a script or a config pulls in. */
export interface Include {
  readonly kind: 'module' | 'config';
  /**
   * As written, say `./modules/align`; `${projectDir}` and its like stand in front as they are.
   * Null where only a run can tell.
   */
  readonly target: string | null;
  readonly span: Span;
}

/** Folders that a run knows before it starts. */
const folders = ['projectDir', 'baseDir', 'moduleDir', 'launchDir'];

/** `include { A } from './a'` and `includeConfig 'x.config'`, in document order. */
export function* findIncludes(tokens: TokenList): Generator<Include> {
  for (let index = 0; index < tokens.tokens.length; index += 1) {
    if (!tokens.startsStatement(index)) {
      continue;
    }
    if (tokens.isWord(index, 'includeConfig')) {
      const at = tokens.isSymbol(index + 1, '(') ? index + 2 : index + 1;
      yield { kind: 'config', ...includeTarget(tokens, at) };
    } else if (tokens.isWord(index, 'include') && tokens.isSymbol(index + 1, '{')) {
      const from = tokens.closing(index + 1) + 1;
      if (tokens.isWord(from, 'from') && !isPlugin(tokens, from + 1)) {
        yield { kind: 'module', ...includeTarget(tokens, from + 1) };
      }
    }
  }
}

function isPlugin(tokens: TokenList, index: number): boolean {
  return literalAt(tokens, index)?.value?.startsWith('plugin/') ?? false;
}

/** What the argument at an index names. */
export function includeTarget(tokens: TokenList, index: number): Pick<Include, 'target' | 'span'> {
  const literal = literalAt(tokens, index);
  const token = tokens.at(index);
  if (!literal) {
    return { target: null, span: spanOf(token ?? { start: 0, end: 0 }) };
  }
  const ends = isEnd(tokens, literal.next);
  return { target: ends ? (literal.value ?? placed(tokens, index)) : null, span: literal.span };
}

function isEnd(tokens: TokenList, index: number): boolean {
  const token = tokens.at(index);
  return token === undefined || token.kind === 'newline' || tokens.isSymbol(index, ';', '}', ')');
}

/** `"${projectDir}/modules/x"` and `"$projectDir/modules/x"`, as `${projectDir}/modules/x`. */
function placed(tokens: TokenList, index: number): string | null {
  const folder = tokens.at(index + 2);
  const text = tokens.at(index + 4);
  const simple =
    tokens.at(index + 1)?.kind === 'interpolationStart' &&
    tokens.at(index + 3)?.kind === 'interpolationEnd' &&
    tokens.at(index + 5)?.kind === 'stringEnd';
  return simple && folder && folders.includes(folder.text) && text?.kind === 'stringText'
    ? `\${${folder.text}}${text.text}`
    : null;
}
