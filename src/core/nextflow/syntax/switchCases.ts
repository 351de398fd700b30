import type { TokenList } from '../groovy/tokenList.ts';
import { endOf } from './endOf.ts';
import { type Block, type Expression, noBlock } from './syntax.ts';

/** One case of a `switch`, and where what it does stands. */
export interface SwitchCase {
  /** What it is for; null of the default. */
  readonly when: readonly Expression[] | null;
  readonly from: number;
  readonly to: number;
}

/** The cases of a `switch` between its braces, the default last. */
export function switchCases(
  tokens: TokenList,
  from: number,
  to: number,
  read: (from: number, to: number) => Expression,
): readonly SwitchCase[] {
  const cases: SwitchCase[] = [];
  let open: Pick<SwitchCase, 'when' | 'from'> | null = null;
  let waiting: readonly Expression[] = [];
  for (let at = from; at < to; at += 1) {
    if (!tokens.isWord(at, 'case', 'default')) {
      at = endOf(tokens, at);
      continue;
    }
    if (open) {
      cases.push({ ...open, to: at });
      open = null;
    }
    const colon = colonAfter(tokens, at + 1, to);
    const isDefault = tokens.isWord(at, 'default');
    waiting = isDefault ? [] : [...waiting, read(at + 1, Math.min(colon, to))];
    const next = tokens.kindAt(colon + 1) === 'newline' ? colon + 2 : colon + 1;
    // One with nothing of its own does what the next one does.
    if (isDefault || !tokens.isWord(next, 'case', 'default')) {
      open = { when: isDefault ? null : waiting, from: colon + 1 };
      waiting = [];
    }
    at = colon;
  }
  const all = open ? [...cases, { ...open, to }] : cases;
  return [...all.filter(({ when }) => when), ...all.filter(({ when }) => !when)];
}

function colonAfter(tokens: TokenList, from: number, to: number): number {
  let at = from;
  while (at < to && !tokens.isSymbol(at, ':')) {
    at = endOf(tokens, at) + 1;
  }
  return at;
}

/** How many cases are read as branches of each other. */
const most = 60;

/** Each case as one branch of an `if`, and those after it as the other. */
export function branchesOf(
  subject: Expression,
  cases: readonly SwitchCase[],
  read: (one: SwitchCase) => Block,
): Block {
  return cases.slice(0, most).reduceRight((no, one): Block => {
    const yes = withoutBreak(read(one));
    if (!one.when) {
      return yes;
    }
    const test = matching(subject, one.when);
    const depth = Math.max(test.depth, yes.depth, no.depth) + 1;
    return { statements: [{ kind: 'if', test, yes, no }], depth };
  }, noBlock);
}

/** Whether a `switch` over a subject comes to a case. */
function matching(subject: Expression, when: readonly Expression[]): Expression {
  const tests = when.map(right => {
    const plain = right.kind === 'constant' || right.kind === 'null';
    return binary(plain ? '==' : 'case', subject, right);
  });
  return tests.reduce((left, right) => binary('||', left, right));
}

function binary(operator: string, left: Expression, right: Expression): Expression {
  const depth = Math.max(left.depth, right.depth) + 1;
  return { kind: 'binary', operator, left, right, depth, start: left.start };
}

function withoutBreak(block: Block): Block {
  const last = block.statements.at(-1);
  const breaks =
    last?.kind === 'expression' && last.value.kind === 'name' && last.value.text === 'break';
  return breaks ? { ...block, statements: block.statements.slice(0, -1) } : block;
}
