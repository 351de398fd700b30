import { pickRun } from '../pickRun.ts';
import type { RunsDeps } from '../runsDeps.ts';

/** Removes an ended run from the history, with its record and its output. */
export async function forgetRun(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(
    deps,
    argument,
    ({ alive, outstanding }) => !alive && outstanding.length === 0,
    'Remove from History',
  );
  if (!run) {
    return;
  }
  const forgotten = await deps.registry.forget(run.record.run);
  if (!forgotten.ok) {
    deps.showFailure(forgotten.error);
  }
}
