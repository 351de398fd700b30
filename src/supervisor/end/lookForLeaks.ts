import { chmod, readFile, writeFile } from 'node:fs/promises';
import { checkForLeaks, leakBounds } from '../../adapters/leaks/checkForLeaks.ts';
import { isAbsent } from '../../adapters/system/codeOf.ts';
import { Redactor } from '../../core/leaks/redactor.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import type { AfterRun } from './afterRun.ts';

/**
 * Tells what of the secrets a run has left in files. The supervisor does it, because it is the only
 * one that knew the values; one that adopted a run may not know them.
 */
export async function lookForLeaks(
  run: AfterRun,
  signal: AbortSignal,
): Promise<Partial<RunRecord>> {
  const { record, folder, needles } = run;
  const { names, tooShort } = needles;
  const short = tooShort.length === 0 ? {} : { tooShort: [...tooShort] };
  if (record.nextflow === null) {
    return short;
  }
  if (record.kind === 'pipeline') {
    await redactFile(folder.trace, new Redactor(needles));
  }
  // What was looked for in part would pass for clean.
  const known = names.length > 0 && needles.unknown.length === 0;
  const leaks = known ? await checkForLeaks(run, leakBounds, signal) : null;
  return { ...short, ...(leaks && { leaks }) };
}

/**
 * What is ours to keep has no value in it, and nobody else can read it: a task's tag may have
 * brought one into the trace, which Nextflow wrote. One that failed early has written none.
 */
async function redactFile(path: string, redactor: Redactor): Promise<void> {
  try {
    const text = await readFile(path, 'utf8');
    await writeFile(path, redactor.push(text) + redactor.flush());
    await chmod(path, 0o600);
  } catch (error) {
    if (!isAbsent(error)) {
      throw error;
    }
  }
}
