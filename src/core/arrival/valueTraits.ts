import { lostLineEnds } from '../lineEnds/lostLineEnds.ts';
import { isTooCommon } from './isTooCommon.ts';
import { isTooShort } from './isTooShort.ts';
import { readAsShell, type ShellReading } from './shellReading.ts';

/**
 * What of a value decides how it reaches a task, without the value.
 *
 * Nextflow writes `export NAME="value"` lines, picks those of a task with `grep`, and sources
 * them, so shell syntax and line ends in a value matter (seen on Nextflow 24.10.0, bash 5.2;
 * `test/real/arrival.test.ts` holds it).
 */
export interface ValueTraits {
  /** Length of the value in UTF-8 bytes. */
  readonly bytes: number;
  /** Line feeds in the value; a lone carriage return is harmless. */
  readonly newlines: number;
  readonly nul: boolean;
  /** Whether it has a dollar sign, which Nextflow 23.10 leaves to the shell. */
  readonly dollar: boolean;
  /** Whether it is too short to be taken out of output. */
  readonly tooShort: boolean;
  /** Whether any run prints it, so that it is neither taken out of output nor looked for. */
  readonly tooCommon: boolean;
  /** What bash makes of the value as it is. */
  readonly shell: ShellReading;
  /** Whether it is a key on one line, which nothing can read. */
  readonly brokenKey: boolean;
  /**
   * Names `OTHER` for which ` OTHER=` stands in the value: `grep` finds that line too, so a task
   * that declares only OTHER receives this secret as well. Limited to names that were asked for:
   * any others would tell of the value.
   */
  readonly exposedTo: readonly string[];
}

/** How a value is written to the run's store file. */
export type StorageForm = 'raw' | 'escaped';

/** What happens to a value on its way into a task that declares `secret 'X'`. */
export type ArrivalProblem =
  /** A part of the value runs as a command in the task. */
  | { readonly kind: 'executes' }
  /** Quotes disappear. */
  | { readonly kind: 'loses-quotes' }
  /** Some backslashes disappear. */
  | { readonly kind: 'loses-backslashes' }
  /** The task fails before its script starts. */
  | {
      readonly kind: 'task-fails';
      readonly because: 'newline' | 'quote' | 'backslash' | 'backtick' | 'too-long';
    }
  /** `grep` takes the whole file for binary: no task of the run receives any secret. */
  | { readonly kind: 'withholds-all' }
  /** Tasks that declare another secret receive this one too. */
  | { readonly kind: 'leaks'; readonly into: readonly string[] };

/** One environment variable with its name, `=` and end mark: MAX_ARG_STRLEN of Linux. */
const maxVariableBytes = 131_072;

/**
 * Looks at a value once, where it is in hand; `names` are the secrets that a pipeline declares,
 * `ordinary` those that its run shows anyway.
 */
export function traitsOf(
  value: string,
  names: Iterable<string> = [],
  ordinary: ReadonlySet<string> = new Set(),
): ValueTraits {
  return {
    bytes: new TextEncoder().encode(value).length,
    newlines: value.split('\n').length - 1,
    nul: value.includes('\0'),
    dollar: value.includes('$'),
    tooShort: isTooShort(value),
    tooCommon: isTooCommon(value, ordinary),
    shell: readAsShell(value),
    brokenKey: lostLineEnds(value) !== null,
    exposedTo: [...new Set(names)].filter(name => value.includes(` ${name}=`)),
  };
}

/**
 * Whether tests have shown how a value of these traits arrives with a version of Nextflow, so that
 * it may be escaped: from 24.04.2 on, whose escaping is the same text up to the newest, all of them;
 * on 23.10.1 those without a dollar sign.
 */
export function arrivalIsKnown({ dollar }: ValueTraits, version: string | null): boolean {
  const [year = 0, month = 0, patch = 0] = (version ?? '').split(/[.-]/).map(Number);
  const since = year * 10_000 + month * 100 + patch >= 240_402;
  return since || (year === 23 && month === 10 && !dollar);
}

/** Whether it depends on Nextflow's escaping how a value arrives. */
export function isDelicate(name: string, traits: ValueTraits): boolean {
  const [raw, escaped] = (['raw', 'escaped'] as const).map(form =>
    arrivalProblems(name, traits, form),
  );
  return traits.dollar || raw?.length !== escaped?.length;
}

/** Every way in which a value of these traits arrives other than byte for byte. */
export function arrivalProblems(
  name: string,
  traits: ValueTraits,
  form: StorageForm,
): readonly ArrivalProblem[] {
  const problems: ArrivalProblem[] = [];
  if (traits.nul) {
    problems.push({ kind: 'withholds-all' });
  }
  if (traits.newlines > 0) {
    problems.push({ kind: 'task-fails', because: 'newline' });
  }
  if (!fits(name, traits.bytes)) {
    problems.push({ kind: 'task-fails', because: 'too-long' });
  }
  if (form === 'raw') {
    problems.push(...shellProblems(traits.shell));
  }
  const others = traits.exposedTo.filter(other => other !== name);
  if (others.length > 0) {
    problems.push({ kind: 'leaks', into: others });
  }
  return problems;
}

/** Whether the base64 of a value of these traits still fits into a variable. */
export function fitsInBase64(name: string, { bytes }: ValueTraits): boolean {
  return fits(name, 4 * Math.ceil(bytes / 3));
}

function fits(name: string, bytes: number): boolean {
  return name.length + 2 + bytes <= maxVariableBytes;
}

/** The text to store so that bash gives the value back. */
export function escapeForStore(value: string): string {
  return value.replace(/[\\"`]/g, '\\$&');
}

function* shellProblems(shell: ShellReading): Generator<ArrivalProblem> {
  if (shell.executes) {
    yield { kind: 'executes' };
  }
  if (shell.fails) {
    yield { kind: 'task-fails', because: shell.fails };
    return;
  }
  if (shell.losesQuotes) {
    yield { kind: 'loses-quotes' };
  }
  if (shell.losesBackslashes) {
    yield { kind: 'loses-backslashes' };
  }
}
