import type { Reference } from '../../scan/reference.ts';
import { readShell, type ShellReading } from '../../shell/readShell.ts';
import type { Block, Expression, Statement } from '../../syntax/syntax.ts';
import type { Context, Definition } from '../state/context.ts';
import { joined, nothing, type Value } from '../state/value.ts';

/** What a process makes of the secrets that it declares. */
export interface Task {
  readonly shell: ShellReading;
  /** The value that consists of these variables of its environment. */
  readonly valueOf: (variables: Iterable<string>) => Value;
  readonly names: readonly string[];
}

const known = new WeakMap<
  Block,
  { readonly declared: readonly Reference[]; readonly task: Task }
>();

/** The task of a process; null where it declares no secret, or what it runs is not known. */
export function taskOf({ of, name, body }: Definition, { references }: Context): Task | null {
  const declared = of === 'process' ? references.declaredBy(name ?? '') : [];
  if (declared.length === 0) {
    return null;
  }
  const before = known.get(body);
  if (before?.declared === declared) {
    return before.task;
  }
  const text = textOf(body);
  if (text === null) {
    return null;
  }
  const names = declared.flatMap(each => each.name ?? []);
  const task: Task = {
    shell: readShell(text, names),
    names,
    valueOf: variables => {
      const wanted = new Set(variables);
      const texts = declared.filter(each => wanted.has(each.name ?? ''));
      return texts.length === 0 ? nothing : joined([{ ...nothing, texts: new Set(texts) }]);
    },
  };
  known.set(body, { declared, task });
  return task;
}

/** The value of `stdout`, `env('X')`, `eval('echo $X')` in `output:`. */
export function shownBy(line: Expression, { shell, names, valueOf }: Task): Value {
  const callee = line.kind === 'call' ? line.callee : line;
  const [given] = line.kind === 'call' ? line.args.filter(({ name }) => name === null) : [];
  switch (callee.kind === 'name' ? callee.text : null) {
    case 'stdout':
      return valueOf(shell.printed);
    case 'env':
      return valueOf(shell.variables.get(nameIn(given?.value)) ?? []);
    case 'eval':
      return valueOf(readShell(given ? (writtenIn(given.value) ?? '') : '', names).printed);
    default:
      return nothing;
  }
}

function nameIn(value: Expression | undefined): string {
  return value?.kind === 'name' || value?.kind === 'constant' ? (value.text ?? '') : '';
}

/** The script of a task, where it is written down at the end of its section. */
function textOf({ statements }: Block): string | null {
  const labels = statements.flatMap((statement, at) =>
    statement.kind === 'label' ? [{ name: statement.name, at }] : [],
  );
  const section = labels.findIndex(({ name }) => name === 'script' || name === 'shell');
  const isBare = section < 0 && !labels.some(({ name }) => name === 'exec');
  const end =
    isBare || section < 0 ? statements.length : (labels[section + 1]?.at ?? statements.length);
  const last = section < 0 && !isBare ? undefined : statements[end - 1];
  return last ? textAt(last) : null;
}

function textAt(statement: Statement): string | null {
  const value =
    statement.kind === 'expression' || statement.kind === 'return' ? statement.value : null;
  return value && writtenIn(value);
}

/** A text as it is written, also where its indent is stripped; null of anything else. */
function writtenIn(value: Expression): string | null {
  switch (value.kind) {
    case 'constant':
      return value.text;
    case 'text':
      return value.written;
    case 'call': {
      const { callee } = value;
      const strips = callee.kind === 'member' && /^(?:stripIndent|trim)$/.test(callee.name ?? '');
      return strips ? writtenIn(callee.object) : null;
    }
    default:
      return null;
  }
}
