import type { ArgumentProblem } from '../../failure.ts';
import type { LaunchOptions } from './launchOptions.ts';

/**
 * Options of `nextflow run` that would break the supervision of a run, whatever else is chosen.
 * Nextflow ends with "Can only specify option … once" when one is given twice.
 */
const reserved: Readonly<Record<string, ArgumentProblem['because']>> = {
  // The launcher script would fork and end at once, and nobody would know when the run is over.
  '-bg': 'detaches',
  // The output is read line by line.
  '-ansi-log': 'set-already',
};

/** Nextflow's arguments for a launch, its program first. Never a value of a secret. */
export function commandLine(nextflow: string, options: LaunchOptions): readonly string[] {
  return [
    nextflow,
    'run',
    options.script,
    '-ansi-log',
    'false',
    ...(options.profiles.length > 0 ? ['-profile', options.profiles.join(',')] : []),
    ...(options.paramsFile === null ? [] : ['-params-file', options.paramsFile]),
    ...(options.resume ? ['-resume', ...(options.session === null ? [] : [options.session])] : []),
    ...(options.stub ? ['-stub-run'] : []),
    ...options.extraArguments,
  ];
}

/** The extra arguments that contradict the supervision or what was chosen in a step of its own. */
export function argumentProblems(options: LaunchOptions): readonly ArgumentProblem[] {
  const chosen = new Set([
    ...(options.profiles.length > 0 ? ['-profile'] : []),
    ...(options.paramsFile === null ? [] : ['-params-file']),
    ...(options.resume ? ['-resume'] : []),
    ...(options.stub ? ['-stub-run', '-stub'] : []),
  ]);
  return options.extraArguments.flatMap(argument => {
    const because = Object.hasOwn(reserved, argument) ? reserved[argument] : undefined;
    if (because !== undefined) {
      return [{ argument, because }];
    }
    return chosen.has(argument) ? [{ argument, because: 'own-step' as const }] : [];
  });
}

/** The profiles of a launch, also those that are given among its extra arguments. */
export function allProfiles({ profiles, extraArguments }: LaunchOptions): readonly string[] {
  const given = extraArguments.filter((_, at) => extraArguments[at - 1] === '-profile');
  return [...profiles, ...given.flatMap(text => text.split(','))];
}

/** Config files that extra arguments add to a run: the words after `-c`, `-C` and `-config`. */
export function configArguments(words: readonly string[]): readonly string[] {
  return words.filter((_, at) => ['-c', '-C', '-config'].includes(words[at - 1] ?? ''));
}
