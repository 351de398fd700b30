import { hostname } from 'node:os';
import type { LocalRunHost } from '../adapters/runs/localRunHost.ts';
import { count } from '../core/count.ts';
import type { Failure } from '../core/failure.ts';
import type { BrokenRun } from '../core/runs/record/brokenRun.ts';
import { type RunKind, workPath } from '../core/runs/record/runWork.ts';
import { printable } from '../core/words/printable.ts';
import type { RunChoice, StoredRun } from '../services/ports/runs/runHost.ts';
import type { CleanOptions } from './cleanOptions.ts';
import { forgetRuns } from './forgetRuns.ts';
import { failureText } from './shared/failureText.ts';
import { say } from './shared/say.ts';

/** What became of the runs, and how they stand now. */
interface CleanedRuns {
  readonly found: number;
  readonly left: number;
  readonly runs: readonly StoredRun[];
}

/**
 * Finishes the runs that nobody owns any more, and tells what became of each. A state folder may
 * have thousands: each is looked at before, and once more only where something was done.
 */
export async function cleanRuns(host: LocalRunHost, options: CleanOptions): Promise<CleanedRuns> {
  const { dryRun, format, olderThan } = options;
  const isMeant: RunChoice = record =>
    olderThan === 0 || (record !== null && Date.now() - record.startedAt >= olderThan);
  const listed = await host.look();
  const before = unfinished(listed.runs, isMeant);
  const results = dryRun ? [] : await host.recover(new AbortController().signal, isMeant);
  const { forgotten, failed: kept } = await forgetRuns(
    host,
    results.length === 0 || options.forget.length === 0 ? listed : await host.look(),
    options,
  );
  const failures = results
    .flatMap(result => (result.ok ? [] : [result.error]))
    .filter(failure => !forgotten.has(failedRun(failure)));
  for (const failure of failures) {
    say(`${failureText(failure)}${nextStep(failure)}`);
  }
  const now = results.length + forgotten.size === 0 ? listed : await host.look();
  const after = new Map(
    unfinished(now.runs, isMeant).map(run => [run.record.run, run.outstanding.length]),
  );
  const adopted = new Set(now.runs.filter(({ alive }) => alive).map(({ record }) => record.run));
  const shown = before.filter(({ record }) => !forgotten.has(record.run));
  for (const { record, outstanding, damage, elsewhere } of shown) {
    const left = after.get(record.run) ?? 0;
    const { run, work, folder } = record;
    const row: Row = {
      ...{ run, kind: work.kind, path: workPath(work, folder), copies: outstanding.length, left },
      ...(adopted.has(run) && { adopted: true as const }),
      ...(damage !== undefined && { damage }),
      ...(elsewhere !== undefined && { host: elsewhere }),
    };
    process.stdout.write(
      format === 'json' ? `${JSON.stringify(row)}\n` : `${printable(asText(row))}\n`,
    );
  }
  const unfinishedRuns = failures.map(failedRun);
  const failed = [...unfinishedRuns, ...tellBroken(now.broken, unfinishedRuns)];
  const left = new Set([...after.keys(), ...failed, ...kept]);
  return {
    found: new Set([...before.map(({ record }) => record.run), ...failed, ...forgotten]).size,
    left: left.size,
    runs: now.runs,
  };
}

/** Tells of runs that cannot be read, other than those that were told of; gives them. */
function tellBroken(
  broken: readonly BrokenRun[],
  unfinishedRuns: readonly string[],
): readonly string[] {
  return broken
    .filter(({ run }) => run === null || !unfinishedRuns.includes(run))
    .map(({ run, path, reason }) => {
      const whose = run === null ? 'the runs of this machine' : `run ${run}`;
      const step = run === null ? '' : ` ${giveUp(run)}`;
      say(`the leftovers of ${whose} are not known: ${reason} (${path}).${step}`);
      return run ?? path;
    });
}

/** What ends it for a run that can never be finished. */
function giveUp(run: string): string {
  return `Check it first. To remove it from the history as it is, add --forget ${run}.`;
}

function nextStep(failure: Failure): string {
  switch (failure.kind) {
    case 'journal-damaged':
      return ` Search its cloud with --aws-region or --google-project. ${giveUp(failure.run)}`;
    case 'copies-not-removed':
    case 'run-not-finished':
      return ` ${giveUp(failure.run)}`;
    default:
      return '';
  }
}

/** Runs that nobody owns any more and that have, or may have, copies left. */
function unfinished(runs: readonly StoredRun[], isMeant: RunChoice): readonly StoredRun[] {
  return runs.filter(
    ({ record, alive, outstanding, damage }) =>
      !alive && (outstanding.length > 0 || damage !== undefined) && isMeant(record),
  );
}

interface Row {
  readonly run: string;
  readonly kind: RunKind;
  /** Of the script, the file of tests, or the folder of a terminal. */
  readonly path: string;
  readonly copies: number;
  readonly left: number;
  /** Whether its Nextflow lives, so that it has a supervisor again, which removes its copies later. */
  readonly adopted?: true;
  readonly damage?: string;
  /** The machine or container that may still have it. */
  readonly host?: string;
}

function asText({ run, path, copies, left, adopted, damage, host }: Row): string {
  const state = adopted
    ? 'removed when it ends: it still runs'
    : left === 0
      ? 'removed'
      : `${left} left`;
  return [
    `${run}  ${path}  ${count(copies, 'copy', 'copies')}, ${state}`,
    ...(damage === undefined ? [] : [`journal ${damage}`]),
    ...(host === undefined ? [] : [mayHave(host)]),
  ].join('; ');
}

function mayHave(host: string): string {
  return host === hostname()
    ? 'a process outside this container may still use it'
    : `${host} may still use it. If that machine no longer exists, add --gone-host ${host}`;
}

/** The run that could not be finished; what is wrong, where it is none of a run. */
function failedRun(failure: Failure): string {
  switch (failure.kind) {
    case 'run-unreachable':
    case 'run-not-finished':
    case 'copies-not-removed':
    case 'journal-damaged':
      return failure.run;
    default:
      return failure.kind;
  }
}
