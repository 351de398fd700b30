import type { Reference } from '../scan/reference.ts';
import type { Block, Expression } from '../syntax/syntax.ts';
import type { Context, Definition } from './context.ts';
import { evaluate } from './evaluator.ts';
import { Fates } from './fates.ts';
import { firstPath, inner, type Path } from './path.ts';
import { Relevance } from './relevance.ts';
import { definitionsOf, runBlock } from './statements.ts';
import { joined, nothing, type Value } from './value.ts';

/** How many calls of functions are followed in a file. */
const calls = 100;

/**
 * The references of a file with what becomes of their values: where the run ends without one, and
 * where it comes to stand by way of variables, functions and inputs of this file.
 */
export function followValues(
  block: Block,
  references: readonly Reference[],
  kind: 'script' | 'config',
): readonly Reference[] {
  const properties = references.filter(
    reference => reference.kind === 'property' && reference.name !== null,
  );
  if (properties.length === 0) {
    return references;
  }
  const path = firstPath();
  const context = contextOf(properties, block, kind, path);
  walk(block, path, context);
  return references.map(reference =>
    reference.kind === 'property' ? context.fates.of(reference) : reference,
  );
}

function contextOf(
  properties: readonly Reference[],
  block: Block,
  kind: Context['kind'],
  { scope }: Path,
): Context {
  const definitions = definitionsOf(block);
  const relevance = new Relevance(definitions, scope.carriers);
  const context: Context = {
    kind,
    fates: new Fates(),
    references: new Map(properties.map(reference => [reference.span.start, reference])),
    definitions: new Map(definitions.map(each => [each.name ?? '', each])),
    inputs: new Map(),
    active: new Set(),
    called: new Set(),
    budget: calls,
    evaluate: (expression, path) => evaluate(expression, path, context),
    matters: inside => relevance.matters(inside),
    run: (inside, path) => runBlock(inside, path, context),
  };
  return context;
}

function walk(block: Block, path: Path, context: Context): void {
  context.run(block, path);
  const definitions = definitionsOf(block);
  const of = (kind: Definition['of']): readonly Definition[] =>
    definitions.filter(definition => definition.of === kind);
  for (const { body } of of('workflow').filter(each => context.matters(each.body))) {
    context.run(body, inner(path, { inside: 'workflow', returned: [] }));
  }
  for (const definition of of('process')) {
    const given = context.inputs.get(definition.name ?? '') ?? [];
    if (given.flat().some(({ texts }) => texts.size > 0) || context.matters(definition.body)) {
      runProcess(definition, given, path, context);
    }
  }
  for (const { name, params, body } of of('function')) {
    if (!context.called.has(name ?? '') && context.matters(body)) {
      const into = inner(path, { returned: [] });
      params.forEach(param => {
        into.scope.declare(param, nothing);
      });
      context.run(body, into);
    }
  }
}

/** A process with what the file's workflows call it with. */
function runProcess(
  { body }: Definition,
  given: readonly (readonly Value[])[],
  outer: Path,
  context: Context,
): void {
  const path = inner(outer, { inside: 'process', section: null, returned: [] });
  let section: string | null = null;
  let position = 0;
  for (const statement of body.statements) {
    if (statement.kind === 'label') {
      section = statement.name;
    } else if (section === 'input' && statement.kind === 'expression') {
      const value = joined(given.map(args => args[position] ?? nothing));
      declareInput(statement.value, value, path, context);
      position += 1;
    }
  }
  context.run(body, path);
}

/** `val x`, `tuple val(a), path(b)`, `env K`. */
function declareInput(input: Expression, value: Value, path: Path, context: Context): void {
  if (input.kind !== 'call' || input.callee.kind !== 'name') {
    return;
  }
  for (const { value: argument } of input.args) {
    if (argument.kind === 'name') {
      path.scope.declare(argument.text, value);
    } else if (argument.kind === 'call') {
      declareInput(argument, value, path, context);
    }
  }
  if (input.callee.text === 'env') {
    context.fates.leak(value, 'wrapper');
  }
}
