import * as vscode from 'vscode';
import type { OnProgress } from '../../services/ports/stores/secretStore.ts';
import { pause } from '../pause.ts';

/** After this long, in milliseconds, waiting is shown and can be given up. */
const timeout = 500;

/** How far work has come, say `12 of 200`. */
export type Report = (message: string) => void;

/** Work that may wait on a network, a disk or a process. */
type Work<T> = (signal: AbortSignal, report: Report) => Promise<T>;

/** How waiting is shown. */
interface WaitingOptions {
  /** False for work that must not be left half done: then there is no button for it. */
  readonly cancellable: boolean;
  /** In the status bar, for what somebody need not look at. */
  readonly quiet?: boolean;
}

/** Reports how many of all are done: `0 of 200` at first. */
export function countIn(report: Report, all: number): OnProgress {
  const tell: OnProgress = done => {
    report(vscode.l10n.t('{0} of {1}', done, all));
  };
  tell(0);
  return tell;
}

/**
 * Does work that may take long: what takes longer than a moment shows its progress and can be
 * cancelled. Null when it was, and the work has no answer of its own to that.
 */
export async function working<T>(title: string, work: Work<T>): Promise<T | null>;
export async function working<T>(
  title: string,
  work: Work<T>,
  options: WaitingOptions & { readonly cancellable: false },
): Promise<T>;
export async function working<T>(
  title: string,
  work: Work<T>,
  { cancellable, quiet = false }: WaitingOptions = { cancellable: true },
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
  const soon = await Promise.race([done.then(() => true), pause(timeout)]);
  if (soon !== true) {
    const { Window, Notification } = vscode.ProgressLocation;
    void vscode.window.withProgress(
      { location: quiet ? Window : Notification, title, cancellable },
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
