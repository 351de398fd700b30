import type { RunId } from '../../core/runs/record/runId.ts';
import { Channel } from '../async/channel.ts';
import type { RunConnection, RunHost } from '../ports/runs/runHost.ts';

/**
 * A run's redacted output from its first byte on, live for as long as the run lives; ends when the
 * run has. Positions are bytes of the console log, so nothing comes twice and nothing is lost
 * whether the run is followed, over, or ends in between.
 */
export async function* runOutput(
  host: RunHost,
  run: RunId,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let position = 0;
  const connected = await host.connect(run, signal);
  if (connected.ok) {
    for await (const { from, bytes } of followed(connected.value, signal)) {
      const fresh = bytes.subarray(Math.max(0, position - from));
      if (from > position) {
        // We were too slow and some was dropped: the log has it.
        connected.value.follow(position);
      } else if (fresh.length > 0) {
        position = from + bytes.length;
        yield new TextDecoder().decode(fresh);
      }
    }
  }
  signal.throwIfAborted();
  for await (const text of host.streamConsole(run, position)) {
    signal.throwIfAborted();
    yield text;
  }
}

interface Piece {
  readonly from: number;
  readonly bytes: Uint8Array;
}

async function* followed(connection: RunConnection, signal: AbortSignal): AsyncGenerator<Piece> {
  const pieces = new Channel<Piece>();
  const close = (): void => {
    pieces.close();
  };
  connection.onEvent(event => {
    if (event.type === 'output') {
      pieces.push({ from: event.from, bytes: new TextEncoder().encode(event.text) });
    }
  });
  connection.onDidClose(close);
  signal.addEventListener('abort', close);
  try {
    connection.follow(0);
    yield* pieces;
  } finally {
    signal.removeEventListener('abort', close);
    connection.dispose();
  }
}
