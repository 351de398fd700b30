import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeUpValue, printProblem } from '../../core/nextflow/files/printedConfig.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { formatStore } from '../../core/runs/copies/storeFile.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import type { ConfigQuestion } from '../../services/ports/runs/tools.ts';
import { codeOf } from '../system/codeOf.ts';
import { configOverlay } from './configOverlay.ts';
import { nextflowEnvironment } from './nextflowEnvironment.ts';

/** A busy login node takes half a minute to start Java; after this nobody waits, in milliseconds. */
const timeout = 60_000;
/** More than any config comes to, in characters. */
const longest = 4 * 2 ** 20;
/** How long it may take to end when it is told to, in milliseconds. */
const grace = 5000;

/** Runs `nextflow config` with a store of made-up values, in the environment of the launch. */
export async function printedConfig(
  question: ConfigQuestion,
  outer: AbortSignal,
): Promise<Result<string, string>> {
  outer.throwIfAborted();
  const home = await temporaryFolder();
  if (!home.ok) {
    return home;
  }
  try {
    return await printedWith(home.value, question, outer);
  } finally {
    await rm(home.value, { recursive: true, force: true });
  }
}

/** A folder for this question alone; `TMPDIR` may name one that is gone, or that others own. */
async function temporaryFolder(): Promise<Result<string, string>> {
  const above = tmpdir();
  try {
    return ok(await mkdtemp(join(above, 'nextflow-secrets-config-')));
  } catch (error) {
    return err(`no folder can be made in ${above} (TMPDIR): ${codeOf(error)}`);
  }
}

async function printedWith(
  home: string,
  { argv, folder, environment, secrets, texts = new Map() }: ConfigQuestion,
  outer: AbortSignal,
): Promise<Result<string, string>> {
  const store = join(home, 'secrets.json');
  const entries = secrets.map(name => ({ name, value: madeUpValue(name), form: 'raw' as const }));
  await writeFile(store, formatStore(entries), { mode: 0o600 });
  using limit = new TimeLimit(outer, timeout);
  const env = nextflowEnvironment(process.env, environment, store);
  const shown = await configOverlay(join(home, 'configs'), texts);
  const line = argv.map(word => shown.get(word) ?? word);
  const ended = await output(line, { cwd: folder, env }, limit.signal);
  outer.throwIfAborted();
  if (limit.signal.aborted) {
    return err(`it took longer than ${timeout / 1000} s`);
  }
  return ended.code === 0 ? ok(ended.out) : err(printProblem(ended.out, ended.error));
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** In a process group of its own, since Nextflow's launcher may have children. */
async function output(
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  signal: AbortSignal,
): Promise<Ended> {
  const child = spawn(argv[0] ?? '', argv.slice(1), {
    ...options,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', error: '' };
  const take = (to: keyof typeof texts) => (text: string) => {
    texts[to] = (texts[to] + text).slice(0, longest);
  };
  child.stdout.setEncoding('utf8').on('data', take('out'));
  child.stderr.setEncoding('utf8').on('data', take('error'));
  const stop = (): void => {
    endGroup(child);
  };
  signal.addEventListener('abort', stop);
  try {
    return await new Promise(resolve => {
      child.once('error', ({ message }) => {
        resolve({ code: null, out: '', error: message });
      });
      child.once('close', code => {
        resolve({ code, ...texts });
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function endGroup(child: ChildProcess): void {
  const send = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid ?? 0), signal);
    } catch {
      // It has ended.
    }
  };
  if (child.pid !== undefined) {
    send('SIGTERM');
    const timer = setTimeout(send, grace, 'SIGKILL');
    child.once('close', () => {
      clearTimeout(timer);
    });
  }
}
