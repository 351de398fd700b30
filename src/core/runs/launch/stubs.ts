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

/**
 * What of the pipeline's scripts a run executes, where that is not simply all of them. `without` are
 * the processes that have no stub: a stub run fails at one with Nextflow 24.10.0, and runs its
 * script with 23.10.1.
 */
export function stubConsequence(
  { stub, profiles }: LaunchOptions,
  test: boolean,
  without: readonly string[],
): Consequence | null {
  const lack = `${listed(without)} ${without.length === 1 ? 'has' : 'have'} no stub`;
  if (stub) {
    return without.length === 0
      ? {
          severity: 'info',
          brief: 'Stubs run, not the scripts',
          text: 'Each process runs its stub instead of its script.',
        }
      : {
          severity: 'warning',
          brief: `No stub: ${listed(without)}`,
          text: `${lack}: Nextflow 24.10.0 fails there, 23.10.1 runs the script instead.`,
        };
  }
  if (!test) {
    return null;
  }
  return profiles.includes('test')
    ? {
        severity: 'info',
        brief: 'The scripts run with the profile test',
        text: 'The scripts run with the profile `test`.',
      }
    : {
        severity: 'warning',
        brief: `The scripts themselves run: no profile test, no stub of ${without.length === 0 ? 'every process' : listed(without, 2)}`,
        text: `The scripts themselves run: there is no profile \`test\`, and ${without.length === 0 ? 'no process is known to have a stub' : `${lack}, at which a stub run fails`}.`,
      };
}
