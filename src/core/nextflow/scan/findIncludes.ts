import { resolveUri } from '../fileUri.ts';
import { literalAt } from '../groovy/literal.ts';
import { type Span, spanOf } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';

/** Another file that a script or a config pulls in. */
export interface Include {
  readonly kind: 'module' | 'config' | 'template';
  /**
   * As written, say `./modules/align`; `${projectDir}` and its like stand in front as they are.
   * Null where only a run can tell.
   */
  readonly target: string | null;
  readonly span: Span;
  /** What is taken from a module, in order. */
  readonly components: readonly IncludedComponent[];
}

/** An include and the line that names its target, from 1. */
export interface PlacedInclude extends Include {
  readonly line: number;
}

/** A process or workflow of a module, as in `include { ALIGN as ALIGN_TUMOUR } from './align'`. */
export interface IncludedComponent {
  readonly name: string;
  /** What it is called where it is included. */
  readonly as: string;
}

/** The folders that paths in includes may begin with. URIs. */
export interface RunFolders {
  /** `projectDir`: that of the entry script. */
  readonly project: string;
  /** `launchDir`. */
  readonly launch: string;
}

/** Folders that a run knows before it starts. */
const folders = ['projectDir', 'baseDir', 'moduleDir', 'launchDir'];

/** Whether a text may have some, which two searches tell. */
export function mentionsIncludes(text: string): boolean {
  return text.includes('include') || text.includes('template');
}

/** `include { A } from './a'`, `includeConfig 'x.config'` and `template 'run.sh'`, in document order. */
export function* findIncludes(tokens: TokenList): Generator<Include> {
  for (let index = 0; index < tokens.length; index += 1) {
    if (!tokens.isWord(index, 'include', 'includeConfig', 'template')) {
      continue;
    }
    if (tokens.isWord(index, 'template')) {
      yield* templateAt(tokens, index);
    } else if (!tokens.startsStatement(index)) {
      continue;
    } else if (tokens.isWord(index, 'includeConfig')) {
      const at = tokens.isSymbol(index + 1, '(') ? index + 2 : index + 1;
      yield { kind: 'config', ...includeTarget(tokens, at), components: [] };
    } else if (tokens.isSymbol(index + 1, '{')) {
      const from = tokens.closing(index + 1) + 1;
      const at = tokens.isSymbol(from + 1, '(') ? from + 2 : from + 1;
      if (tokens.isWord(from, 'from') && !isPlugin(tokens, at)) {
        const components = [...includedComponents(tokens, index + 1)];
        yield { kind: 'module', ...includeTarget(tokens, at), components };
      }
    }
  }
}

/** Where a module may lie: the suffix may be left out, and a folder means its `main.nf`. */
export function moduleUris(
  { target }: Pick<Include, 'target'>,
  from: string,
  folders: RunFolders,
): readonly string[] {
  if (target === null) {
    return [];
  }
  const placed = /^\$\{(projectDir|baseDir|launchDir)\}\/?/.exec(target)?.[1];
  const placedBase = `${placed === 'launchDir' ? folders.launch : folders.project}/x`;
  const base = target.startsWith('/') ? 'file:///x' : placed === undefined ? from : placedBase;
  const rest = target.replace(/^\$\{\w+\}\/?/, '');
  return [rest, `${rest}.nf`, `${rest}/main.nf`].map(path => resolveUri(base, path));
}

/**
 * Where a template may lie: beside the module that names it, else beside the entry script. A name
 * that is put together is only known where a folder stands in front: `"$projectDir/x.sh"`.
 */
export function templateUris(
  { target }: Pick<Include, 'target'>,
  from: string,
  folders: RunFolders,
): readonly string[] {
  if (target === null) {
    return [];
  }
  return target.startsWith('/') || target.startsWith('${')
    ? moduleUris({ target }, from, folders).slice(0, 1)
    : [from, `${folders.project}/x`].map(base => resolveUri(base, `templates/${target}`));
}

/** A call of `template`, not a variable or a property of that name. */
function* templateAt(tokens: TokenList, index: number): Generator<Include> {
  const bracket = tokens.isSymbol(index + 1, '(');
  const argument = bracket ? index + 2 : index + 1;
  const literal = literalAt(tokens, argument) !== null;
  const called = bracket || literal || (tokens.startsStatement(index) && tokens.isWord(argument));
  if (called && !tokens.isSymbol(index - 1, '.', '?.') && !tokens.isWord(index - 1, 'def')) {
    yield { kind: 'template', ...includeTarget(tokens, argument), components: [] };
  }
}

/** What stands between the braces of an include. */
function* includedComponents(tokens: TokenList, open: number): Generator<IncludedComponent> {
  const close = tokens.closing(open);
  for (let at = open + 1; at < close; at += 1) {
    const name = tokens.isWord(at) ? tokens.at(at)?.text : undefined;
    if (name !== undefined) {
      const renamed = tokens.isWord(at + 1, 'as') && tokens.isWord(at + 2);
      yield { name, as: (renamed ? tokens.at(at + 2)?.text : undefined) ?? name };
      at += renamed ? 2 : 0;
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
    const { end = 0 } = tokens.at(index - 1) ?? {};
    return { target: null, span: token ? spanOf(token) : { start: end, end } };
  }
  const ends = isEnd(tokens, literal.next);
  return { target: ends ? (literal.value ?? placed(tokens, index)) : null, span: literal.span };
}

/** `from './a' addParams(x: 1)` goes on and means the same file. */
function isEnd(tokens: TokenList, index: number): boolean {
  const token = tokens.at(index);
  return (
    token === undefined ||
    token.kind === 'newline' ||
    tokens.isSymbol(index, ';', '}', ')') ||
    tokens.isWord(index, 'addParams', 'params')
  );
}

/** `"${projectDir}/modules/x"` and `"$projectDir/modules/x"`, as `${projectDir}/modules/x`. */
function placed(tokens: TokenList, index: number): string | null {
  const folder = tokens.at(index + 2);
  const text = tokens.at(index + 4);
  const simple =
    tokens.kindAt(index + 1) === 'interpolationStart' &&
    tokens.kindAt(index + 3) === 'interpolationEnd' &&
    tokens.kindAt(index + 5) === 'stringEnd';
  return simple && folder && folders.includes(folder.text) && text?.kind === 'stringText'
    ? `\${${folder.text}}${text.text}`
    : null;
}
