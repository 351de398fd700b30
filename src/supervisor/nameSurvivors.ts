import { survivingJobs } from '../adapters/runs/gridScheduler.ts';
import type { RunRecord } from '../core/runs/run.ts';
import type { AfterRun } from './afterRun.ts';

/**
 * Tells of the grid jobs that live on although Nextflow is gone, which happens when it was killed:
 * ended in any other way it cancels them itself.
 */
export async function nameSurvivors({ record }: AfterRun): Promise<Partial<RunRecord>> {
  if (record.backend !== 'hpc' || record.nextflow === null) {
    return {};
  }
  const jobs = await survivingJobs(record);
  const others = record.survivors.filter(({ kind }) => kind !== 'job');
  return { survivors: [...others, ...jobs] };
}
