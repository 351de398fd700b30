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
    ...replacing(options),
    'run',
    options.script,
    '-ansi-log',
    'false',
    ...(options.profiles.length > 0 ? ['-profile', options.profiles.join(',')] : []),
    ...(options.paramsFile === null ? [] : ['-params-file', options.paramsFile]),
    ...(options.resume ? ['-resume', ...(options.session === null ? [] : [options.session])] : []),
    ...(options.stub ? ['-stub-run'] : []),
    ...options.extraArguments.filter((word, at) => !isReplacing(options.extraArguments, at)),
  ];
}

/** The same with one more config, which wins over all others. */
export function withConfig(argv: readonly string[], file: string): readonly string[] {
  const run = argv.indexOf('run');
  // Beside configs of `-C` Nextflow reads those of no other option.
  return argv.slice(0, run).includes('-C')
    ? [...argv.slice(0, run), '-C', file, ...argv.slice(run)]
    : [...argv, '-c', file];
}

/** `-C` is an option of Nextflow itself, which `nextflow run` does not know. */
function replacing({ extraArguments }: LaunchOptions): readonly string[] {
  return replacingConfigs(extraArguments).flatMap(file => ['-C', file]);
}

function isReplacing(words: readonly string[], at: number): boolean {
  return words[at] === '-C' || words[at - 1] === '-C';
}

/**
 * How Nextflow is asked what a launch's config comes to. Of its options `nextflow config` takes the
 * profiles, and as options of Nextflow itself the config files; it has none for params. `configs` are
 * read in place of all that the launch would read.
 */
export function configCommand(
  nextflow: string,
  options: LaunchOptions,
  configs: readonly string[] | null = null,
): readonly string[] {
  const profiles = allProfiles(options);
  return [
    nextflow,
    ...(configs?.flatMap(file => ['-C', file]) ?? [
      ...replacing(options),
      ...configArguments(options.extraArguments).flatMap(file => ['-c', file]),
    ]),
    'config',
    '-flat',
    ...(profiles.length > 0 ? ['-profile', profiles.join(',')] : []),
    options.script.slice(0, Math.max(1, options.script.lastIndexOf('/'))),
  ];
}

/** Params files that a launch is given. */
export function paramsFiles({ paramsFile, extraArguments }: LaunchOptions): readonly string[] {
  const given = extraArguments.filter((_, at) => extraArguments[at - 1] === '-params-file');
  return [...(paramsFile === null ? [] : [paramsFile]), ...given];
}

/** The names that a params file may give, in JSON or YAML. */
export function paramNames(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|[{,\n])[ \t]*["']?([A-Za-z_][\w-]*)["']?[ \t]*:/g)].flatMap(
    ({ 1: name }) => name ?? [],
  );
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

/** Config files that extra arguments add to a run: the words after `-c` and `-config`. */
export function configArguments(words: readonly string[]): readonly string[] {
  return filesAfter(['-c', '-config'], words);
}

/** Config files of `-C`, beside which a run reads no other. */
export function replacingConfigs(words: readonly string[]): readonly string[] {
  return filesAfter(['-C'], words);
}

/** Nextflow takes a comma for the end of a path (24.10.0). */
function filesAfter(options: readonly string[], words: readonly string[]): readonly string[] {
  return words
    .filter((_, at) => options.includes(words[at - 1] ?? ''))
    .flatMap(paths => paths.split(','));
}
