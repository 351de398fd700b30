import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { schedulerOf } from '../../core/runs/backends/schedulers.ts';
import { type GridJob, listedJobs, submittedJobs } from '../../core/runs/output/gridJob.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import { readPlainFile } from '../files/plainFile.ts';
import { LocalRunFiles } from './localRunFiles.ts';

/** After so long a scheduler counts as not answering, in milliseconds. */
const timeout = 20_000;
/** Of a longer log no job is known, in bytes. */
const longestLog = 256 * 1024 * 1024;
/** Job ids on one command line. */
const batch = 100;

/**
 * The jobs of a run that are queued or run although its Nextflow is gone, from Nextflow's log and
 * the scheduler's list. Where either does not tell, none are claimed.
 */
export async function survivingJobs(record: RunRecord): Promise<readonly GridJob[]> {
  const log = await new LocalRunFiles().log(record);
  const jobs = log.ok ? submittedJobs(await readPlainFile(log.value, longestLog)) : [];
  const executors = [...new Set(jobs.map(({ executor }) => executor))];
  const living = executors.map(async executor => {
    const list = schedulerOf(executor)?.list ?? [];
    const own = jobs.filter(job => job.executor === executor);
    return listedJobs(own, await outputOf(list));
  });
  return (await Promise.all(living)).flat();
}

/** Cancels jobs; throws what the scheduler's program says where it refuses. */
export async function cancelJobs(jobs: readonly GridJob[]): Promise<void> {
  for (const executor of new Set(jobs.map(job => job.executor))) {
    const scheduler = schedulerOf(executor);
    const ids = jobs
      .filter(job => job.executor === executor && scheduler?.id.test(job.id))
      .map(({ id }) => id);
    for (let at = 0; at < ids.length; at += batch) {
      await outputOf([...(scheduler?.cancel ?? []), ...ids.slice(at, at + batch)]);
    }
  }
}

async function outputOf([program = '', ...args]: readonly string[]): Promise<string> {
  const options = { timeout: timeout, maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)(program, args, options)).stdout;
}
