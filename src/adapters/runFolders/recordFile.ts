import { utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { crc32 } from '../../core/runs/record/crc32.ts';
import { type RunRecord, runRecordSchema, storedRecord } from '../../core/runs/record/runRecord.ts';
import { readOwnFile } from '../files/ownFile.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { isShortage } from '../system/codeOf.ts';
import type { RunFolder } from './runFolder.ts';

/** A record is some pages of text, in bytes; one with all that may be told of leaks, a few megabytes. */
const longestRecord = 8 * 1024 * 1024;
/** How a record with a checksum ends. */
const summedEnd = /"sum": "[\da-f]{8}"\n\}\n$/;
/** One without a checksum is of 0.1.0, which told of no leaks; damage may take long to parse. */
const longestUnsummed = 256 * 1024;

/** Replaces a run's record on disk, whole or not at all; with a checksum that tells damage. */
export async function writeRecord(path: string, record: RunRecord): Promise<void> {
  const stored = storedRecord(record);
  const sum = crc32(JSON.stringify(stored));
  await replaceFile(path, `${JSON.stringify({ ...stored, sum }, null, 2)}\n`);
}

/** A run's record; null where it is not there, cannot be read, or is not one that this version knows. */
export async function readRecord(path: string): Promise<RunRecord | null> {
  try {
    const text = await readOwnFile(path, longestRecord);
    if (text.length > longestUnsummed && !summedEnd.test(text.slice(-64))) {
      return null;
    }
    const parsed = v.safeParse(summedSchema, JSON.parse(text));
    const { sum, ...record } = parsed.success ? parsed.output : {};
    // Without a sum it is one that 0.1.0 wrote.
    return sum === undefined || sum === crc32(JSON.stringify(record)) ? known(record) : null;
  } catch (error) {
    if (isShortage(error)) {
      throw error;
    }
    return null;
  }
}

const summedSchema = v.looseObject({ sum: v.optional(v.string()) });

function known(record: unknown): RunRecord | null {
  const parsed = v.safeParse(runRecordSchema, record);
  return parsed.success ? parsed.output : null;
}

/**
 * Lets the windows that watch the folder of all runs know that one of them is there now, or is
 * over: a change inside a run's own folder is not seen there. Only a hint, so it never fails.
 */
export async function announce(folder: RunFolder): Promise<void> {
  const now = new Date();
  await utimes(dirname(folder.path), now, now).catch(() => undefined);
}
