import type { Expression } from '../syntax/syntax.ts';
import { type Context, peek } from './context.ts';
import { inner, type Path } from './path.ts';
import { askedIn, holds, type Truth, truthWithout } from './truth.ts';

/** Decides what holds in a branch, and what becomes of the run where one ends it. */
export function branchPath(test: Expression, wanted: boolean, path: Path, context: Context): Path {
  const without = (name: string): Truth => truthWithout(name, test, at => peek(at, path, context));
  const asked = askedIn(test, at => peek(at, path, context));
  const sure = new Set<string>();
  const present = new Set(path.present);
  for (const { name } of asked) {
    const decided = holds(without(name ?? ''));
    const reached = path.certain || path.sure.has(name ?? '');
    if (decided === wanted && reached) {
      sure.add(name ?? '');
    } else if (decided === !wanted) {
      present.add(name ?? '');
    }
  }
  return inner(path, { certain: false, sure, present });
}

/** Says that the run ends where a test is `wanted`, of each secret that the test looks at. */
export function endWhere(
  test: Expression,
  wanted: boolean,
  path: Path,
  context: Context,
  text: string | null,
): void {
  for (const reference of askedIn(test, at => peek(at, path, context))) {
    const name = reference.name ?? '';
    const decided = holds(truthWithout(name, test, at => peek(at, path, context)));
    const reached = path.certain || path.sure.has(name);
    if (decided === null || decided === wanted) {
      const sometimes = decided === null || !reached;
      context.fates.endOne(reference, path, { kind: 'error', text, sometimes });
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
