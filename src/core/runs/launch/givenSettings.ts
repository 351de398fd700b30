import type { PlacedSetting } from '../../nextflow/files/activeSettings.ts';

/** Variables of the environment that decide what a run reads, or where its tasks run. */
export const runVariables = [
  'NXF_CONFIG_FILE',
  'NXF_EXECUTOR',
  'NXF_PARAMS_FILE',
  'NXF_WORK',
] as const;

export type RunVariables = Readonly<Partial<Record<(typeof runVariables)[number], string>>>;

/** What a run is told outside of its configs, around which these stand. */
export interface GivenSettings {
  /** What any config overrides: the environment's. */
  readonly before: readonly PlacedSetting[];
  /** What overrides any config but its selectors: the command line's. */
  readonly after: readonly PlacedSetting[];
}

/** Where settings stand that no file has. */
const nowhere = {
  profile: null,
  uri: 'nextflow-launch:given',
  line: 1,
  span: { start: 0, end: 0 },
};

/** Options of `nextflow run` that set something of a config, as 24.10.0 does. */
const optionPaths: Readonly<Record<string, readonly string[]>> = {
  '-w': ['workDir'],
  '-work-dir': ['workDir'],
  '-with-docker': ['process', 'container'],
  '-with-podman': ['process', 'container'],
  '-with-singularity': ['process', 'container'],
  '-with-apptainer': ['process', 'container'],
  '-with-charliecloud': ['process', 'container'],
};

/** What the words of a command line, say `-process.executor=slurm`, and the environment set. */
export function givenSettings(words: readonly string[], variables: RunVariables): GivenSettings {
  const { NXF_EXECUTOR, NXF_WORK } = variables;
  return {
    before: [
      ...(NXF_EXECUTOR ? [given(['NXF_EXECUTOR'], NXF_EXECUTOR, 'NXF_EXECUTOR')] : []),
      ...(NXF_WORK ? [given(['workDir'], NXF_WORK, 'NXF_WORK')] : []),
    ],
    after: words.flatMap((word, at) => {
      const next = words[at + 1];
      const argument = next?.startsWith('-') === false ? next : null;
      const [, option = '', scope = '', name = '', value] =
        /^(-(process|executor)\.([^=]+))(?:=(.*))?$/s.exec(word) ?? [];
      if (option !== '') {
        return [given([scope, ...name.split('.')], value ?? argument ?? 'true', option)];
      }
      const path = Object.hasOwn(optionPaths, word) ? optionPaths[word] : undefined;
      return path && argument !== null ? [given(path, argument, word)] : [];
    }),
  };
}

function given(path: readonly string[], value: string, by: string): PlacedSetting {
  return { ...nowhere, path, value, given: by };
}

/** All that a run is told, in the order in which a later one wins. */
export function withGiven(
  { before, after }: GivenSettings,
  settings: readonly PlacedSetting[],
): readonly PlacedSetting[] {
  return [...before, ...settings, ...after];
}

/** The workflow that is run in place of the one without a name; null for that one. */
export function entryWorkflow(words: readonly string[]): string | null {
  return words.findLast((_, at) => words[at - 1] === '-entry') ?? null;
}
