import * as l10n from '@vscode/l10n';
import type { Consequence } from '../../arrival/consequence.ts';
import { listed, plural } from '../../count.ts';
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
  return profiles.length > 0 ? profilesRun(profiles) : scriptsRun(without, canaries);
}

function profilesRun(profiles: readonly string[]): Consequence {
  const text = (names: string): string =>
    plural(
      profiles.length,
      l10n.t('The scripts run with the profile {0}', names),
      l10n.t('The scripts run with the profiles {0}', names),
    );
  return {
    severity: 'info',
    brief: text(listed(profiles)),
    text: `${text(listed(profiles.map(name => `\`${name}\``)))}.`,
  };
}

function stubsRun(without: readonly string[], canaries: boolean): Consequence {
  const all = without.length === 0;
  const what = all
    ? l10n.t('Each process runs its stub instead of its script.')
    : l10n.t(
        '{0}: Nextflow 24.10.0 fails there, 23.10.1 runs the script instead.',
        lackOf(without),
      );
  return {
    severity: all && !canaries ? 'info' : 'warning',
    brief: all ? l10n.t('Stubs run, not the scripts') : l10n.t('No stub: {0}', listed(without)),
    text: canaries ? `${what} ${l10n.t('What the scripts do with values is not tested.')}` : what,
  };
}

function scriptsRun(without: readonly string[], canaries: boolean): Consequence {
  if (canaries) {
    return {
      severity: 'warning',
      brief: l10n.t('The scripts themselves run: no profile test'),
      text: l10n.t(
        'The scripts themselves run, on what the pipeline reads by itself: there is no profile `test`, and stubs would not show where values go.',
      ),
    };
  }
  return without.length === 0
    ? {
        severity: 'warning',
        brief: l10n.t('The scripts themselves run: no profile test, no stub of every process'),
        text: l10n.t(
          'The scripts themselves run: there is no profile `test`, and no process is known to have a stub.',
        ),
      }
    : {
        severity: 'warning',
        brief: l10n.t(
          'The scripts themselves run: no profile test, no stub of {0}',
          listed(without, 2),
        ),
        text: l10n.t(
          'The scripts themselves run: there is no profile `test`, and {0}, at which a stub run fails.',
          lackOf(without),
        ),
      };
}

function lackOf(without: readonly string[]): string {
  const names = listed(without);
  return plural(
    without.length,
    l10n.t('{0} has no stub', names),
    l10n.t('{0} have no stub', names),
  );
}
