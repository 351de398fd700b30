import { type FileHandle, realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { Leak, LeakReport } from '../../core/leaks/leak.ts';
import { type FoundLeak, LeakScan } from '../../core/leaks/leakScan.ts';
import { type Needles, placeholderNeedles, type Searched } from '../../core/leaks/needles.ts';
import { LogFacts } from '../../core/runs/output/logFacts.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import { openPlainFile } from '../files/plainFile.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { LocalRunFiles } from '../runs/localRunFiles.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';
import { cacheFiles, changedFiles, outputFiles, taskFiles, taskFolders } from './leakPlaces.ts';

/** How much is looked at; no run of ordinary size meets any of it. */
export interface LeakBounds {
  /** Milliseconds: nobody waits longer for the end of a run. */
  readonly timeout: number;
  /** Bytes of one file, and of all. */
  readonly bytesOfOne: number;
  readonly bytesOfAll: number;
  readonly tasks: number;
  /** Files and folders below the launch folder and those that the command line names. */
  readonly entries: number;
}
export const leakBounds: LeakBounds = {
  timeout: 30_000,
  bytesOfOne: 64 * 1024 * 1024,
  bytesOfAll: 1024 * 1024 * 1024,
  tasks: 2000,
  entries: 50_000,
};
/** Leaks that are listed, of a name in files that are called the same and of all. */
const mostAlike = 5;
const mostListed = 200;
const chunkSize = 256 * 1024;

/** A run that has ended, and the values that it had. */
export interface CheckedRun {
  readonly record: RunRecord;
  readonly folder: RunFolder;
  readonly needles: Needles;
}

/**
 * Looks for the values of secrets in all that a run has left: Nextflow's log, the files of its
 * tasks, the text that they wrote, reports, published text, the cache, and our own record of its output. Bounded in time and
 * size; what is left out is told.
 */
export async function checkForLeaks(
  { record, folder, needles }: CheckedRun,
  bounds: LeakBounds,
  signal: AbortSignal,
): Promise<LeakReport> {
  using timeLimit = new TimeLimit(signal, bounds.timeout);
  const limit = timeLimit.signal;
  const check = new LeakCheck(needles, bounds, limit);
  try {
    await check.file(folder.console, { searched: placeholderNeedles(needles.names) });
    await (record.work.kind === 'pipeline' ? check.pipeline(record) : check.folder(record));
  } catch (error) {
    if (!check.signal.aborted) {
      throw error;
    }
    check.note(
      signal.aborted
        ? 'the rest, because Stop was asked for'
        : 'the rest, because it took too long',
    );
  }
  return check.report;
}

interface FileOptions {
  readonly searched?: Searched;
  /** Passes over binary files. */
  readonly textOnly?: boolean;
  readonly onText?: (text: string) => void;
}

class LeakCheck {
  readonly signal: AbortSignal;
  readonly #needles: Needles;
  readonly #bounds: LeakBounds;
  readonly #leaks: Leak[] = [];
  readonly #seen = new Set<string>();
  readonly #unseen = new Set<string>();
  /** How many leaks are listed of a name in files of a name. */
  readonly #listed = new Map<string, number>();
  #more = 0;
  #files = 0;
  #bytes = 0;

  readonly note = (text: string): void => {
    this.#unseen.add(text);
  };

  constructor(needles: Needles, bounds: LeakBounds, signal: AbortSignal) {
    this.#needles = needles;
    this.#bounds = bounds;
    this.signal = signal;
  }

  get report(): LeakReport {
    const unseen = [...this.#unseen];
    return { at: Date.now(), leaks: this.#leaks, more: this.#more, files: this.#files, unseen };
  }

  /** Looks at all that one Nextflow has left. */
  async pipeline(record: RunRecord): Promise<void> {
    const { tasks, entries } = this.#bounds;
    const facts = await this.#log(record);
    const work = resolve(record.launchFolder, facts.workRoot ?? 'work');
    const folders = await taskFolders(facts, this.note, tasks);
    await this.#each(taskFiles(folders, this.note), {});
    await this.#each(changedFiles(record, work, this.note, entries), { textOnly: true });
    await this.#each(cacheFiles(record, facts), {});
    // Last, because they may be more than all the rest, which says more of where a leak comes from.
    await this.#each(outputFiles(folders, this.note, entries), { textOnly: true });
  }

  /**
   * Looks at what has changed in a folder, tasks and logs among it: a terminal and nf-test launch
   * Nextflow as often as they like, wherever they like, and tell nobody.
   */
  async folder(record: RunRecord): Promise<void> {
    const { entries } = this.#bounds;
    await this.#each(changedFiles(record, null, this.note, entries), { textOnly: true });
    this.note(`other folders: only what changed in ${record.launchFolder} is known`);
  }

  /** Looks at Nextflow's own log of the run, and learns from it. */
  async #log(record: RunRecord): Promise<LogFacts> {
    const facts = new LogFacts();
    const log = await new LocalRunFiles().log(record);
    if (log.ok) {
      await this.file(log.value, {
        onText: text => {
          facts.push(text);
        },
      });
    } else {
      this.note('Nextflow’s log and the tasks’ folders, because the log is not there');
    }
    return facts;
  }

  async #each(paths: AsyncIterable<string>, options: FileOptions): Promise<void> {
    for await (const path of paths) {
      await this.file(path, options);
    }
  }

  async file(path: string, options: FileOptions): Promise<void> {
    this.signal.throwIfAborted();
    const real = await realpath(path).catch(() => path);
    if (this.#seen.has(real)) {
      return;
    }
    this.#seen.add(real);
    if (this.#bytes >= this.#bounds.bytesOfAll) {
      this.note('the rest, because it is so much');
      return;
    }
    try {
      // A pipe would never end, and opening it would wait.
      if ((await stat(path)).isFile()) {
        const file = await openPlainFile(path);
        try {
          await this.#read(file, path, options);
        } finally {
          await file.close();
        }
      }
    } catch (error) {
      this.signal.throwIfAborted();
      if (!isAbsent(error)) {
        this.note(`${path}: ${codeOf(error)}`);
      }
    }
  }

  async #read(file: FileHandle, path: string, options: FileOptions): Promise<void> {
    const most = this.#bounds.bytesOfOne;
    const scan = new LeakScan(options.searched ?? this.#needles);
    const decoder = new StringDecoder('utf8');
    const found: FoundLeak[] = [];
    const buffer = Buffer.alloc(chunkSize);
    let binary: boolean | null = null;
    let read = 0;
    for (;;) {
      this.signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, Math.min(chunkSize, most));
      binary ??= buffer.subarray(0, bytesRead).includes(0);
      if (binary && options.textOnly) {
        return;
      }
      if (bytesRead === 0 || read >= most) {
        break;
      }
      const text = decoder.write(buffer.subarray(0, bytesRead));
      options.onText?.(text);
      found.push(...scan.push(text));
      read += bytesRead;
    }
    if (read >= most && (await file.stat()).size > read) {
      this.note(`${path}: only its first ${Math.round(read / 1024 / 1024)} MB`);
    }
    found.push(...scan.push(decoder.end()), ...scan.finish());
    this.#files += 1;
    this.#bytes += read;
    this.#list(path, found, binary);
  }

  /**
   * Lists what was found in a file: once a name and line, and a few times in files that are called
   * the same, because what a config puts into one `.command.run` it puts into all.
   */
  #list(file: string, found: readonly FoundLeak[], binary: boolean): void {
    const reported = new Set<string>();
    for (const { mark, range } of found) {
      const line = `${mark.name} ${binary ? '' : range.line}`;
      if (reported.has(line)) {
        continue;
      }
      reported.add(line);
      const kind = `${mark.name} ${basename(file)}`;
      const listed = this.#listed.get(kind) ?? 0;
      if (listed === mostAlike || this.#leaks.length === mostListed) {
        this.#more += 1;
      } else {
        this.#listed.set(kind, listed + 1);
        this.#leaks.push({ file, spot: binary ? null : range, ...mark });
      }
    }
  }
}
