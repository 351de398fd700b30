import type { Expression } from '../syntax/syntax.ts';

/** What a value may be, by all that it may give. */
export interface ValueShape {
  /** Texts, numbers and `true`, and what names nothing in a list. */
  readonly texts: readonly Expression[];
  readonly lists: number;
  readonly emptyLists: number;
  readonly maps: number;
}

const none: ValueShape = { texts: [], lists: 0, emptyLists: 0, maps: 0 };

/** What an expression may give: the branches of a choice, what a closure ends in. */
export function valueShape(expression: Expression): ValueShape {
  switch (expression.kind) {
    case 'constant':
      // What is false is no value at all.
      return expression.text === null && !expression.truth
        ? none
        : { ...none, texts: [expression] };
    case 'text':
      return { ...none, texts: [expression] };
    case 'list': {
      const { items } = expression;
      const maps = items.some(({ name }) => name !== null) ? 1 : 0;
      const empty = items.length === 0 ? 1 : 0;
      const texts = items.map(({ value }) => value).filter(isNoName);
      return { texts, maps, emptyLists: empty, lists: 1 - maps - empty };
    }
    case 'choice':
      return both(valueShape(expression.yes), valueShape(expression.no));
    case 'closure': {
      const last = expression.body.statements.at(-1);
      const value = last?.kind === 'expression' || last?.kind === 'return' ? last.value : undefined;
      return value ? valueShape(value) : none;
    }
    default:
      return none;
  }
}

/** `['']`, `[null]`. */
function isNoName(item: Expression): boolean {
  return item.kind === 'null' || (item.kind === 'constant' && item.text === '');
}

function both(a: ValueShape, b: ValueShape): ValueShape {
  return {
    texts: [...a.texts, ...b.texts],
    lists: a.lists + b.lists,
    emptyLists: a.emptyLists + b.emptyLists,
    maps: a.maps + b.maps,
  };
}
