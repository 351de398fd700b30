import * as v from 'valibot';

/**
 * What a run runs: Nextflow on an entry script, nf-test on a file of tests, or a shell in which a
 * developer works. Paths are absolute.
 */
export const runWorkSchema = v.variant('kind', [
  v.object({ kind: v.literal('pipeline'), script: v.string() }),
  v.object({ kind: v.literal('tests'), file: v.string() }),
  v.object({ kind: v.literal('terminal') }),
]);
export type RunWork = v.InferOutput<typeof runWorkSchema>;
export type RunKind = RunWork['kind'];

/** The path that tells a run's work from others: its script, its tests, or the folder of a shell. */
export function workPath(work: RunWork, folder: string): string {
  switch (work.kind) {
    case 'pipeline':
      return work.script;
    case 'tests':
      return work.file;
    case 'terminal':
      return folder;
  }
}

/** The work that an older record tells of, in which a path of any kind was called a script. */
export function workOf(kind: RunKind, script: string): RunWork {
  switch (kind) {
    case 'pipeline':
      return { kind, script };
    case 'tests':
      return { kind, file: script };
    case 'terminal':
      return { kind };
  }
}
