import type { Expression } from './syntax.ts';

/** An expression without what is found out of it. */
export type Shape = Expression extends infer E
  ? E extends Expression
    ? Omit<E, 'depth' | 'start'>
    : never
  : never;

/** How many expressions stand in each other in one of this shape. */
export function depthOf(shape: Shape): number {
  switch (shape.kind) {
    case 'name':
    case 'null':
    case 'constant':
      return 0;
    case 'text':
      return most([...shape.parts, ...shape.interpolations]);
    case 'other':
      return most(shape.parts);
    case 'member':
      return shape.object.depth;
    case 'index':
      return most([shape.object, shape.key]);
    case 'call':
      return most([shape.callee, ...shape.args.map(({ value }) => value)]);
    case 'list':
      return most(shape.items.map(({ value }) => value));
    case 'closure':
      return shape.body.depth;
    case 'not':
      return shape.operand.depth;
    case 'binary':
      return most([shape.left, shape.right]);
    case 'choice':
      return most([...(shape.test ? [shape.test] : []), shape.yes, shape.no]);
  }
}

function most(all: readonly { readonly depth: number }[]): number {
  return all.reduce((deep, { depth }) => Math.max(deep, depth), 0);
}

/** A call without what is found out of it. */
export function shapeOf(
  call: Expression & { readonly kind: 'call' },
): Shape & { readonly kind: 'call' } {
  const { kind, callee, args } = call;
  return { kind, callee, args };
}
