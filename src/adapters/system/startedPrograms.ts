import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { unlessAborted } from '../../services/async/unlessAborted.ts';
import { askToEnd, send, stopAll } from './processTree.ts';

/** Programs that are waited for together. */
interface Started {
  readonly programs: Set<ChildProcess>;
  givenUp: boolean;
}

/** For whom a program is started just now. */
const starting = new AsyncLocalStorage<Started>();
let isSubscribed = false;
/** Those that have been asked to end, and are killed if they do not. */
const ending = new Set<Promise<void>>();

/**
 * The programs that a cloud's library starts for credentials, which it neither tells of nor ends: an
 * editor's process lives for days, and has programs of others. Node tells of each that is made.
 */
export class StartedPrograms {
  readonly #onGivenUp: () => void;
  #started: Started = { programs: new Set(), givenUp: false };
  #waiting = 0;

  /** `onGivenUp` is called when programs are ended before they have answered. */
  constructor(onGivenUp: () => void) {
    this.#onGivenUp = onGivenUp;
    if (!isSubscribed) {
      isSubscribed = true;
      subscribe('child_process', message => {
        take((message as { readonly process: ChildProcess }).process);
      });
    }
  }

  get areRunning(): boolean {
    return running(this.#started).length > 0;
  }

  /** Waits for work unless it is given up; what it has started is ended once nobody waits for it. */
  async wait<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    this.#waiting += 1;
    try {
      return await unlessAborted(starting.run(this.#started, work), signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) {
        this.end();
      }
    }
  }

  /** Ends those that still run, with what they have started and what their library starts instead. */
  end(): void {
    const pids = running(this.#started);
    if (pids.length > 0) {
      this.#started.givenUp = true;
      this.#onGivenUp();
      endWithDescendants(pids);
    }
    this.#started = { programs: new Set(), givenUp: false };
  }
}

/** Where one program is ended, a library may try the next way to credentials, or the same again. */
function take(program: ChildProcess): void {
  const started = starting.getStore();
  started?.programs.add(program);
  program.once('spawn', () => {
    if (started?.givenUp === true && program.pid !== undefined) {
      endWithDescendants([program.pid]);
    }
  });
}

function running({ programs }: Started): readonly number[] {
  return [...programs].flatMap(({ pid, exitCode, signalCode }) =>
    pid !== undefined && exitCode === null && signalCode === null ? [pid] : [],
  );
}

function endWithDescendants(pids: readonly number[]): void {
  const end = killUnlessEnded(pids);
  ending.add(end);
  void end.finally(() => ending.delete(end));
}

async function killUnlessEnded(pids: readonly number[]): Promise<void> {
  const all = await stopAll(pids);
  await askToEnd(all);
  (await stopAll(all)).forEach(pid => send(pid, 'SIGKILL'));
}

/**
 * Resolves when nothing that {@link StartedPrograms} has begun to end can be left: a process that
 * ends earlier leaves what is deaf to the first signal, whose shell may be gone by then.
 */
export async function programsEnded(): Promise<void> {
  await Promise.allSettled(ending);
}
