import * as v from 'valibot';
import { backendKinds, deliveryKinds } from '../backends/backend.ts';

/** What a developer chooses for a launch; remembered for each workspace folder. */
export const launchOptionsSchema = v.object({
  /** Absolute path of the entry script. */
  script: v.string(),
  profiles: v.array(v.string()),
  /** Absolute path, or null for none. */
  paramsFile: v.nullable(v.string()),
  resume: v.boolean(),
  /** The session that `resume` goes on with; null for that of the last run in the folder. */
  session: v.optional(v.nullable(v.string()), null),
  /** Runs each process's `stub` instead of its script. */
  stub: v.boolean(),
  /** Where its tasks execute; null for what the pipeline's config says. */
  backend: v.optional(v.nullable(v.picklist(backendKinds)), null),
  /** How tasks get their secrets, where a backend has several ways; null for the one that fits. */
  delivery: v.optional(v.nullable(v.picklist(deliveryKinds)), null),
  /** Further words for Nextflow's command line, say `['--input', 'samples.csv']`. */
  extraArguments: v.array(v.string()),
});
export type LaunchOptions = v.InferOutput<typeof launchOptionsSchema>;

/** A launch of a script with nothing chosen: what `nextflow run <script>` does. */
export function plainOptions(script: string): LaunchOptions {
  return {
    script,
    profiles: [],
    paramsFile: null,
    resume: false,
    session: null,
    stub: false,
    backend: null,
    delivery: null,
    extraArguments: [],
  };
}

/** Where the tasks of a script run, as a developer chose it before. */
export type RememberedBackend = Pick<LaunchOptions, 'backend' | 'delivery'>;

/** The backend that was chosen for a script when it was launched last; none for any other script. */
export function rememberedBackend(last: LaunchOptions | null, script: string): RememberedBackend {
  const same = last?.script === script ? last : null;
  return { backend: same?.backend ?? null, delivery: same?.delivery ?? null };
}

/**
 * A quick try of a script: with its `test` profile where the config has one (nf-core's convention:
 * small inputs), else with each process's stub, if it is known that every one has one: a stub run
 * fails where one has none. Else the scripts run themselves. Its tasks run where those of the last
 * launch did: a choice that was needed then is needed now.
 */
export function testOptions(
  script: string,
  profiles: readonly string[],
  hasStubs: boolean,
  remembered: RememberedBackend,
): LaunchOptions {
  const plain = { ...plainOptions(script), ...remembered };
  return profiles.includes('test')
    ? { ...plain, profiles: ['test'] }
    : { ...plain, stub: hasStubs };
}

/**
 * Options with words of a command line: what is an option of ours becomes one, so that all that
 * depends on it counts with it, and what is not is added.
 */
export function withArguments(options: LaunchOptions, words: readonly string[]): LaunchOptions {
  const profiles: string[] = [];
  const others: string[] = [];
  let { stub } = options;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (word === '-profile' && next !== undefined) {
      profiles.push(...next.split(','));
      at += 1;
    } else if (word === '-stub' || word === '-stub-run') {
      stub = true;
    } else {
      others.push(word);
    }
  }
  return {
    ...options,
    profiles: profiles.length > 0 ? profiles : options.profiles,
    stub,
    extraArguments: [...options.extraArguments, ...others],
  };
}

/** Options from outside, or null where they cannot be read: another version may have stored them. */
export function parseLaunchOptions(stored: unknown): LaunchOptions | null {
  const parsed = v.safeParse(launchOptionsSchema, stored);
  return parsed.success ? parsed.output : null;
}
