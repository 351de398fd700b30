import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as pause } from 'node:timers/promises';
import { identify } from '../../adapters/system/processes.ts';
import type { Redactor } from '../../core/leaks/redactor.ts';
import type { ProcessIdentity } from '../../core/runs/record/runRecord.ts';

/** How Nextflow ended: by itself with a code, by a signal, or where we could not see it. */
export interface Exit {
  readonly how: 'succeeded' | 'failed' | 'killed' | 'lost';
  readonly code: number | null;
  readonly signal: string | null;
}

/** The process that a run stands and falls with: a Nextflow of ours, or one that was adopted. */
export interface RunningNextflow {
  readonly process: ProcessIdentity;
  readonly ended: Promise<Exit>;
}

/** A head that waits for its word. If we die before, it ends without having begun. */
export interface GatedNextflow extends RunningNextflow {
  begin(): void;
  abandon(): void;
}

/** How long output is read on after Nextflow has ended, in milliseconds. */
const lastWords = 1000;

/**
 * Waits for a line on standard input and becomes the program; an input that ends without one ends
 * it. So Nextflow never begins before its process is on record, and whoever finishes for a dead
 * supervisor knows whether there is one to wait for.
 */
const gate = 'read -r begin && exec "$@" </dev/null';

/**
 * Starts Nextflow behind a gate, in a process group of its own, and passes its redacted output on.
 * Rejects where the program cannot be started.
 */
export async function startNextflow(
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  redactor: () => Redactor,
  onText: (text: string) => Promise<void>,
): Promise<GatedNextflow> {
  await access(argv[0] ?? '', constants.X_OK);
  const child = spawn('/bin/sh', ['-c', gate, 'sh', ...argv], {
    ...options,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { stdin } = child;
  stdin.on('error', () => undefined); // Its exit tells more.
  const relayed = Promise.all(
    // A stream that breaks has ended.
    [child.stdout, child.stderr].map(stream =>
      relay(stream, redactor(), onText).catch(() => undefined),
    ),
  );
  const ended = exitOf(child, relayed);
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('spawn', () => {
      resolve(child.pid ?? 0);
    });
    child.once('error', reject);
  });
  return {
    process: await identify(pid),
    ended,
    begin: () => {
      stdin.end('\n');
    },
    abandon: () => {
      stdin.end();
    },
  };
}

async function exitOf(child: ChildProcess, relayed: Promise<unknown>): Promise<Exit> {
  const exit = await new Promise<Exit>(resolve => {
    child.once('exit', (code, signal) => {
      const how = code === 0 ? 'succeeded' : signal === null ? 'failed' : 'killed';
      resolve({ how, code, signal });
    });
  });
  // A task that outlives Nextflow may hold its output open: that is not waited for long.
  await Promise.race([relayed, pause(lastWords)]);
  return exit;
}

/**
 * Each stream has a redactor of its own: a value that is cut in two must not be mixed with the
 * other. What is not written yet is not read either.
 */
async function relay(
  stream: Readable,
  redactor: Redactor,
  onText: (text: string) => Promise<void>,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  for await (const chunk of stream) {
    await onText(redactor.push(decoder.write(chunk as Buffer)));
  }
  await onText(redactor.push(decoder.end()) + redactor.flush());
}
