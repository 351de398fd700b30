import type { Reference } from '../scan/reference.ts';
import type { Expression } from '../syntax/syntax.ts';
import { type Context, peek } from './state/context.ts';
import { inner, type Path } from './state/path.ts';
import { type End, noReturn, type Truth, type Value } from './state/value.ts';
import { askedIn, holds, truthWithout } from './truth.ts';

/** Decides what holds in a branch, and what becomes of the run where one ends it. */
export function branchPath(test: Expression, wanted: boolean, path: Path, context: Context): Path {
  const without = (name: string): Truth => truthWithout(name, test, at => peek(at, path, context));
  const asked = askedIn(test, at => peek(at, path, context));
  const sure = new Set<string>();
  const present = new Set(path.present);
  const missing = new Map<Reference, boolean>([...path.missing.keys()].map(each => [each, false]));
  for (const reference of asked) {
    const { name } = reference;
    const decided = holds(without(name ?? ''));
    const reached = path.certain || path.sure.has(name ?? '');
    if (decided === !wanted) {
      present.add(name ?? '');
      missing.delete(reference);
    } else {
      const before = reached || path.missing.get(reference) === true;
      missing.set(reference, decided === wanted && before);
    }
    if (decided === wanted && reached) {
      sure.add(name ?? '');
    }
  }
  return inner(path, { certain: false, sure, present, missing });
}

/** The run ends here, where the secrets are missing without which this is reached. */
export function endHere(end: End, path: Path, { fates }: Context): Value {
  if (end.good === true && !path.spared) {
    fates.exits += 1;
  }
  for (const [reference, sure] of end.good === true ? [] : path.missing) {
    if (!path.present.has(reference.name ?? '')) {
      fates.endOne(reference, path, { kind: 'error', text: end.says, sometimes: !sure });
    }
  }
  return noReturn(end);
}

/** A value with what is known of its truth where a secret is missing that the expression asks for. */
export function tested(expression: Expression, value: Value, path: Path, context: Context): Value {
  if (!['not', 'binary', 'choice', 'call'].includes(expression.kind)) {
    return value;
  }
  const looked = (at: Expression): Value => peek(at, path, context);
  const known = [...askedIn(expression, looked)]
    .filter(reference => !value.nulls.has(reference))
    .map(each => [each, truthWithout(each.name ?? '', expression, looked)] as const)
    .filter(([, truth]) => truth !== 'unknown');
  return known.length === 0 ? value : { ...value, without: new Map(known) };
}

/** Says that the run ends where a test is `wanted`, of each secret that the test looks at. */
export function endWhere(
  test: Expression,
  wanted: boolean,
  path: Path,
  context: Context,
  { says, good }: End,
): void {
  for (const reference of good === true ? [] : askedIn(test, at => peek(at, path, context))) {
    const name = reference.name ?? '';
    const decided = holds(truthWithout(name, test, at => peek(at, path, context)));
    const reached = path.certain || path.sure.has(name);
    if (decided === null || decided === wanted) {
      const sometimes = decided === null || !reached;
      context.fates.endOne(reference, path, { kind: 'error', text: says, sometimes });
    }
  }
}

/** The secrets that are there after a test did not come out so. */
export function presentAfter(test: Expression, not: boolean, path: Path, context: Context): void {
  const looked = askedIn(test, at => peek(at, path, context));
  const there = [...looked].filter(
    ({ name }) => holds(truthWithout(name ?? '', test, at => peek(at, path, context))) === not,
  );
  path.present = new Set([...path.present, ...there.map(({ name }) => name ?? '')]);
}

/** What a branch of a test ends in: the run ends there, and what follows knows which way it went. */
export function endBranch(
  test: Expression,
  wanted: boolean,
  path: Path,
  context: Context,
  end: End,
): void {
  endWhere(test, wanted, path, context, end);
  presentAfter(test, wanted, path, context);
}

/** Remembers the secrets on whose absence a test may depend. */
export function askFor(test: Expression, path: Path, context: Context): void {
  context.fates.ask(askedIn(test, at => peek(at, path, context)));
}
