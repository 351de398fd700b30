import type { Consequence } from '../../arrival/consequence.ts';
import { listed } from '../../count.ts';
import type { LaunchOptions } from './launchOptions.ts';

/** A process, and whether it has a `stub`. */
export interface StubSource {
  readonly name: string;
  readonly stub: boolean;
}

/** The names of processes without a stub, each once, in their order. */
export function stubless(processes: readonly StubSource[]): readonly string[] {
  return [...new Set(processes.filter(({ stub }) => !stub).map(({ name }) => name))];
}

/** What a run is for, as far as it decides whether its scripts run. */
export interface StubPurpose {
  readonly test: boolean;
  /** It looks for leaks, which happen where scripts run. */
  readonly canaries: boolean;
}

/**
 * What of the pipeline's scripts a run executes, where that is not simply all of them. `without` are
 * the processes that have no stub: a stub run fails at one with Nextflow 24.10.0, and runs its
 * script with 23.10.1.
 */
export function stubConsequence(
  { stub, profiles }: LaunchOptions,
  { test, canaries }: StubPurpose,
  without: readonly string[],
): Consequence | null {
  if (stub) {
    return stubsRun(without, canaries);
  }
  if (!test) {
    return null;
  }
  if (profiles.length > 0) {
    const word = profiles.length === 1 ? 'profile' : 'profiles';
    return {
      severity: 'info',
      brief: `The scripts run with the ${word} ${listed(profiles)}`,
      text: `The scripts run with the ${word} ${listed(profiles.map(name => `\`${name}\``))}.`,
    };
  }
  return scriptsRun(without, canaries);
}

function stubsRun(without: readonly string[], canaries: boolean): Consequence {
  const unseen = canaries ? ' What the scripts would do with values is not seen.' : '';
  return without.length === 0
    ? {
        severity: canaries ? 'warning' : 'info',
        brief: 'Stubs run, not the scripts',
        text: `Each process runs its stub instead of its script.${unseen}`,
      }
    : {
        severity: 'warning',
        brief: `No stub: ${listed(without)}`,
        text: `${lackOf(without)}: Nextflow 24.10.0 fails there, 23.10.1 runs the script instead.${unseen}`,
      };
}

function scriptsRun(without: readonly string[], canaries: boolean): Consequence {
  if (canaries) {
    return {
      severity: 'warning',
      brief: 'The scripts themselves run: no profile test',
      text: 'The scripts themselves run, on what the pipeline reads by itself: there is no profile `test`, and stubs would not show where values go.',
    };
  }
  const stubs = without.length === 0 ? 'every process' : listed(without, 2);
  const why =
    without.length === 0
      ? 'no process is known to have a stub'
      : `${lackOf(without)}, at which a stub run fails`;
  return {
    severity: 'warning',
    brief: `The scripts themselves run: no profile test, no stub of ${stubs}`,
    text: `The scripts themselves run: there is no profile \`test\`, and ${why}.`,
  };
}

function lackOf(without: readonly string[]): string {
  return `${listed(without)} ${without.length === 1 ? 'has' : 'have'} no stub`;
}
