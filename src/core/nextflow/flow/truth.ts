import type { Reference } from '../scan/reference.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Value } from './value.ts';

/** How Groovy takes a value for a condition where a secret is missing. */
export type Truth = 'null' | 'true' | 'false' | 'unknown';

/** What an expression holds, without effects. */
export type Peek = (expression: Expression) => Value;

/** The truth of an expression in a run without the secret of this name. */
export function truthWithout(name: string, expression: Expression, peek: Peek): Truth {
  const of = (inner: Expression): Truth => truthWithout(name, inner, peek);
  const plain = plainTruth(expression);
  if (plain) {
    return plain;
  }
  if ([...peek(expression).nulls].some(reference => reference.name === name)) {
    return 'null';
  }
  switch (expression.kind) {
    case 'text':
      // The text `null` is one.
      return expression.parts.some(part => of(part) === 'null') ? 'true' : 'unknown';
    case 'not':
      return negated(of(expression.operand));
    case 'member':
    case 'index':
      return expression.safe && of(expression.object) === 'null' ? 'null' : 'unknown';
    case 'call': {
      const { callee } = expression;
      return callee.kind === 'member' ? of(callee) : 'unknown';
    }
    case 'choice':
      return chosen(expression, of);
    case 'binary':
      return compared(expression, of);
    default:
      return 'unknown';
  }
}

/** The secrets on whose absence the truth of an expression may depend. */
export function askedIn(expression: Expression, peek: Peek): ReadonlySet<Reference> {
  const found = new Set<Reference>(peek(expression).nulls);
  const inner = innerOf(expression);
  for (const part of inner) {
    askedIn(part, peek).forEach(reference => found.add(reference));
  }
  return found;
}

/** Whether it holds or does not, where that can be told. */
export function holds(truth: Truth): boolean | null {
  return truth === 'unknown' ? null : truth === 'true';
}

function plainTruth(expression: Expression): Truth | null {
  switch (expression.kind) {
    case 'null':
      return 'null';
    case 'constant':
      return expression.truth ? 'true' : 'false';
    case 'closure':
      return 'true';
    default:
      return null;
  }
}

function negated(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : truth === 'true' ? 'false' : 'true';
}

function chosen(
  { test, yes, no }: Expression & { readonly kind: 'choice' },
  of: (inner: Expression) => Truth,
): Truth {
  const asked = of(test ?? yes);
  const decides = holds(asked);
  return decides === null ? 'unknown' : !decides ? of(no) : test ? of(yes) : asked;
}

function compared(
  { operator, left, right }: Expression & { readonly kind: 'binary' },
  of: (inner: Expression) => Truth,
): Truth {
  const [a, b] = [of(left), of(right)];
  switch (operator) {
    case '&&':
      return both(a, b);
    case '||':
      return negated(both(negated(a), negated(b)));
    case '==':
    case '===':
      return sameNull(a, b);
    case '!=':
    case '!==':
      return negated(sameNull(a, b));
    case '+':
      return 'true';
    default:
      return 'unknown';
  }
}

function both(a: Truth, b: Truth): Truth {
  if (holds(a) === false || holds(b) === false) {
    return 'false';
  }
  return holds(a) === true && holds(b) === true ? 'true' : 'unknown';
}

/** Whether two are equal, which is known where one of them is null. */
function sameNull(a: Truth, b: Truth): Truth {
  const open = a === 'unknown' || b === 'unknown' || (a !== 'null' && b !== 'null');
  return open ? 'unknown' : a === b ? 'true' : 'false';
}

/** The parts whose truth makes up that of an expression. */
function innerOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'not':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'choice':
      return [...(expression.test ? [expression.test] : []), expression.yes, expression.no];
    case 'member':
    case 'index':
      return [expression.object];
    case 'call':
      return expression.callee.kind === 'member' ? [expression.callee.object] : [];
    default:
      return [];
  }
}
