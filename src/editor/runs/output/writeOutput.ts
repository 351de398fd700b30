import type { RunId } from '../../../core/runs/record/runId.ts';
import { Colouring } from '../../../core/views/colouring.ts';
import type { RunHost } from '../../../services/ports/runs/runHost.ts';
import { runOutput } from '../../../services/runs/runOutput.ts';

/** Writes a run's output to a terminal, in colours, until the run is over; gives its lines' count. */
export async function writeOutput(
  host: RunHost,
  run: RunId,
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<number> {
  const colouring = new Colouring();
  let lines = 0;
  for await (const text of runOutput(host, run, signal)) {
    const whole = colouring.push(text);
    lines += whole.split('\n').length - 1;
    write(whole);
  }
  write(colouring.flush());
  return lines;
}
