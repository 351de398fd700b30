import { survivorsOf } from '../../adapters/runs/survivorsOf.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import type { AfterRun } from './afterRun.ts';

/**
 * Tells of the tasks and grid jobs that live on although Nextflow is gone, which happens when it
 * was killed: ended in any other way it ends them itself.
 */
export async function nameSurvivors({ record }: AfterRun): Promise<Partial<RunRecord>> {
  // A terminal's programs are its developer's own affair.
  return record.work.kind === 'terminal' || record.process === null
    ? {}
    : { survivors: await survivorsOf(record) };
}
