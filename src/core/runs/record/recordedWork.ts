import type { LaunchOptions } from '../launch/launchOptions.ts';
import type { Work } from '../launch/work.ts';
import type { RunWork } from './runWork.ts';

/** What is launched as a run's record keeps it, with the absolute path of what was launched from a folder. */
export function recordedWork(work: Work, { script }: LaunchOptions, folder: string): RunWork {
  switch (work.kind) {
    case 'pipeline':
      return { kind: 'pipeline', script };
    case 'terminal':
      return { kind: 'terminal' };
    case 'tests':
      return { kind: 'tests', file: `${folder}/${work.file}` };
  }
}
