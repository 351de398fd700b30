import type { Argument, Block, Expression, Statement } from '../../syntax/syntax.ts';
import { workflowSections } from '../../syntax/workflowSections.ts';
import { type Context, type Definition, isDefined, pathName } from '../state/context.ts';
import { type Inputs, isSureChannel } from './isSureChannel.ts';
import { isConditional } from './mayBeSkipped.ts';

type Call = Expression & { readonly kind: 'call' };

/** How many calls of workflows are followed. */
const calls = 100;

/** What is known at a place of a workflow. */
interface Known {
  /** Whether a variable is no channel that may be empty. */
  readonly variables: Map<string, boolean>;
  /** The processes and workflows that every run to here has called, the processes with something. */
  readonly ran: Set<Definition>;
  /** Whether the workflow may have been left before, with no error. */
  left: boolean;
}

/**
 * The processes and workflows that every run of a workflow comes to: what a condition or a loop
 * stands around is none of them, nor what a channel is given to that may be empty. With `some` inputs
 * only a channel that the code itself may leave empty counts as one.
 */
export function surelyRun(
  entry: Definition,
  loose: Record<'before' | 'after', readonly Statement[]>,
  context: Context,
  inputs: Inputs,
): ReadonlySet<Definition> {
  const known: Known = { variables: new Map(), ran: new Set(), left: false };
  const walk = new SureWalk(inputs);
  walk.statements(loose.before, known, context);
  // The workflow runs once the script has come to its end, or to a `return` behind it.
  new SureWalk(inputs, false).statements(loose.after, known, context);
  walk.statements(workflowSections(entry.body).main, known, context);
  return known.ran.add(entry);
}

class SureWalk {
  readonly #active = new Set<Definition>();
  readonly #inputs: Inputs;
  readonly #leavesByReturn: boolean;
  #budget = calls;

  constructor(inputs: Inputs, leavesByReturn = true) {
    this.#inputs = inputs;
    this.#leavesByReturn = leavesByReturn;
  }

