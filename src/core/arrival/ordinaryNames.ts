/** What of a run has a name that its output shows to everybody, whatever its secrets are. */
export interface NamedParts {
  /** Of the pipeline, of what runs it, and of the user: each folder and file on them counts. */
  readonly paths: readonly string[];
  /** Of processes, say `QC:FASTQC`; folders of results are called after them in small letters. */
  readonly processes: readonly string[];
  /** Others, as of profiles, the user and the machine. */
  readonly names: readonly string[];
}

/**
 * The names that innocent text of a run has, each as it is written: what is told of a task, a path or
 * a user holds them. Nothing that is written in a script counts, since a password may be there.
 */
export function ordinaryNames({ paths, processes, names }: NamedParts): ReadonlySet<string> {
  const tasks = processes.flatMap(process => [process, ...process.split(':')]);
  const small = tasks.flatMap(task => [task, task.split('_')[0] ?? '']);
  return new Set(
    [
      ...paths.flatMap(path => path.split(separator)).flatMap(name => [name, ...stems(name)]),
      ...tasks,
      ...small.map(task => task.toLowerCase()),
      ...names,
    ].filter(name => name !== ''),
  );
}

/** Whether a value is such a name, or a path of nothing else. */
export function isOrdinary(value: string, names: ReadonlySet<string>): boolean {
  const parts = value.split(separator).filter(part => part !== '');
  return names.has(value) || (parts.length > 0 && parts.every(part => names.has(part)));
}

const separator = /[\\/]/;

/** `reads.fastq` and `reads` of `reads.fastq.gz`. */
function stems(name: string): readonly string[] {
  const end = name.lastIndexOf('.');
  const stem = name.slice(0, Math.max(end, 0));
  return stem === '' ? [] : [stem, ...stems(stem)];
}
