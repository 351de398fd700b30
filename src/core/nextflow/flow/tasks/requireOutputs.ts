import type { Reference } from '../../scan/reference.ts';
import { partsOf } from '../../syntax/partsOf.ts';
import type { Argument, Block, Expression, Statement } from '../../syntax/syntax.ts';
import { unknownPiece } from '../../unknownPiece.ts';
import { type Context, isDefined, peek, referenceOf } from '../state/context.ts';
import { nullsOf, type Path } from '../state/path.ts';
import { isThere } from './isSureChannel.ts';

const functions = new Set(['file', 'files', 'Channel.fromPath', 'channel.fromPath']);
/** Arguments by which a task may go without an output, or have another. */
const lenient = ['optional', 'arity'];

/** `file("${secrets.X}", checkIfExists: true)`: without the secret there is no file `null`. */
export function requireFile(
  name: string,
  args: readonly Argument[],
  path: Path,
  context: Context,
): void {
  if (functions.has(name) && isThere(args)) {
    args.forEach(each => {
      requireNamed(each, path, context);
    });
  }
}

/**
 * `path "${secrets.X}"` in `output:`: no task makes a file `null`, unless its own script takes the
 * value for a name, too.
 */
export function requireOutputs({ statements }: Block, outer: Path, context: Context): void {
  const path = { ...outer, section: 'output' };
  const named: Argument[] = [];
  let section: string | null = null;
  for (const statement of statements) {
    if (statement.kind === 'label') {
      section = statement.name;
    } else if (section === 'output' && statement.kind === 'expression') {
      named.push(...filesIn(statement.value, path, context));
    }
  }
  if (named.length > 0 && !mayGoWithout(statements, outer, context)) {
    named.forEach(each => {
      requireNamed(each, path, context);
    });
  }
}

/** The names of `path(…)` and `tuple(path(…))`; none of `path(…), optional: true`, a call with more behind it. */
function filesIn(line: Expression, path: Path, context: Context): readonly Argument[] {
  if (line.kind !== 'call' || line.callee.kind !== 'name') {
    return [];
  }
  const { args, callee } = line;
  const given = args.some(({ name }) => lenient.includes(name ?? '')) ? [] : args;
  switch (callee.text) {
    case 'tuple':
      return given.flatMap(({ value }) => filesIn(value, path, context));
    case 'path':
      return given.filter(each => missingIn(each, path, context).length > 0);
    default:
      return [];
  }
}

/** Whether a task may be left out or may fail, or its script may make a file of that name. */
function mayGoWithout(statements: readonly Statement[], path: Path, context: Context): boolean {
  let section: string | null = null;
  for (const statement of statements) {
    if (statement.kind === 'label') {
      section = statement.name;
    }
    const leaves =
      section === 'when' ||
      (!declaring.includes(section ?? '') &&
        [...partsOf(statement)].some(part => tellsName(part, path, context)));
    if (leaves) {
      return true;
    }
  }
  return false;
}

const declaring = ['input', 'output', 'topic'];

/** Whether it is a secret, may give one, or says what comes of a failure. */
function tellsName(part: Expression, path: Path, context: Context): boolean {
  const called = part.kind === 'call' && part.callee.kind === 'name' ? part.callee.text : null;
  return (
    referenceOf(part, context.references) !== undefined ||
    peek(part, path, context).texts.size > 0 ||
    (called !== null &&
      (['template', 'errorStrategy'].includes(called) || isDefined(called, context)))
  );
}

function requireNamed(argument: Argument, path: Path, context: Context): void {
  const { value } = argument;
  const text = value.kind === 'text' ? value.written.replaceAll(unknownPiece, 'null') : null;
  context.fates.end(missingIn(argument, path, context), path, { kind: 'no-file', text });
}

/** Without which of its parts a text is the name of no file; one with a choice of names may be. */
function missingIn({ name, value }: Argument, path: Path, context: Context): readonly Reference[] {
  return name === null && value.kind === 'text' && !/[{[]/.test(value.written)
    ? value.parts.flatMap(part => nullsOf(peek(part, path, context), path))
    : [];
}
