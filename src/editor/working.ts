import * as vscode from 'vscode';

/** After this long, in milliseconds, waiting is shown and can be given up. */
const patience = 700;

/**
 * Does work that may wait on a network: what takes longer than a moment shows its progress and can
 * be cancelled. Null when it was.
 */
export async function working<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const abort = new AbortController();
  const done = work(abort.signal).catch((error: unknown) => {
    if (abort.signal.aborted) {
      return null;
    }
    throw error;
  });
  const soon = await Promise.race([done.then(() => true), after(patience)]);
  if (soon !== true) {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        token.onCancellationRequested(() => {
          abort.abort();
        });
        await done.catch(() => null); // The caller tells.
      },
    );
  }
  return done;
}

function after(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
