import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/**
 * Calls back for each whole line of a stream, without its end; its errors are its owner's to handle.
 * A line of more than `longest` characters ends the stream: whoever sends it must not fill our memory.
 */
export function onLine(stream: Readable, longest: number, listener: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  // Joined once at its end: to search a beginning again and again would take time in its square.
  let begun: string[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    const [first = '', ...others] = decoder.write(chunk).split('\n');
    begun.push(first);
    length += first.length;
    for (const next of others) {
      if (length <= longest) {
        listener(begun.join(''));
      }
      begun = [next];
      length = next.length;
    }
    if (length > longest) {
      begun = [];
      stream.destroy();
    }
  });
}
