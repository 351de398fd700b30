import * as l10n from '@vscode/l10n';
import { processOf } from '../../runs/output/progressCounter.ts';
import type { ProcessTasks, RunProgress, TaskFailure } from '../../runs/record/runProgress.ts';

/** Attempts that neither ended nor were ended. */
function inWork({ submitted, completed, failed, aborted }: Omit<ProcessTasks, 'name'>): number {
  return Math.max(0, submitted - completed - failed - aborted);
}

/** `3 of 5`, with what was cached as done and an attempt that is retried as none; or null. */
export function doneOfAll(tasks: Omit<ProcessTasks, 'name'>): string | null {
  const { done, all } = counted(tasks);
  return all <= 0 ? null : l10n.t('{0} of {1}', done, all);
}

/** The same as `3 of 5 tasks`. */
export function tasksDone(tasks: Omit<ProcessTasks, 'name'>): string | null {
  const { done, all } = counted(tasks);
  return all <= 0 ? null : l10n.t('{0} of {1} tasks', done, all);
}

function counted({ submitted, completed, cached, retried }: Omit<ProcessTasks, 'name'>) {
  return { done: completed + cached, all: submitted + cached - retried };
}

/** A process in a few quiet words: `2 of 4 · 1 running · 1 cached`. `live`: its run goes on. */
export function processLine(process: ProcessTasks, live: boolean): string {
  const running = live ? inWork(process) : 0;
  const lost = process.failed - process.retried;
  const parts = [
    [running, l10n.t('{0} running', running)],
    [process.cached, l10n.t('{0} cached', process.cached)],
    [lost, l10n.t('{0} failed', lost)],
    [process.retried, l10n.t('{0} retried', process.retried)],
    [process.aborted, l10n.t('{0} ended early', process.aborted)],
  ] as const;
  return [
    doneOfAll(process) ?? '',
    ...parts.flatMap(([count, text]) => (count > 0 ? [text] : [])),
  ].join(' · ');
}

/** A codicon and its theme colour for where a process stands. */
export function processIcon(
  process: ProcessTasks,
  live: boolean,
): { readonly icon: string; readonly color: string | null } {
  if (process.failed > process.retried) {
    return { icon: 'error', color: 'testing.iconFailed' };
  }
  if (inWork(process) > 0) {
    return live ? { icon: 'sync~spin', color: null } : { icon: 'circle-slash', color: null };
  }
  return process.aborted > 0
    ? { icon: 'circle-slash', color: 'disabledForeground' }
    : { icon: 'pass', color: 'testing.iconPassed' };
}

/**
 * The shortest name of each process that no other has: `ALIGN` of `RNASEQ:ALIGN`, because nothing
 * more fits into a side bar; `MAP:SORT` and `CALL:SORT` where one word would not do.
 */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    names.map(name => {
      const words = name.split(':');
      const tails = words.map((_, at) => words.slice(words.length - 1 - at).join(':'));
      const own = tails.find(
        tail => !names.some(other => other !== name && `:${other}`.endsWith(`:${tail}`)),
      );
      return [name, own ?? name];
    }),
  );
}

/** `ALIGN (sample 3) failed with exit code 1`, with the short name of its process. */
export function failureLabel(
  { task, exit }: TaskFailure,
  short: ReadonlyMap<string, string>,
): string {
  const process = processOf(task);
  const name = `${short.get(process) ?? process}${task.slice(process.length)}`;
  return exit === null
    ? l10n.t('{0} failed', name)
    : l10n.t('{0} failed with exit code {1}', name, exit);
}

/** Failed tasks that were not tried again, the one that ended the run first. */
export function lastingFailures({ failures }: RunProgress): readonly TaskFailure[] {
  const lasting = failures.filter(({ then }) => then !== 'retried');
  return [
    ...lasting.filter(({ then }) => then === 'ended-run'),
    ...lasting.filter(({ then }) => then === 'ignored'),
  ];
}
