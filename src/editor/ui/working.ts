import * as vscode from 'vscode';
import type { OnProgress } from '../../services/ports/ports.ts';

/** After this long, in milliseconds, waiting is shown and can be given up. */
const timeout = 700;

/** How far work has come, say `12 of 200`. */
export type Report = (message: string) => void;

/** Reports how many of all are done: `0 of 200` at first. */
export function countIn(report: Report, all: number): OnProgress {
  const tell: OnProgress = done => {
    report(`${done} of ${all}`);
  };
  tell(0);
  return tell;
}

/**
 * Does work that may wait on a network: what takes longer than a moment shows its progress and can
 * be cancelled. Null when it was, and the work has no answer of its own to that.
 */
export async function working<T>(
  title: string,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T | null> {
  const abort = new AbortController();
  let message = '';
  let show: Report = () => undefined;
  const report: Report = text => {
    message = text;
    show(text);
  };
  const done = work(abort.signal, report).catch((error: unknown) => {
    if (abort.signal.aborted) {
      return null;
    }
    throw error;
  });
  const soon = await Promise.race([done.then(() => true), after(timeout)]);
  if (soon !== true) {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => {
          abort.abort();
        });
        show = text => {
          progress.report({ message: text });
        };
        show(message);
        await done.catch(() => null); // The caller tells.
      },
    );
  }
  return done;
}

function after(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
