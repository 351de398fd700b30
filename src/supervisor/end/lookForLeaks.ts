import { checkForLeaks, leakBounds } from '../../adapters/leaks/checkForLeaks.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import type { AfterRun } from './afterRun.ts';

/**
 * Tells what of the secrets a run has left in files. The supervisor does it, because it is the only
 * one that knew the values; one that adopted a run may not know them.
 */
export async function lookForLeaks(
  run: AfterRun,
  signal: AbortSignal,
): Promise<Partial<RunRecord>> {
  const { record, needles } = run;
  const { names, tooShort, tooCommon } = needles;
  const unsought = {
    ...(tooShort.length > 0 && { tooShort: [...tooShort] }),
    ...(tooCommon.length > 0 && { tooCommon: [...tooCommon] }),
  };
  if (record.process === null) {
    return unsought;
  }
  // What was looked for in part would pass for clean.
  const known = names.length > 0 && needles.unknown.length === 0;
  const leaks = known ? await checkForLeaks(run, leakBounds, signal) : null;
  return { ...unsought, ...(leaks && { leaks }) };
}
