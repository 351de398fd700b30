import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessIdentity, RunRecord, Survivor } from '../../core/runs/record/runRecord.ts';
import { storeFile } from '../copies/storePlace.ts';
import { storesGiven } from '../copies/storesGiven.ts';
import { readPlainFile } from '../files/plainFile.ts';
import { identify, isAlive, signalProcess } from '../system/processes.ts';
import { cancelJobs, survivingJobs } from './gridScheduler.ts';
import { listedTasks } from './listedTasks.ts';

/** How long tasks that are asked to end have for it, in milliseconds. */
const timeout = 5000;
const step = 100;
/** A task's wrapper is some pages of text, in bytes. */
const longestWrapper = 1024 * 1024;

/**
 * What of a run lives on although its Nextflow is gone: jobs of a grid, else tasks of this machine.
 * A job on this very machine has processes here too; its scheduler is to end those.
 */
export async function survivorsOf(record: RunRecord): Promise<Survivor[]> {
  if (record.backend === 'hpc') {
    return [...(await survivingJobs(record))];
  }
  const processes = await processesOf(record);
  const parents = new Set(processes.map(({ identity }) => identity.pid));
  return (
    processes
      // The first of each tree stands for it.
      .filter(({ parent }) => !parents.has(parent))
      .map(({ identity, task }) => ({ kind: 'process', task, process: identity }))
  );
}

/** Those of a record that still live; of a grid's jobs nothing is known without asking it. */
export async function stillAlive(survivors: readonly Survivor[]): Promise<Survivor[]> {
  const alive = await Promise.all(
    survivors.map(async survivor => survivor.kind === 'job' || isAlive(survivor.process)),
  );
  return survivors.filter((_, index) => alive[index]);
}

/** Ends what lives on of a run: asks first, and kills what does not listen. */
export async function stopSurvivors(record: RunRecord): Promise<void> {
  await cancelJobs(record.survivors.filter(survivor => survivor.kind === 'job'));
  if (record.backend === 'hpc') {
    return;
  }
  for (const { identity } of await processesOf(record)) {
    await signalProcess(identity, 'SIGTERM', 'process');
  }
  for (let waited = 0; waited < timeout && (await processesOf(record)).length > 0; waited += step) {
    await pause(step);
  }
  for (const { identity } of await processesOf(record)) {
    await signalProcess(identity, 'SIGKILL', 'process');
  }
}

interface Found {
  readonly identity: ProcessIdentity;
  readonly parent: number;
  readonly task: string;
}

/** The processes of a run's tasks; nothing is taken for one that is not. */
async function processesOf(record: RunRecord): Promise<readonly Found[]> {
  return process.platform === 'linux' ? markedProcesses(record) : listedProcesses(record);
}

async function listedProcesses(record: RunRecord): Promise<readonly Found[]> {
  const host = hostname();
  return Promise.all(
    (await listedTasks(record)).map(async ({ pid, parent, startedAt, command, folder }) => ({
      identity: { pid, startedAt, host, pidNamespace: null },
      parent,
      task: (await taskIn(folder)) ?? command,
    })),
  );
}

/** Each inherits the path of the run's own store file, which no other run has. */
async function markedProcesses(record: RunRecord): Promise<readonly Found[]> {
  const own = storeFile(record.storeFolder);
  const marked = (await storesGiven()).filter(
    ({ pid, path }) => path === own && pid !== process.pid,
  );
  const found = await Promise.all(marked.map(({ pid }) => describe(pid)));
  return found.filter(it => it !== null);
}

async function describe(pid: number): Promise<Found | null> {
  const identity = await identify(pid);
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0);
  return identity.startedAt === null ? null : { identity, parent, task: await taskOf(pid) };
}

/** A task's name stands at the head of its wrapper; else the name of the program has to do. */
async function taskOf(pid: number): Promise<string> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return (await taskIn(folder)) ?? (command.trim() || basename(folder));
}

async function taskIn(folder: string): Promise<string | undefined> {
  const wrapper = await readPlainFile(join(folder, '.command.run'), longestWrapper).catch(() => '');
  return /^### name: '(.+)'$/m.exec(wrapper)?.[1];
}
