import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { LeakScan, type Sighting } from '../../core/leaks/leakScan.ts';
import type { Leak, LeakReport } from '../../core/leaks/leak.ts';
import { LogFacts } from '../../core/leaks/logFacts.ts';
import { placeholders, type Needles, type Searched } from '../../core/leaks/needles.ts';
import type { RunRecord } from '../../core/runs/run.ts';
import { codeOf, isAbsent } from '../errors.ts';
import { LocalRunFiles } from '../runs/localRunFiles.ts';
import type { RunFolder } from '../runs/runFolder.ts';
import { cacheFiles, changedFiles, taskFiles } from './leakPlaces.ts';

/** Nobody waits longer for the end of a run, in milliseconds. */
const patience = 30_000;
/** Bytes of one file that are looked at, and of all. */
const mostOfOne = 64 * 1024 * 1024;
const mostOfAll = 1024 * 1024 * 1024;
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
 * tasks, reports, published text, the cache, and our own record of its output. Bounded in time and
 * size; what is left out is told.
 */
export async function checkForLeaks(
  { record, folder, needles }: CheckedRun,
  signal: AbortSignal,
): Promise<LeakReport> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const check = new LeakCheck(needles, limit);
  try {
    const facts = await check.log(record);
    await check.file(folder.console, { searched: placeholders(needles.names) });
    await check.files(taskFiles(facts, check.note), {});
    await check.files(changedFiles(record, facts, check.note), { textOnly: true });
    await check.files(cacheFiles(record, facts), {});
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

interface Manner {
  readonly searched?: Searched;
  /** Passes over binary files. */
  readonly textOnly?: boolean;
  readonly onText?: (text: string) => void;
}

class LeakCheck {
  readonly signal: AbortSignal;
  readonly #needles: Needles;
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

  constructor(needles: Needles, signal: AbortSignal) {
    this.#needles = needles;
    this.signal = signal;
  }

  get report(): LeakReport {
    const unseen = [...this.#unseen];
    return { at: Date.now(), leaks: this.#leaks, more: this.#more, files: this.#files, unseen };
  }

  /** Looks at Nextflow's own log of the run, and learns from it. */
  async log(record: RunRecord): Promise<LogFacts> {
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

  async files(paths: AsyncIterable<string>, manner: Manner): Promise<void> {
    for await (const path of paths) {
      await this.file(path, manner);
    }
  }

  async file(path: string, manner: Manner): Promise<void> {
    this.signal.throwIfAborted();
    if (this.#seen.has(path)) {
      return;
    }
    this.#seen.add(path);
    if (this.#bytes > mostOfAll) {
      this.note('the rest, because it is so much');
      return;
    }
    try {
      // A pipe would never end, and opening it would wait.
      if ((await stat(path)).isFile()) {
        const file = await open(path, 'r');
        try {
          await this.#read(file, path, manner);
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

  async #read(file: FileHandle, path: string, manner: Manner): Promise<void> {
    const scan = new LeakScan(manner.searched ?? this.#needles);
    const decoder = new StringDecoder('utf8');
    const found: Sighting[] = [];
    const buffer = Buffer.alloc(chunkSize);
    let binary: boolean | null = null;
    let read = 0;
    for (;;) {
      this.signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, chunkSize);
      binary ??= buffer.subarray(0, bytesRead).includes(0);
      if (binary && manner.textOnly) {
        return;
      }
      if (bytesRead === 0 || read >= mostOfOne) {
        break;
      }
      const text = decoder.write(buffer.subarray(0, bytesRead));
      manner.onText?.(text);
      found.push(...scan.push(text));
      read += bytesRead;
    }
    if (read >= mostOfOne) {
      this.note(`${path}: only its first ${mostOfOne / 1024 / 1024} MB`);
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
  #list(file: string, found: readonly Sighting[], binary: boolean): void {
    const told = new Set<string>();
    for (const { mark, spot } of found) {
      const line = `${mark.name} ${binary ? '' : spot.line}`;
      if (told.has(line)) {
        continue;
      }
      told.add(line);
      const kind = `${mark.name} ${basename(file)}`;
      const listed = this.#listed.get(kind) ?? 0;
      if (listed === mostAlike || this.#leaks.length === mostListed) {
        this.#more += 1;
      } else {
        this.#listed.set(kind, listed + 1);
        this.#leaks.push({ file, spot: binary ? null : spot, ...mark });
      }
    }
  }
}
