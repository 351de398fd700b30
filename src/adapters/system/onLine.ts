import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { LineCutter } from '../../core/runs/output/lineCutter.ts';

/**
 * Calls back for each whole line of a stream, without its end; its errors are its owner's to handle.
 * A line of more than `longest` characters ends the stream: whoever sends it must not fill our memory.
 */
export function onLine(stream: Readable, longest: number, listener: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  const lines = new LineCutter(longest);
  stream.on('data', (chunk: Buffer) => {
    lines.push(decoder.write(chunk)).forEach(listener);
    if (lines.isTooLong) {
      stream.destroy();
    }
  });
}
