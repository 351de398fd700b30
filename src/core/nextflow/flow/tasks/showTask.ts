import type { Argument, Block, Expression } from '../../syntax/syntax.ts';
import type { Context, Definition } from '../state/context.ts';
import { type Task, taskOf } from './taskOf.ts';

type Call = Expression & { readonly kind: 'call' };

/** How many outputs of a process are looked at. */
const most = 50;

/** What a process itself shows of the secrets that it declares: `debug true`, and files that it publishes. */
export function showTask(definition: Definition, context: Context): void {
  const task = taskOf(definition, context);
  if (!task) {
    return;
  }
  const { directives, outputs } = callsIn(definition.body);
  const { shell, valueOf } = task;
  if (directives.some(isDebug)) {
    context.fates.leak(valueOf(shell.printed), 'output');
  }
  if (directives.some(isPublished)) {
    const files = outputs
      .flatMap(filesIn)
      .slice(0, most)
      .flatMap(pattern => heldBy(pattern, task));
    context.fates.leak(valueOf(files), 'file');
  }
}

/** The directives of a process, and the lines of its `output:`. */
function callsIn({ statements }: Block): Record<'directives' | 'outputs', readonly Call[]> {
  const directives: Call[] = [];
  const outputs: Call[] = [];
  let into: Call[] | null = directives;
  for (const statement of statements) {
    if (statement.kind === 'label') {
      into = statement.name === 'output' ? outputs : null;
    } else if (statement.kind === 'expression') {
      const { value } = statement;
      // `path('x'), emit: it` is a call with more behind it.
      const [call = value] = value.kind === 'other' ? value.parts : [];
      into?.push(...(call.kind === 'call' ? [call] : []));
    }
  }
  return { directives, outputs };
}

function nameOf({ callee }: Call): string {
  return callee.kind === 'name' ? callee.text : '';
}

function isDebug(call: Call): boolean {
  const value = call.args[0]?.value;
  return ['debug', 'echo'].includes(nameOf(call)) && value?.kind === 'constant' && value.truth;
}

/** Whether all of the outputs are published. */
function isPublished(call: Call): boolean {
  const isPlain = ({ name }: Argument): boolean => name === null || ['path', 'mode'].includes(name);
  return ['publishDir', 'storeDir'].includes(nameOf(call)) && call.args.every(isPlain);
}

/** The files of `path 'x'`, `tuple val(a), path('x')`. */
function filesIn(call: Call): readonly string[] {
  const given = call.args.flatMap(({ name, value }) => (name === null ? [value] : []));
  switch (nameOf(call)) {
    case 'tuple':
      return given.flatMap(value => (value.kind === 'call' ? filesIn(value) : []));
    case 'path':
    case 'file':
      return given.flatMap(value => (value.kind === 'constant' ? (value.text ?? []) : []));
    default:
      return [];
  }
}

/** The variables whose values are in the files of a name or a pattern. */
function heldBy(pattern: string, { shell }: Task): readonly string[] {
  return [...shell.files].flatMap(([file, variables]) =>
    isOf(file, pattern) ? [...variables] : [],
  );
}

function isOf(file: string, pattern: string): boolean {
  if (file === pattern) {
    return true;
  }
  // Nothing else of patterns is understood; hidden files are in none.
  const isPlain = !/[[\]{}!\\]/.test(pattern) && /[*?]/.test(pattern) && !file.startsWith('.');
  const expression = pattern
    .replace(/[.+^$()|]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  return isPlain && new RegExp(`^${expression}$`).test(file);
}
