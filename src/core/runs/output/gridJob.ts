import { schedulerOf } from '../backends/schedulers.ts';
import type { Survivor } from '../record/runRecord.ts';

/** A job that Nextflow handed to a grid scheduler. */
export type GridJob = Extract<Survivor, { kind: 'job' }>;

/** `… - [SLURM] submitted process ALIGN (1) > jobId: 42; workDir: /…` (Nextflow 24.10.0). */
const submitted = /\[([A-Z]+)\] submitted process (.+) > jobId: (\S+?);/g;

/** The jobs that a `.nextflow.log` tells of, each once. */
export function submittedJobs(log: string): readonly GridJob[] {
  const jobs = new Map<string, GridJob>();
  for (const [, prefix = '', task = '', id = ''] of log.matchAll(submitted)) {
    const executor = prefix.toLowerCase();
    if (schedulerOf(executor)?.id.test(id)) {
      jobs.set(`${executor} ${id}`, { kind: 'job', task, executor, id });
    }
  }
  return [...jobs.values()];
}

/** Those of some jobs that a scheduler's own list, as its program prints it, still has. */
export function listedJobs(jobs: readonly GridJob[], list: string): readonly GridJob[] {
  return jobs.filter(({ executor, id }) => {
    const listed = schedulerOf(executor)?.listed;
    return list.split('\n').some(line => {
      const known = listed?.exec(line)?.[1];
      // `42.head` of PBS is listed as `42`; an array `42_[1-4]` of Slurm as `42`.
      return known !== undefined && (known === id || id.startsWith(`${known}.`));
    });
  });
}
