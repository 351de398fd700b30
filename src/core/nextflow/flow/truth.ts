import type { Reference } from '../scan/reference.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Truth, Value } from './state/value.ts';

/** What an expression holds, without effects. */
export type Peek = (expression: Expression) => Value;

/** The truth of an expression in a run without the secret of this name. */
export function truthWithout(name: string, expression: Expression, peek: Peek): Truth {
  const of = (inner: Expression): Truth => truthWithout(name, inner, peek);
  const plain = plainTruth(expression);
  if (plain) {
    return plain;
  }
  const held = peek(expression);
  if ([...held.nulls].some(reference => reference.name === name)) {
    return 'null';
  }
  const known = [...(held.without ?? [])].find(([reference]) => reference.name === name);
  if (known) {
    return known[1];
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
      return called(expression, of);
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
  const { nulls, without } = peek(expression);
  const found = new Set<Reference>([...nulls, ...(without?.keys() ?? [])]);
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

/** `x?.f()`, and methods that null has, or that tell whether it is among others. */
function called(
  { callee, args }: Expression & { readonly kind: 'call' },
  of: (inner: Expression) => Truth,
): Truth {
  if (callee.kind !== 'member') {
    return 'unknown';
  }
  const [first] = args;
  if (callee.name === 'contains' && callee.object.kind === 'list' && first) {
    return among(of(first.value), callee.object, of);
  }
  const object = of(callee.object);
  if (object === 'null' && first && (callee.name === 'equals' || callee.name === 'is')) {
    return sameNull(object, of(first.value));
  }
  return callee.safe && object === 'null' ? 'null' : 'unknown';
}

/** Whether a value is in a list that is written out. */
function among(
  value: Truth,
  { items }: Expression & { readonly kind: 'list' },
  of: (inner: Expression) => Truth,
): Truth {
  const each = items.map(item => sameNull(value, of(item.value)));
  return each.includes('true')
    ? 'true'
    : each.every(same => same === 'false')
      ? 'false'
      : 'unknown';
}

/** What is known of a comparison whose left side is null. */
function comparedNull(
  operator: string,
  right: Expression,
  of: (inner: Expression) => Truth,
): Truth {
  const other = of(right);
  const there = other === 'true' || other === 'false';
  switch (operator) {
    case 'instanceof':
    case '==~':
      return 'false';
    case '!instanceof':
      return 'true';
    case '>':
    case '>=':
      return there ? 'false' : 'unknown';
    case '<':
    case '<=':
      return there ? 'true' : 'unknown';
    case 'as':
      return 'null';
    case 'case':
      // A type, a pattern, a range: null is none of them.
      return right.kind === 'closure' ? 'unknown' : 'false';
    default:
      return 'unknown';
  }
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
      return same(left, right, a, b, of);
    case '!=':
    case '!==':
      return negated(same(left, right, a, b, of));
    case 'in':
    case '!in': {
      const inside = right.kind === 'list' ? among(a, right, of) : 'unknown';
      return operator === 'in' ? inside : negated(inside);
    }
    case 'case':
      return right.kind === 'list' ? among(a, right, of) : whereNull(a, operator, right, of);
    case '+':
      return 'true';
    default:
      return whereNull(a, operator, right, of);
  }
}

function whereNull(
  left: Truth,
  operator: string,
  right: Expression,
  of: (inner: Expression) => Truth,
): Truth {
  return left === 'null' ? comparedNull(operator, right, of) : 'unknown';
}

/** Whether two are equal: one of them null, both truth values, or one the text `null`. */
function same(
  left: Expression,
  right: Expression,
  a: Truth,
  b: Truth,
  of: (inner: Expression) => Truth,
): Truth {
  const open = a === 'unknown' || b === 'unknown';
  if (!open && isTruth(left) && isTruth(right)) {
    return (a === 'true') === (b === 'true') ? 'true' : 'false';
  }
  return sameText(left, right, of) ?? sameText(right, left, of) ?? sameNull(a, b);
}

/** Whether `"${x}"` is a text that is written out, where x is null. */
function sameText(
  text: Expression,
  other: Expression,
  of: (inner: Expression) => Truth,
): Truth | null {
  const [only] = text.kind === 'text' && text.alone === true ? text.parts : [];
  return only && other.kind === 'constant' && of(only) === 'null'
    ? other.text === 'null'
      ? 'true'
      : 'false'
    : null;
}

/** Whether an expression gives true or false and nothing else. */
function isTruth(expression: Expression): boolean {
  switch (expression.kind) {
    case 'not':
      return true;
    case 'constant':
      return expression.boolean === true;
    case 'binary':
      return ['&&', '||', '==', '!=', 'in', '!in', 'instanceof', '!instanceof', '==~'].includes(
        expression.operator,
      );
    default:
      return false;
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

/** What a method is called on, and what it compares that with. */
function askedByCall({
  callee,
  args,
}: Expression & { readonly kind: 'call' }): readonly Expression[] {
  if (callee.kind !== 'member') {
    return [];
  }
  const compares = ['contains', 'equals', 'is'].includes(callee.name ?? '');
  return [callee.object, ...(compares ? args.map(({ value }) => value) : [])];
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
      return askedByCall(expression);
    case 'text':
      return expression.parts;
    case 'list':
      return expression.items.map(({ value }) => value);
    default:
      return [];
  }
}
