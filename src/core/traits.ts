/**
 * What of a value decides how it reaches a task, without the value.
 *
 * Nextflow writes `export NAME="value"` and sources it, so shell syntax in a value matters.
 * The table is section 4 of the project's verified notes (Nextflow 24.10.0, bash 5.2).
 */
export interface ValueTraits {
  /** Length of the value in UTF-8 bytes. */
  readonly bytes: number;
  /** Line feeds in the value; a lone carriage return is harmless. */
  readonly newlines: number;
  readonly backticks: number;
  readonly doubleQuotes: number;
  /** `\\`, which a raw value loses one of. */
  readonly doubledBackslash: boolean;
  /** `\$`, or a `\` at the end: the shell reads them as escapes of what follows. */
  readonly fatalBackslash: boolean;
  /** A NUL character, which no environment variable can hold. */
  readonly nul: boolean;
  /**
   * Names `OTHER` for which ` OTHER=` stands in the value. Nextflow selects the lines of the store
   * file for a task with `grep` on that, so a task that declares only OTHER receives this too.
   * Limited to names that were asked for: any others would tell of the value.
   */
  readonly exposedTo: readonly string[];
}

/** How a value is written to the run's store file. */
export type StorageForm = 'raw' | 'escaped';

/** What happens to a value on its way into a task that declares `secret 'X'`. */
export type ArrivalProblem =
  /** Text between backticks runs as a command in the task. */
  | { readonly kind: 'executes' }
  /** Pairs of `"` disappear. */
  | { readonly kind: 'loses-quotes' }
  /** `\\` becomes `\`. */
  | { readonly kind: 'loses-backslashes' }
  /** The task fails before its script starts. */
  | {
      readonly kind: 'task-fails';
      readonly because: 'newline' | 'quote' | 'backslash' | 'too-long' | 'nul';
    }
  /** Tasks that declare another secret receive this one too. */
  | { readonly kind: 'leaks'; readonly into: readonly string[] };

/** One environment variable with its name, `=` and end mark: MAX_ARG_STRLEN of Linux. */
const maxVariableBytes = 131_072;

/** Looks at a value once, where it is in hand; `names` are the secrets that a pipeline declares. */
export function traitsOf(value: string, names: Iterable<string> = []): ValueTraits {
  return {
    bytes: new TextEncoder().encode(value).length,
    newlines: count(value, '\n'),
    backticks: count(value, '`'),
    doubleQuotes: count(value, '"'),
    doubledBackslash: value.includes('\\\\'),
    fatalBackslash: value.includes('\\$') || endsInEscape(value),
    nul: value.includes('\0'),
    exposedTo: [...new Set(names)].filter(name => value.includes(` ${name}=`)),
  };
}

/** Every way in which a value of these traits arrives other than byte for byte. */
export function arrivalProblems(
  name: string,
  traits: ValueTraits,
  form: StorageForm,
): readonly ArrivalProblem[] {
  const problems: ArrivalProblem[] = [];
  const fails = (because: 'newline' | 'quote' | 'backslash' | 'too-long' | 'nul'): void => {
    problems.push({ kind: 'task-fails', because });
  };
  if (traits.newlines > 0) {
    fails('newline');
  }
  if (traits.nul) {
    fails('nul');
  }
  if (name.length + 2 + traits.bytes > maxVariableBytes) {
    fails('too-long');
  }
  if (form === 'raw') {
    if (traits.fatalBackslash) {
      fails('backslash');
    }
    if (traits.doubleQuotes % 2 === 1) {
      fails('quote');
    } else if (traits.doubleQuotes > 0) {
      problems.push({ kind: 'loses-quotes' });
    }
    if (traits.backticks > 0) {
      problems.push({ kind: 'executes' });
    }
    if (traits.doubledBackslash) {
      problems.push({ kind: 'loses-backslashes' });
    }
  }
  const others = traits.exposedTo.filter(other => other !== name);
  if (others.length > 0) {
    problems.push({ kind: 'leaks', into: others });
  }
  return problems;
}

/** The text to store so that bash gives the value back (`pre` in the verified table). */
export function escapeForStore(value: string): string {
  return value.replace(/[\\"`]/g, '\\$&');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** An odd number of backslashes at the end escapes the closing quote. */
function endsInEscape(value: string): boolean {
  let backslashes = 0;
  while (value.at(-1 - backslashes) === '\\') {
    backslashes += 1;
  }
  return backslashes % 2 === 1;
}
