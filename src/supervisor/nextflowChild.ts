import { spawn, type ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import type { Redactor } from '../core/runs/redactor.ts';

/** How Nextflow ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Variables by which VS Code turns its own program into Node; Nextflow is not to inherit them. */
const own = /^(ELECTRON_|VSCODE_)/;

/** How long output is read on after Nextflow has ended, in milliseconds. */
const lastWords = 1000;

/** The environment of Nextflow: ours without VS Code's own, and where its secrets are. */
export function nextflowEnvironment(
  base: NodeJS.ProcessEnv,
  added: Readonly<Record<string, string>>,
  store: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(([name]) => !own.test(name));
  return {
    ...Object.fromEntries(kept),
    ...added,
    NXF_SECRETS_FILE: store,
    NXF_ENABLE_SECRETS: 'true',
  };
}

/**
 * Starts Nextflow in a process group of its own and passes its redacted output on. Rejects where
 * the program cannot be started.
 */
export async function startNextflow(
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  redactor: () => Redactor,
  onText: (text: string) => void,
): Promise<{ readonly pid: number; readonly exited: Promise<Exit> }> {
  const [program = '', ...rest] = argv;
  const child = spawn(program, rest, {
    ...options,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<Exit>(resolve => {
    child.once('exit', (code, signal) => {
      // A task that outlives Nextflow may hold its output open: that is not waited for long.
      const end = (): void => {
        resolve({ code, signal });
      };
      child.once('close', end);
      setTimeout(end, lastWords);
    });
  });
  relay(child, redactor, onText);
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('spawn', () => {
      resolve(child.pid ?? 0);
    });
    child.once('error', reject);
  });
  return { pid, exited };
}

/** Each stream has a redactor of its own: a value that is cut in two must not be mixed with the other. */
function relay(
  child: ChildProcess,
  redactor: () => Redactor,
  onText: (text: string) => void,
): void {
  for (const stream of [child.stdout, child.stderr]) {
    const decoder = new StringDecoder('utf8');
    const own = redactor();
    stream?.on('data', (chunk: Buffer) => {
      onText(own.push(decoder.write(chunk)));
    });
    stream?.once('end', () => {
      onText(own.push(decoder.end()) + own.flush());
    });
  }
}

/** Signals a whole process group; whether there was one. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
