import { literalAt } from '../groovy/literal.ts';
import type { Span } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { repeatable } from './repeatable.ts';

/** A setting of a config, or a directive of a process, as far as it can be told without running. */
export interface Setting {
  /**
   * Its name and the scopes around it, without `profiles`: `['process', 'withName:ALIGN', 'queue']`,
   * `['aws', 'region']`; of a directive its name alone; `['includeConfig']` for what is pulled in.
   */
  readonly path: readonly string[];
  /** The profile it stands in, or null for every run. */
  readonly profile: string | null;
  /** The text of a literal; null where only a run can tell. */
  readonly value: string | null;
  /** Of what is pulled in: the scopes that it becomes a part of, as in `process { includeConfig 'x' }`. */
  readonly into?: readonly string[];
  /** Whether its scope is in braces: `process { queue = 'x' }`, not `process.queue = 'x'`. */
  readonly braced?: true;
  /** Of a computed `beforeScript`, the text of a closure that gives the same wherever it stands. */
  readonly closure?: string;
  /** By what a launch gives it, where no file does: `-process.executor`, `NXF_EXECUTOR`. */
  readonly given?: string;
  readonly span: Span;
}

/** The text of a value that is one literal: a string, a number, a truth value; null of any other. */
export function literalValue(tokens: TokenList, from: number, to: number): string | null {
  const literal = literalAt(tokens, from);
  if (literal) {
    return literal.next === to ? literal.value : null;
  }
  const token = tokens.at(from);
  const plain = token?.kind === 'number' || tokens.isWord(from, 'true', 'false');
  return plain && to === from + 1 ? (token?.text ?? null) : null;
}

/** Whether only a run can tell what tasks begin with, by a directive or a setting. */
export function isComputedBeforeScript({ path, value }: Pick<Setting, 'path' | 'value'>): boolean {
  return path.at(-1) === 'beforeScript' && value === null;
}

/** The value of a config's setting, and the closure of one that can be repeated although it is computed. */
export function valueOf(
  path: readonly string[],
  tokens: TokenList,
  from: number,
  to: number,
): Pick<Setting, 'value' | 'closure'> {
  const value = literalValue(tokens, from, to);
  const closure = isComputedBeforeScript({ path, value })
    ? repeatable(tokens, from, to, 'config')
    : null;
  return closure === null ? { value } : { value, closure };
}

/** Where the tokens of a range stand in the text. */
export function spanBetween(tokens: TokenList, from: number, to: number): Span {
  const end = tokens.at(to - 1)?.end ?? 0;
  return { start: tokens.at(from)?.start ?? end, end };
}

/** Scopes of a config that say where tasks run and with which credentials. */
const scopes = ['aws', 'google', 'executor', 'includeConfig', 'workDir'];

/** What of a process decides where its tasks run, what they begin with, and their secrets. */
export const decisiveDirectives: readonly string[] = [
  ...['executor', 'queue', 'beforeScript', 'secret'],
  ...['container', 'containerOptions', 'disk', 'arch'],
];

/** Whether a setting of a config decides how a run's tasks get their secrets, or which. */
export function isDecisive(path: readonly string[]): boolean {
  const [scope = '', second] = path;
  if (scope === 'process' || /^with(?:Name|Label):/.test(scope)) {
    return second === undefined || decisiveDirectives.includes(path.at(-1) ?? '');
  }
  return scopes.includes(scope);
}

/**
 * Whether a value is the same wherever it is read: a literal, a list or map of them, or a closure,
 * which is called for each task and no sooner.
 */
export function isConstant(tokens: TokenList, from: number, to: number): boolean {
  if (tokens.isSymbol(from, '{') && tokens.closing(from) === to - 1) {
    return true;
  }
  for (let at = from; at < to; at += 1) {
    const plain =
      !tokens.isWord(at) ||
      tokens.isWord(at, 'true', 'false', 'null') ||
      tokens.isSymbol(at + 1, ':');
    if (!plain || tokens.kindAt(at) === 'interpolationStart') {
      return false;
    }
  }
  return true;
}

/** Methods of a list that take something in. */
export const adding: readonly string[] = ['add', 'addAll'];
