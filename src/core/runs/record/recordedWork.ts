import type { Work } from '../launch/work.ts';
import { type RunWork, workPath } from './runWork.ts';

/** What is launched as a run's record keeps it, with the absolute path of what was launched from a folder. */
export function recordedWork(work: Work, folder: string): RunWork {
  switch (work.kind) {
    case 'pipeline':
      return { kind: 'pipeline', script: work.options.script };
    case 'terminal':
      return { kind: 'terminal' };
    case 'tests':
      return { kind: 'tests', file: `${folder}/${work.file}` };
  }
}

/** The path that tells a launch from others: its script, its tests, or the folder of a shell. */
export function launchedPath(work: Work, folder: string): string {
  return workPath(recordedWork(work, folder), folder);
}
