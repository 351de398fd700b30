/** Where a run leaves the value of a secret for others to read. */
export type LeakPlace = '.command.sh' | '.command.run' | 'output' | 'file';

/** Which Nextflow, and which of its two parsers. */
export type ClaimVersion = '23.10.1' | '24.10.0' | '25.04.4' | '25.04.4 strict';

/** What a run does. */
export type ClaimEnds = Pick<ClaimCase, 'with' | 'without' | 'leaks'>;

/** A small pipeline, what Nextflow does with it, and what is claimed of it. */
export interface ClaimCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The secrets that it names; `with` has all of them in the store, `without` none. */
  readonly secrets: readonly string[];
  /** Whether a run ends with an error (seen on Nextflow 24.10.0). */
  readonly with: 'runs' | 'ends';
  readonly without: 'runs' | 'ends';
  /** A piece of what it prints where it ends. */
  readonly prints?: string;
  /** Where the values stand after a run with them. */
  readonly leaks?: readonly LeakPlace[];
  /** What is found while nothing is in the store: each finding's code, how grave, whose. */
  readonly found: readonly string[];
  /** Which parsers read it: the strict one is asked for in Nextflow 25 and 26's own. */
  readonly parsers?: 'legacy' | 'strict';
  /** Values that are no plain marks. */
  readonly values?: Readonly<Record<string, string>>;
  /** Why the findings of single files cannot tell: the model of a run does. */
  readonly ofRun?: string;
}

/** What a task with this script section and these directives is written like. */
export function process(directives: string, script = "'true'", name = 'P'): string {
  return `process ${name} {\n  debug true\n${indented(directives)}\n  script:\n${indented(script)}\n}\n`;
}

/** A script that is its entry workflow alone. */
export function workflow(body: string): string {
  return `workflow {\n${indented(body)}\n}\n`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
