import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Calls back for each whole line of a stream; its errors are its owner's to handle. */
export function onLine(stream: Readable, listener: (line: string) => void): void {
  createInterface({ input: stream })
    .on('line', listener)
    // A reader of lines repeats the errors of its stream.
    .on('error', () => undefined);
}
