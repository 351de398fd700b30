import { count } from '../core/count.ts';
import type { BrokenRun } from '../core/runs/record/brokenRun.ts';
import type { Copy } from '../core/runs/record/journal.ts';
import { printable } from '../core/words/printable.ts';
import type { FoundRuns, RunHost, StoredRun } from '../services/ports/runs/runHost.ts';
import type { CleanOptions } from './cleanOptions.ts';
import { failureText } from './shared/failureText.ts';
import { say } from './shared/say.ts';

/**
 * Gives up the runs that somebody named: removes their folders, and tells what each may have left,
 * because nothing tells it afterwards.
 */
export async function forgetRuns(
  host: RunHost,
  { runs: stored, broken }: FoundRuns,
  { forget, dryRun, format }: CleanOptions,
): Promise<Forgotten> {
  const [forgotten, failed] = [new Set<string>(), new Set<string>()];
  for (const run of forget) {
    const left = mayRemain(
      stored.find(({ record }) => record.run === run),
      broken.find(it => it.run === run),
    );
    const done = dryRun ? null : await host.forget(run, true);
    if (done?.ok === false) {
      say(`${run}: ${failureText(done.error)}`);
      failed.add(run);
      continue;
    }
    if (done !== null) {
      forgotten.add(run);
    }
    const row: Row = { run, state: done === null ? 'listed' : 'forgotten', ...left };
    const line = format === 'json' ? JSON.stringify(row) : printable(asText(row));
    process.stdout.write(`${line}\n`);
  }
  return { forgotten, failed };
}

/** Of the runs that were named. */
interface Forgotten {
  readonly forgotten: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
}

interface Remains {
  /** Copies that its journal tells of and that nobody saw gone. */
  readonly copies: readonly Copy[];
  /** Why there may be others; null where there are none. */
  readonly unknown: string | null;
}

interface Row extends Remains {
  readonly run: string;
  readonly state: 'forgotten' | 'listed';
}

function mayRemain(stored: StoredRun | undefined, broken: BrokenRun | undefined): Remains {
  const copies = (stored?.outstanding ?? []).map(({ manager, key }) => ({ manager, key }));
  const journal = stored?.damage === undefined ? null : `journal ${stored.damage}`;
  return { copies, unknown: journal ?? broken?.reason ?? null };
}

function asText({ run, state, copies, unknown }: Row): string {
  const names = copies.map(({ key, manager }) => `${key} (${manager})`);
  return [
    `${run}  ${state === 'forgotten' ? 'forgotten' : 'would be forgotten'}`,
    ...(names.length > 0
      ? [`${count(names.length, 'copy', 'copies')} may remain: ${names.join(', ')}`]
      : []),
    ...(unknown === null ? [] : [`copies in a cloud may remain (${unknown})`]),
  ].join('; ');
}