  /** Whether what nothing is known of gives something. */
  get #unknown(): boolean {
    return this.#inputs === 'some';
  }

  statements(statements: readonly Statement[], known: Known, context: Context): void {
    for (const statement of statements) {
      if (known.left) {
        return;
      }
      this.#statement(statement, known, context);
    }
  }

  #statement(statement: Statement, known: Known, context: Context): void {
    switch (statement.kind) {
      case 'expression':
        this.#isSure(statement.value, known, context);
        known.left ||= isGoodExit(statement.value);
        break;
      case 'assign': {
        const sure = this.#isSure(statement.value, known, context);
        for (const target of statement.targets) {
          known.variables.set(pathName(target) ?? '', sure && statement.operator === '=');
        }
        break;
      }
      case 'if':
        this.#isSure(statement.test, known, context);
        this.#oneOf([statement.yes, statement.no], known, context);
        break;
      case 'loop':
      case 'while':
        this.#oneOf([statement.body, null], known, context);
        break;
      case 'try':
        this.#oneOf([statement.body, ...statement.catches, null], known, context);
        break;
      case 'block':
        this.statements(statement.body.statements, known, context);
        break;
      case 'return':
        if (statement.value) {
          this.#isSure(statement.value, known, context);
        }
        known.left ||= this.#leavesByReturn;
        break;
      default:
    }
  }

  /** After blocks of which a run takes one, what holds behind each of them. */
  #oneOf(blocks: readonly (Block | null)[], known: Known, context: Context): void {
    const taken = blocks.map(block => {
      const own = {
        variables: new Map(known.variables),
        ran: new Set(known.ran),
        left: false,
      };
      this.statements(block?.statements ?? [], own, context);
      return own;
    });
    for (const name of new Set(taken.flatMap(({ variables }) => [...variables.keys()]))) {
      const sure = taken.every(({ variables }) => variables.get(name) === true);
      known.variables.set(name, sure);
    }
    for (const each of taken[0]?.ran ?? []) {
      if (taken.every(({ ran }) => ran.has(each))) {
        known.ran.add(each);
      }
    }
    known.left = taken.some(({ left }) => left);
  }

  /** Whether an expression is a value, or a channel that surely gives something. */
  #isSure(expression: Expression, known: Known, context: Context): boolean {
    const of = (inner: Expression): boolean => this.#isSure(inner, known, context);
    switch (expression.kind) {
      case 'call':
        return this.#call(expression, known, context);
      case 'list':
        expression.items.forEach(({ value }) => of(value));
        return true;
      case 'member':
      case 'name':
        return isSureName(expression, known) ?? this.#unknown;
      case 'index':
        return of(expression.object);
      case 'binary':
        return this.#binary(expression, known, context);
      case 'choice':
        return this.#choice(expression, known, context);
      case 'other':
        return this.#unknown;
      default:
        return true;
    }
  }

  #choice(
    { test, yes, no }: Expression & { readonly kind: 'choice' },
    known: Known,
    context: Context,
  ): boolean {
    if (test) {
      this.#isSure(test, known, context);
    }
    const scratch = (): Known => ({ ...known, ran: new Set(known.ran) });
    const [first, second] = [yes, no].map(each => this.#isSure(each, scratch(), context));
    return first === true && second === true;
  }

  #binary(
    { operator, left, right }: Expression & { readonly kind: 'binary' },
    known: Known,
    context: Context,
  ): boolean {
    if (operator === '|') {
      return this.#pipe(left, right, known, context);
    }
    const first = this.#isSure(left, known, context);
    const second = this.#isSure(
      right,
      operator === '&&' || operator === '||' ? { ...known, ran: new Set() } : known,
      context,
    );
    return first && second;
  }

  /** `channel | P`, `channel | map { … }`, `channel | (P & Q)` */
  #pipe(left: Expression, right: Expression, known: Known, context: Context): boolean {
    const { depth, start } = right;
    const given = { name: null, value: left };
    if (right.kind === 'binary' && right.operator === '&') {
      const [first, second] = [right.left, right.right].map(each =>
        this.#pipe(left, each, known, context),
      );
      return first === true && second === true;
    }
    const call = right.kind === 'call' ? right : null;
    const callee = call?.callee ?? right;
    if (callee.kind !== 'name') {
      return this.#unknown;
    }
    const args = [...(isDefined(callee.text, context) ? [given] : []), ...(call?.args ?? [])];
    const asked: Expression = isDefined(callee.text, context)
      ? callee
      : { kind: 'member', object: left, name: callee.text, safe: false, depth, start };
    return this.#call({ kind: 'call', callee: asked, args, depth, start }, known, context);
  }

  #call({ callee, args }: Call, known: Known, context: Context): boolean {
    const given = args.map(({ value }) => this.#isSure(value, known, context));
    if (callee.kind === 'name') {
      const own = context.definitions.get(callee.text);
      const other = own ? undefined : context.elsewhere.get(callee.text);
      const definition = own ?? other?.definition;
      return definition
        ? this.#defined(callee.text, definition, args, given, known, other?.context ?? context)
        : this.#unknown || ['file', 'files'].includes(callee.text);
    }
    if (callee.kind !== 'member') {
      return this.#unknown;
    }
    const isFactory = /^[cC]hannel$/.test(pathName(callee.object) ?? '');
    const held = isFactory || this.#isSure(callee.object, known, context);
    const sure = isSureChannel(this.#inputs, isFactory, callee.name ?? '', held, args, given);
    for (const name of bound(callee.name, args)) {
      known.variables.set(name, sure);
    }
    return sure;
  }

  #defined(
    name: string,
    definition: Definition,
    args: readonly Argument[],
    given: readonly boolean[],
    known: Known,
    context: Context,
  ): boolean {
    if (definition.of === 'function' || this.#active.has(definition) || this.#budget <= 0) {
      return this.#unknown;
    }
    this.#budget -= 1;
    this.#active.add(definition);
    const sure =
      definition.of === 'process'
        ? this.#process(definition, args, given, known)
        : this.#workflow(name, definition, given, known, context);
    this.#active.delete(definition);
    known.variables.set(`${name}.out`, sure);
    return sure;
  }

  /** Whether a process surely gives something to whoever reads its outputs. */
  #process(
    definition: Definition,
    args: readonly Argument[],
    given: readonly boolean[],
    { ran }: Known,
  ): boolean {
    const called = new Set(definition.body.statements.flatMap(each => calledIn(each)));
    const isOfNone = args.some(({ value }) => value.kind === 'list' && value.items.length === 0);
    const isEach = called.has('each') && (isOfNone || this.#inputs === 'any');
    const sure = given.every(Boolean) && !isEach;
    if (sure) {
      ran.add(definition);
    }
    const mayLack = ['optional', 'errorStrategy'].some(name => called.has(name));
    return sure && !isConditional(definition.body, this.#inputs) && !mayLack;
  }

  /** Whether all that a workflow emits surely gives something. */
  #workflow(
    name: string,
    definition: Definition,
    given: readonly boolean[],
    outer: Known,
    context: Context,
  ): boolean {
    const { take, main, emit } = workflowSections(definition.body);
    const taken = take.map((each, at) => [nameIn(each), given[at] ?? this.#unknown] as const);
    outer.ran.add(definition);
    const known = { variables: new Map(taken), ran: outer.ran, left: false };
    this.statements(main, known, context);
    const emitted = emit.map(each => {
      const value = each.kind === 'expression' || each.kind === 'assign' ? each.value : null;
      const sure = value !== null && !known.left && this.#isSure(value, known, context);
      outer.variables.set(`${name}.out.${nameIn(each)}`, sure);
      return sure;
    });
    return emitted.length > 0 && emitted.every(Boolean);
  }
}

/** What a line of a process calls, and the names of its arguments. */
function calledIn(statement: Statement): readonly string[] {
  const value = statement.kind === 'expression' ? statement.value : null;
  const parts = value?.kind === 'other' ? value.parts : value ? [value] : [];
  return parts.flatMap(part =>
    part.kind === 'name'
      ? [part.text]
      : part.kind === 'call'
        ? [pathName(part.callee) ?? '', ...part.args.flatMap(namesIn)]
        : [],
  );
}

function namesIn({ name, value }: Argument): readonly string[] {
  return [name ?? '', ...calledIn({ kind: 'expression', value })];
}

function nameIn(statement: Statement): string {
  const target =
    statement.kind === 'assign'
      ? statement.targets[0]
      : statement.kind === 'expression'
        ? statement.value
        : undefined;
  return (target && pathName(target)) ?? '';
}

/** `params.x` and a file are values; a variable is what it was given last; of others nothing is known. */
function isSureName(expression: Expression, known: Known): boolean | undefined {
  const name = pathName(expression) ?? '';
  return (
    known.variables.get(name) ??
    (values.test(name) ||
      (expression.kind === 'member' ? isSureName(expression.object, known) : undefined))
  );
}

const values = /^(?:params|secrets|workflow)\.|^(?:projectDir|baseDir|launchDir|workDir)$/;

/** The names in `channel.set { name }`. */
function bound(method: string | null, args: readonly Argument[]): readonly string[] {
  return args.flatMap(({ value }) => {
    const [first] = value.kind === 'closure' ? value.body.statements : [];
    return (method === 'set' || method === 'tap') && first ? [nameIn(first)] : [];
  });
}

/** `exit 0` ends a run well; any other `exit` and `error` end it as without the secret. */
function isGoodExit(expression: Expression): boolean {
  if (
    expression.kind !== 'call' ||
    !/^(?:System\.)?exit$/.test(pathName(expression.callee) ?? '')
  ) {
    return false;
  }
  const [first] = expression.args;
  return first?.value.kind !== 'constant' || !first.value.truth;
}
