import { createReadStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunFolder } from '../../adapters/runFolders/runFolder.ts';
import { LocalRunFiles } from '../../adapters/runs/localRunFiles.ts';
import { isAlive } from '../../adapters/system/processes.ts';
import { Needles } from '../../core/leaks/needles.ts';
import { Redactor } from '../../core/leaks/redactor.ts';
import { lastTag, NextflowLog, taskLines } from '../../core/runs/output/nextflowLog.ts';
import type { ProcessIdentity, RunRecord } from '../../core/runs/record/runRecord.ts';
import { recoverSecrets } from '../end/recoverSecrets.ts';
import { FileFollower } from './fileFollower.ts';
import type { Exit, RunningNextflow } from './startNextflow.ts';

/** How often a Nextflow that is not our child is looked at, in milliseconds. */
const interval = 500;

/**
 * A Nextflow whose supervisor died. Its output has nobody to go to since then, and it goes on
 * without (Nextflow 24.10.0); what it would have printed is taken from its log. Its values are in
 * the store file, which still stands, or in the cloud: what is kept and shown of it is redacted as
 * before. Where a value cannot be had again, nothing is kept of what tasks print.
 */
export class AdoptedNextflow implements RunningNextflow {
  readonly process: ProcessIdentity;
  readonly needles: Needles;
  readonly ended: Promise<Exit>;

  /** Use {@link adopt}. */
  constructor(process: ProcessIdentity, needles: Needles, ended: Promise<Exit>) {
    this.process = process;
    this.needles = needles;
    this.ended = ended;
  }

  /** `onText` is given what was printed before too, in `count`; what is new in `onText`. `signal` gives up asking a cloud for the values. */
  static async adopt(
    folder: RunFolder,
    record: RunRecord & { readonly process: ProcessIdentity },
    count: (text: string) => void,
    onText: (text: string) => Promise<void>,
    signal: AbortSignal,
  ): Promise<AdoptedNextflow> {
    const { secrets, unknown } = await recoverSecrets(record, signal);
    const needles = new Needles(secrets, unknown, record.tooCommon);
    const log = new NextflowLog(await readConsole(folder, count));
    const redactor = new Redactor(needles);
    const files = new LocalRunFiles();
    const found = await files.log(record).catch(() => null);
    const kept = unknown.length === 0 ? (text: string): string => text : taskLines;
    if (unknown.length > 0) {
      await onText(leftOut(unknown));
    }
    const follower = new FileFollower(
      () => Promise.resolve(found?.ok ? found.value : null),
      text => {
        void onText(redactor.push(kept(log.push(text))));
      },
    );
    const ended = endOf(files, record).then(async exit => {
      await follower.close();
      await onText(redactor.flush());
      return exit;
    });
    return new AdoptedNextflow(record.process, needles, ended);
  }
}

async function endOf(
  files: LocalRunFiles,
  record: RunRecord & { readonly process: ProcessIdentity },
): Promise<Exit> {
  while (await isAlive(record.process)) {
    await pause(interval);
  }
  return {
    how: (await files.notedEnd(record).catch(() => null)) ?? 'lost',
    code: null,
    signal: null,
  };
}

/** Gives the tag of the last task that was printed, or else of the run. */
async function readConsole(
  folder: RunFolder,
  count: (text: string) => void,
): Promise<string | null> {
  let last: string | null = null;
  try {
    for await (const chunk of createReadStream(folder.console, 'utf8')) {
      count(chunk as string);
      last = lastTag(chunk as string, last);
    }
  } catch {
    // Nothing was printed before.
  }
  return last;
}

function leftOut(names: readonly string[]): string {
  return `Output is skipped from here on: ${names.join(', ')} could not be read again to redact it.\n`;
}
