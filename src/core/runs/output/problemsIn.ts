/** A place in a script or config at which Nextflow found fault. */
export interface OutputProblem {
  /** As Nextflow names it: absolute, or relative to the launch folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What the strict parser of Nextflow 25 and newer prints, the file relative to the project's folder. */
const strict = [
  /^Error (?<file>\S.*):(?<line>\d+):(?<column>\d+): (?<message>.+)$/,
  /^│\s+\d+ \| /,
];

/** What Nextflow 24.10.0 prints of faults, as patterns of lines in succession. */
const patterns: readonly (readonly RegExp[])[] = [
  [
    /^- file : (?<file>.+)$/,
    /^- cause: (?<message>.*) @ line (?<line>\d+), column (?<column>\d+)\.$/,
  ],
  [
    /^ERROR ~ Unable to parse config file: '(?<file>.+)'$/,
    /^\s*$/,
    /^\s+Compile failed for sources /,
    /_nf_config_\w+: (?<line>\d+): (?<message>.*) @ line \d+, column (?<column>\d+)\.$/,
  ],
  [
    /^(?!NOTE: |\s)(?:ERROR ~ )?(?<message>.+)$/,
    /^\s*$/,
    /^ -- Check script '(?<file>.+)' at line: (?<line>\d+)/,
  ],
  [/^\s+(?<message>.+) -- Check script '(?<file>.+)' at line: (?<line>\d+)$/],
];

/** Nextflow's own lines are shorter, in characters; patterns take long over a task's. */
const longestLine = 8192;

/** The faults that the output of a run of this script tells of, in their order. */
export function problemsIn(output: string, script: string): readonly OutputProblem[] {
  const lines = output.split(/\r?\n/).map(line => (line.length > longestLine ? '' : line));
  return lines.flatMap((_, at) => [
    ...problemAt(lines, at, strict).map(problem => inProject(problem, script)),
    ...patterns.flatMap(pattern => problemAt(lines, at, pattern)),
  ]);
}

/** A project's folder is that of its entry script. */
function inProject(problem: OutputProblem, script: string): OutputProblem {
  const folder = script.slice(0, script.lastIndexOf('/') + 1);
  return problem.file.startsWith('/') ? problem : { ...problem, file: folder + problem.file };
}

/**
 * A fault in one line, for VS Code's problem matchers. They cannot read Nextflow's own lines in
 * every case: a task's terminal that is used again brings lines twice, and their patterns want
 * lines in succession.
 */
export function problemLine({ file, line, column, message }: OutputProblem): string {
  return `${file}:${line}:${column}: error: ${message}`;
}

function problemAt(
  lines: readonly string[],
  at: number,
  pattern: readonly RegExp[],
): readonly OutputProblem[] {
  const found: Record<string, string> = {};
  for (const [offset, regexp] of pattern.entries()) {
    const match = regexp.exec(lines[at + offset] ?? '\n');
    if (!match) {
      return [];
    }
    Object.assign(found, match.groups);
  }
  const { file = '', line = '1', column = '1', message = '' } = found;
  return [{ file, line: Number(line), column: Number(column), message }];
}
