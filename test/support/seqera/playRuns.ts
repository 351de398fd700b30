import { endRun, type FakeRun, isOver, type RunState } from './runState.ts';

const tasks = 4;

/**
 * Lets each run that is launched from now on go its way, step by step, to success; those that were
 * there before stay as they are.
 */
export function playRuns(state: RunState, step: number): { readonly stop: () => void } {
  const before = new Set(state.runs);
  const timer = setInterval(() => {
    for (const run of state.runs) {
      if (!before.has(run) && !isOver(run)) {
        play(run);
      }
    }
  }, step);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

function play(run: FakeRun): void {
  if (run.tasks === null) {
    run.status = 'RUNNING';
    run.tasks = { pending: tasks, running: 0, succeeded: 0, failed: 0 };
    run.log.push('N E X T F L O W  ~  version 25.10.0', `Launching ${run.launch.pipeline}`);
    return;
  }
  const done = run.tasks.succeeded + run.tasks.running;
  if (run.tasks.succeeded === tasks) {
    run.log.push('Completed successfully.');
    endRun(run, 'SUCCEEDED');
    return;
  }
  run.log.push(`[${String(done).padStart(2, '0')}/a1b2c3] ALIGN (${Math.min(done + 1, tasks)})`);
  const running = Math.min(1, tasks - done);
  run.tasks = { pending: tasks - done - running, running, succeeded: done, failed: 0 };
}
