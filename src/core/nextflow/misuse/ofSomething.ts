import type { Expression } from '../syntax/syntax.ts';

/** Methods of a text that fail where it is empty. */
const methods = new Set([
  ...['substring', 'charAt', 'codePointAt', 'getAt', 'first', 'head', 'last', 'tail', 'init'],
  ...['toInteger', 'toLong', 'toDouble', 'toFloat', 'toBigDecimal', 'toBigInteger', 'toURL'],
]);
const parsing = new Set(['parseInt', 'parseLong', 'parseDouble', 'parseFloat', 'valueOf']);
const numbers = ['Integer', 'int', 'Long', 'long', 'Double', 'double', 'Float', 'BigDecimal'];

/** The value that an expression reads and that must not be an empty text; null of any other. */
export function ofSomething(expression: Expression): Expression | null {
  switch (expression.kind) {
    case 'call': {
      const { callee, args } = expression;
      if (callee.kind !== 'member') {
        return null;
      }
      const name = callee.name ?? '';
      return parsing.has(name) && isOne(callee.object, numbers)
        ? (args[0]?.value ?? null)
        : methods.has(name)
          ? callee.object
          : null;
    }
    case 'index':
      return expression.key.kind === 'constant' ? expression.object : null;
    case 'binary':
      return expression.operator === 'as' && isOne(expression.right, numbers)
        ? expression.left
        : null;
    default:
      return null;
  }
}

function isOne(expression: Expression, names: readonly string[]): boolean {
  return expression.kind === 'name' && names.includes(expression.text);
}
