import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { openPlainFile } from '../files/plainFile.ts';

/** Bytes of Nextflow's launcher in which its version stands. */
const headSize = 16 * 1024;
/** After so long nobody waits for an answer, in milliseconds. */
const timeout = 20_000;

/** By the program's path and when it changed: to ask it takes seconds. */
const asked = new Map<string, Promise<string | null>>();

/** The version of a Nextflow: what its launcher would take, else what it says itself. */
export async function versionOf(program: string): Promise<string | null> {
  return (await launcherVersion(program).catch(() => null)) ?? ownVersionOf(program);
}

/** The version that a Nextflow says itself, for which it has to run; null where it cannot. */
export async function ownVersionOf(program: string): Promise<string | null> {
  const changed = await stat(program).catch(() => null);
  const key = `${program} ${changed?.mtimeMs ?? 0}`;
  const answer = asked.get(key) ?? ask(program).catch(() => null);
  asked.set(key, answer);
  const version = await answer;
  if (version === null) {
    asked.delete(key); // What it lacked may be there the next time.
  }
  return version;
}

/** The official launcher has a line `NXF_VER=${NXF_VER:-'24.10.0'}`: the environment comes first. */
async function launcherVersion(program: string): Promise<string | null> {
  const file = await openPlainFile(program);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headSize));
    const start = buffer.toString('latin1', 0, bytesRead);
    const [, own] = /^(?:export )?NXF_VER=\$\{NXF_VER:-["']?([\w.-]+)["']?\}/m.exec(start) ?? [];
    return own === undefined ? null : (process.env['NXF_VER'] ?? own);
  } finally {
    await file.close();
  }
}

async function ask(program: string): Promise<string | null> {
  const { stdout } = await promisify(execFile)(program, ['-version'], { timeout: timeout });
  return /version (\d+\.\d+\.\d+[\w.-]*)/.exec(stdout)?.[1] ?? null;
}
