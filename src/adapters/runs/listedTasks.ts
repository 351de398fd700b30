import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LogFacts } from '../../core/runs/output/logFacts.ts';
import {
  isWrapper,
  parseFolders,
  parseProcesses,
  type TaskPlaces,
  type TaskProcess,
  taskProcesses,
} from '../../core/runs/output/taskProcesses.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import { plainPs } from '../system/processes.ts';
import { LocalRunFiles } from './localRunFiles.ts';

/**
 * The processes of a run's tasks where the environment of processes cannot be seen: macOS shows
 * that of its own programs to nobody, and `bash` is one. Nextflow's log names the tasks' folders.
 */
export async function listedTasks(record: RunRecord): Promise<readonly TaskProcess[]> {
  const places = await placesOf(record);
  if (!places) {
    return [];
  }
  const listed = parseProcesses(
    await plainPs(['-axww', '-o', 'pid=,ppid=,stat=,lstart=,command=']),
  );
  const wrappers = listed.filter(isWrapper).map(({ pid }) => pid);
  return taskProcesses(listed, await foldersOf(wrappers), places);
}

async function placesOf(record: RunRecord): Promise<TaskPlaces | null> {
  const log = await new LocalRunFiles().log(record);
  if (!log.ok) {
    return null;
  }
  const facts = new LogFacts();
  for await (const chunk of createReadStream(log.value, 'utf8')) {
    facts.push(String(chunk));
  }
  const root = resolve(record.launchFolder, facts.workRoot ?? 'work');
  const roots = [...new Set([root, await realpath(root).catch(() => root)])];
  return { roots, isTask: path => facts.hashes.has(path.slice(0, hashLength)) };
}

/** Of a path like `c2/8be729e33ff1593a2b822a77521209` the log tells the beginning, `c2/8be729`. */
const hashLength = 9;

/** Where processes work. `lsof` fails as a whole where one of them has ended, and tells of the others. */
async function foldersOf(pids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (pids.length === 0) {
    return new Map();
  }
  const args = ['-a', '-w', '-d', 'cwd', '-p', pids.join(), '-Fpn'];
  return new Promise((done, reject) => {
    execFile('lsof', args, { maxBuffer: 1 << 26 }, (error, stdout) => {
      if (typeof error?.code === 'string') {
        reject(new Error(`lsof: ${error.code}`)); // It could not be run at all.
      } else {
        done(parseFolders(stdout));
      }
    });
  });
}
