import type { Block, Expression, Statement } from './syntax.ts';

/** All expressions in a statement or an expression, from the outside in. */
export function* partsOf(whole: Statement | Expression): Generator<Expression> {
  const waiting = innerOf(whole).toReversed();
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    yield part;
    for (const inner of innerOf(part).toReversed()) {
      waiting.push(inner);
    }
  }
}

function innerOf(whole: Statement | Expression): readonly Expression[] {
  switch (whole.kind) {
    case 'text':
      return [...whole.parts, ...whole.interpolations];
    case 'other':
      return whole.parts;
    case 'member':
      return [whole.object];
    case 'index':
      return [whole.object, whole.key];
    case 'call':
      return [whole.callee, ...whole.args.map(({ value }) => value)];
    case 'list':
      return whole.items.map(({ value }) => value);
    case 'closure':
      return ofBlock(whole.body);
    case 'not':
      return [whole.operand];
    case 'binary':
      return [whole.left, whole.right];
    case 'choice':
      return [...(whole.test ? [whole.test] : []), whole.yes, whole.no];
    default:
      return ofStatement(whole);
  }
}

function ofStatement(whole: Statement | Expression): readonly Expression[] {
  switch (whole.kind) {
    case 'expression':
      return [whole.value];
    case 'assign':
      return [...whole.targets, whole.value];
    case 'if':
      return [whole.test, ...ofBlock(whole.yes), ...(whole.no ? ofBlock(whole.no) : [])];
    case 'assert':
      return [whole.test, ...(whole.message ? [whole.message] : [])];
    case 'return':
    case 'throw':
      return whole.value ? [whole.value] : [];
    default:
      return inBlocks(whole);
  }
}

function inBlocks(whole: Statement | Expression): readonly Expression[] {
  switch (whole.kind) {
    case 'while':
      return [whole.test, ...ofBlock(whole.body)];
    case 'loop':
      return [...(whole.over ? [whole.over] : []), ...ofBlock(whole.body)];
    case 'try':
      return [whole.body, ...whole.catches, ...(whole.last ? [whole.last] : [])].flatMap(ofBlock);
    case 'block':
    case 'definition':
      return ofBlock(whole.body);
    default:
      return [];
  }
}

function ofBlock({ statements }: Block): readonly Expression[] {
  return statements.flatMap(ofStatement);
}
