import type { PlanUse } from '../../arrival/consequence.ts';
import { type NamedParts, ordinaryNames } from '../../arrival/ordinaryNames.ts';
import type { ProcessSource } from '../backends/processSource.ts';
import type { Work } from '../launch/work.ts';

/** What is known of a run before it begins. */
export interface NamedRun {
  /** Path of the folder that it is launched from. */
  readonly folder: string;
  /** Path of what runs. */
  readonly program: string;
  readonly work: Work;
  readonly uses: readonly PlanUse[];
  readonly processes: readonly ProcessSource[];
  readonly local: Pick<NamedParts, 'paths' | 'names'>;
}

/** The names that the output and the files of a run have whatever its secrets are. */
export function namesOfRun(run: NamedRun): ReadonlySet<string> {
  const { folder, program, work, uses, processes, local } = run;
  return ordinaryNames({
    paths: [
      ...[folder, program, ...pathsOf(work), ...local.paths],
      ...uses.map(({ at }) => at.replace(/:\d+$/, '')),
    ],
    processes: processes.flatMap(({ name, called }) =>
      called ? [name, called.definedAs, called.as] : [name],
    ),
    names: [...local.names, ...chosenNames(work)],
  });
}

function pathsOf(work: Work): readonly string[] {
  switch (work.kind) {
    case 'pipeline':
      return [work.options.script, work.options.paramsFile ?? ''];
    case 'tests':
      return [work.file];
    case 'terminal':
      return [work.shell];
  }
}

/** Profiles, and params by their names: what is given to those may be a password. */
function chosenNames(work: Work): readonly string[] {
  if (work.kind !== 'pipeline') {
    return [];
  }
  const { profiles, extraArguments } = work.options;
  const params = extraArguments.flatMap(word => /^--([^=]+)/.exec(word)?.[1] ?? []);
  return [...profiles, ...params];
}
