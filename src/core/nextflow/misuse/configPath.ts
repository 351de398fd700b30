import type { Expression } from '../syntax/syntax.ts';

/** Whether a path is of a process: `process.x`, `process.withName:P.x`, a selector alone. */
export function isProcess(path: readonly string[]): boolean {
  const selected = path.slice(path[0] === 'process' ? 1 : 0, -1);
  const known = path[0] === 'process' || selected.length > 0;
  return known && selected.every(name => /^with(?:Name|Label):?/.test(name));
}

/** Whether a path selects nothing: `withName('P') {…}`, and a selector in another. */
export function isNoSelector(path: readonly string[]): boolean {
  const selectors = path.filter(name => /^with(?:Name|Label)(?::|$)/.test(name));
  return selectors.length > 1 || selectors.some(name => !name.includes(':'));
}

/** Whether a path takes the name of a process for a scope: `process.ALIGN.secret`, which sets nothing. */
export function isProcessByName(path: readonly string[]): boolean {
  const [scope, name = '', last] = path;
  return (
    scope === 'process' && path.length === 3 && last === 'secret' && /^\$?[A-Z]\w*$/.test(name)
  );
}

export function bare(path: readonly string[]): readonly string[] {
  return path[0] === 'profiles' ? path.slice(2) : path;
}

/** `a.b['c']` as names. */
export function pathOf(expression: Expression): readonly string[] | null {
  switch (expression.kind) {
    case 'name':
      return [expression.text];
    case 'member':
    case 'index': {
      const key = expression.kind === 'member' ? expression.name : textOf(expression.key);
      const object = pathOf(expression.object);
      return object && key !== null ? [...object, key] : null;
    }
    default:
      return null;
  }
}

function textOf(expression: Expression): string | null {
  return expression.kind === 'constant' ? expression.text : null;
}

/** The name of a block or a call of a config, and the block. */
export function scopeOf(
  value: Expression,
): readonly [string | null, (Expression & { readonly kind: 'closure' }) | null] {
  if (value.kind === 'call') {
    const path = pathOf(value.callee);
    const last = value.args.at(-1)?.value;
    return [path?.join('.') ?? null, last?.kind === 'closure' ? last : null];
  }
  // `withName: 'P' {` is no expression of Groovy's.
  const [word, ...rest] = value.kind === 'other' ? value.parts : [];
  const closure = [...rest].reverse().find(part => part.kind === 'closure');
  const nested = rest.flatMap(part => (part.kind === 'call' ? part.args : []));
  const inCall = nested
    .map(({ value: argument }) => argument)
    .find(part => part.kind === 'closure');
  const found = closure ?? inCall;
  return word?.kind === 'name' && found?.kind === 'closure'
    ? [[word.text, selectedBy(rest)].join(':'), found]
    : [null, null];
}

/** What stands between `withName:` and its block; its place where that is no plain text. */
function selectedBy(parts: readonly Expression[]): string {
  const read = parts.map(part => {
    const own = part.kind === 'call' ? part.callee : part;
    return own.kind === 'name' || own.kind === 'constant' ? own.text : null;
  });
  return read.find(text => text !== null) ?? String(parts[0]?.start);
}
