import type { Event } from './event.ts';

/** Waits until a state that an event announces holds; throws the signal's reason when aborted. */
export async function until(
  holds: () => boolean,
  onDidChange: Event<unknown>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (holds()) {
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      subscription.dispose();
      signal.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      reject(signal.reason as Error);
    };
    const subscription = onDidChange(() => {
      if (holds()) {
        end();
        resolve();
      }
    });
    signal.addEventListener('abort', abort);
  });
}
