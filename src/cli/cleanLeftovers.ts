import type { Failure } from '../core/failure.ts';
import {
  isProvablyOver,
  isRemovable,
  type Leftover,
  olderThan,
} from '../core/leftovers/leftover.ts';
import { leftoverLine } from '../core/leftovers/leftoverLine.ts';
import { leftoverName } from '../core/leftovers/leftoverName.ts';
import { locationText, type SearchLocation } from '../core/leftovers/searchLocation.ts';
import { printable } from '../core/words/printable.ts';
import type { Leftovers } from '../services/leftovers/leftovers.ts';
import type { CleanOptions } from './cleanOptions.ts';
import { failureText } from './shared/failureText.ts';
import { say } from './shared/say.ts';

/**
 * What became of a leftover: `listed` would be removed without a dry run, `needs-yes` only with
 * `--yes`; `kept` is in use or removed already.
 */
type State = 'removed' | 'listed' | 'needs-yes' | 'kept' | 'failed';

/** Removes leftovers of the machine and of these places, and prints each with what became of it. */
export async function cleanLeftovers(
  leftovers: Leftovers,
  locations: readonly SearchLocation[],
  options: CleanOptions,
): Promise<{ readonly found: number; readonly left: number; readonly failed: boolean }> {
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  process.once('SIGINT', stop);
  try {
    await leftovers.search(locations, abort.signal);
    const failed = printFailures(leftovers);
    const found = olderThan(leftovers.found, options.olderThan, Date.now());
    const states = await removeThose(leftovers, found, options, abort.signal);
    for (const leftover of found) {
      print(leftover, states.get(leftover.id) ?? { state: 'kept', reason: null }, options);
    }
    const left = found.filter(leftover => {
      const { state } = states.get(leftover.id) ?? { state: 'kept' };
      return state === 'failed' || state === 'listed';
    });
    return { found: found.length, left: left.length, failed };
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

interface Outcome {
  readonly state: State;
  readonly reason: string | null;
}

async function removeThose(
  leftovers: Leftovers,
  found: readonly Leftover[],
  { dryRun, yes }: CleanOptions,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Outcome>> {
  const removable = found.filter(isRemovable);
  const chosen = removable.filter(leftover => yes || isProvablyOver(leftover));
  const removal = dryRun
    ? { removed: [], failed: [] }
    : await leftovers.remove(chosen, () => undefined, signal);
  const plain = (state: State) => ({ state, reason: null });
  return new Map<string, Outcome>([
    ...removable.map(({ id }) => [id, plain('needs-yes')] as const),
    // What a signal kept from being begun is left, too.
    ...chosen.map(({ id }) => [id, plain('listed')] as const),
    ...removal.removed.map(({ id }) => [id, plain('removed')] as const),
    ...removal.failed.map(
      ({ leftover, failure }) =>
        [leftover.id, { state: 'failed', reason: failureText(failure) }] as const,
    ),
  ]);
}

/** Places that did not answer: never as if they were empty. */
function printFailures({ state }: Leftovers): boolean {
  const failures: (readonly [string, Failure])[] = (state?.locations ?? []).flatMap(
    ({ location, state }) =>
      state.kind === 'failed' ? [[locationText(location), state.failure] as const] : [],
  );
  if (state?.machine.kind === 'searched') {
    failures.push(...state.machine.unread.map(failure => ['this machine', failure] as const));
  }
  for (const [place, failure] of failures) {
    say(`${place} is not known: ${failureText(failure)}`);
  }
  return failures.length > 0;
}

const words: Readonly<Record<State, string>> = {
  removed: 'removed',
  listed: 'would be removed',
  'needs-yes': 'not removed without --yes',
  kept: 'not removed',
  failed: 'not removed',
};

function print(leftover: Leftover, { state, reason }: Outcome, { format }: CleanOptions): void {
  const place = leftover.kind === 'cloud' ? leftover.place : 'machine';
  if (format === 'json') {
    const row = {
      place,
      name: leftoverName(leftover),
      run: leftover.kind === 'cloud' ? leftover.run : null,
      whose: leftover.kind === 'cloud' ? leftover.attribution.kind : (leftover.doubt ?? 'stale'),
      createdAt: leftover.createdAt === null ? null : new Date(leftover.createdAt).toISOString(),
      state,
      reason,
    };
    process.stdout.write(`${JSON.stringify(row)}\n`);
    return;
  }
  const said = reason === null ? words[state] : `${words[state]}: ${reason}`;
  const line = `${place}  ${leftoverName(leftover)}  ${leftoverLine(leftover, Date.now())}  ${said}`;
  process.stdout.write(`${printable(line)}\n`);
}
