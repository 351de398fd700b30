import type { Reference } from '../../scan/reference.ts';
import type { Block, Expression, Statement } from '../../syntax/syntax.ts';
import type { Fates } from './fates.ts';
import { inner, nullsOf, type Path } from './path.ts';
import { joined, nothing, type Value } from './value.ts';

/** A process, workflow or function of a file. */
export type Definition = Statement & { readonly kind: 'definition' };

/** The references of a file. */
export interface References {
  /** What reads a secret, by where its name starts. */
  readonly get: (start: number) => Reference | undefined;
  /** What a process declares by its directive. */
  readonly declaredBy: (process: string) => readonly Reference[];
}

/** What calls and statements need of each other and of the file. */
export interface Context {
  readonly kind: 'script' | 'config';
  fates: Fates;
  readonly references: References;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** What other files of a run define, by the name under which this one calls it. */
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
  /** Whether its run has other files that it is read with. */
  readonly ofRun: boolean;
  /** What a run's configs give each process as `task.ext.it`. */
  readonly extensions: (process: string) => ReadonlyMap<string, Value>;
  /** What settings of a config are given, by where their values start. */
  readonly settings: Map<number, Value>;
  /** What processes are called with, by name. */
  inputs: Map<string, (readonly Value[])[]>;
  /** Functions that the walk is in, and how many more calls it follows. */
  readonly active: Set<string>;
  readonly called: Set<string>;
  budget: number;
  /** What calls have given last. */
  readonly results: WeakMap<Expression, Value>;
  readonly evaluate: (expression: Expression, path: Path) => Value;
  /** Whether a block may have to do with a secret, as far as its text tells. */
  readonly matters: (block: Block) => boolean;
  /** What a block gives, and whether it ends the run for certain. */
  readonly run: (block: Block, path: Path) => Value;
}

/** A definition of another file. */
export interface Elsewhere {
  readonly definition: Definition;
  readonly context: Context;
  /** The outermost variables of its file. */
  readonly scope: Path['scope'];
}

/** Whether a name is that of a process, a workflow or a function, in this file or another. */
export function isDefined(name: string, { definitions, elsewhere }: Context): boolean {
  return definitions.has(name) || elsewhere.has(name);
}

/** What an expression holds, without effects: a reference, a variable, a member of one. */
export function peek(expression: Expression, path: Path, context: Context): Value {
  const own = referenceOf(expression, context.references);
  if (own) {
    return path.present.has(own.name ?? '')
      ? nothing
      : { texts: new Set([own]), nulls: new Set([own]) };
  }
  const held = heldBy(expression, path, context);
  return held.nulls.size === 0 ? held : { ...held, nulls: new Set(nullsOf(held, path)) };
}

function heldBy(expression: Expression, path: Path, context: Context): Value {
  const name = pathName(expression);
  const known = name === null ? undefined : path.scope.get(name);
  if (known) {
    return known;
  }
  switch (expression.kind) {
    case 'member':
      return (
        heldBy(expression.object, path, context).entries?.get(expression.name ?? '') ?? nothing
      );
    case 'index': {
      const key = keyOf(expression.key);
      return heldBy(expression.object, path, context).entries?.get(key ?? '') ?? nothing;
    }
    case 'call':
      return context.results.get(expression) ?? nothing;
    default:
      return nothing;
  }
}

/** What is given to the list, map or builder that an expression starts from, by its name. */
export function grow(expression: Expression, given: readonly Value[], { scope }: Path): void {
  let root = expression;
  while (root.kind === 'call' || root.kind === 'member') {
    const name = pathName(root);
    if (name !== null && scope.get(name)) {
      break;
    }
    root = root.kind === 'call' ? root.callee : root.object;
  }
  const name = pathName(root);
  const more = joined(given);
  if (name !== null && more.texts.size > 0) {
    scope.assign(name, joined([scope.get(name) ?? nothing, more]));
  }
}

/** The key that is written out, as in `map['key']` and `list[0]`. */
export function keyOf(key: Expression): string | null {
  return key.kind === 'constant' ? (key.text ?? key.number ?? null) : null;
}

/** The path into a closure whose first parameter is this value. */
export function closurePath(
  { params }: Expression & { readonly kind: 'closure' },
  given: Value,
  path: Path,
  own: Partial<Path> = {},
): Path {
  const into = inner(path, { returned: [], inside: null, ...own });
  const names = params.length === 0 ? ['it'] : params;
  names.forEach((name, at) => {
    const part = given.entries?.get(String(at));
    const whole = names.length === 1 || at === 0 || !given.entries ? given : nothing;
    into.scope.declare(
      name,
      names.length > 1 && part ? part : names.length > 1 ? joined([whole]) : whole,
    );
  });
  return into;
}

/** Something takes a value that null is not: where it is null, the run ends, unless that is `safe`. */
export function reach(
  held: Value,
  by: { readonly kind: 'member' | 'operator'; readonly text: string },
  safe: boolean,
  path: Path,
  { fates }: Context,
): void {
  if (safe) {
    fates.ask(nullsOf(held, path));
  } else {
    fates.end(nullsOf(held, path), path, by);
  }
}

/** Notes that null is taken for a value, and gives the value as one that is none. */
export function used(value: Value, path: Path, { fates }: Context): Value {
  fates.use(value, path);
  return value;
}

/** The reference that an expression is, if it is one. */
export function referenceOf(expression: Expression, references: References): Reference | undefined {
  switch (expression.kind) {
    case 'member':
    case 'index':
      return references.get(expression.start);
    case 'call': {
      const [first] = expression.args;
      const looked =
        expression.callee.kind === 'member' &&
        /^get(?:At|Property)$/.test(expression.callee.name ?? '');
      return looked && first ? references.get(first.value.start) : undefined;
    }
    default:
      return undefined;
  }
}

/** `params.token` as one name; null where it is none. */
export function pathName(expression: Expression): string | null {
  if (expression.kind === 'name') {
    return expression.text;
  }
  if (expression.kind !== 'member' || expression.name === null) {
    return null;
  }
  const object = pathName(expression.object);
  return object === null ? null : `${object}.${expression.name}`;
}
