import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { AwsStores } from '../adapters/aws/store/awsStores.ts';
import { CloudPlaces } from '../adapters/copies/cloudPlaces.ts';
import { LocalLeftovers } from '../adapters/leftovers/localLeftovers.ts';
import { stateRoot } from '../adapters/runFolders/stateRoot.ts';
import { LocalRunHost } from '../adapters/runs/localRunHost.ts';
import { count } from '../core/count.ts';
import type { Failure } from '../core/failure.ts';
import { fits } from '../core/iam/policyPlaceholder.ts';
import { searchLocations } from '../core/leftovers/searchLocation.ts';
import type { BrokenRun } from '../core/runs/record/brokenRun.ts';
import { workPath } from '../core/runs/record/runWork.ts';
import { isAwsRegion } from '../core/secrets/awsRegions.ts';
import { Leftovers } from '../services/leftovers/leftovers.ts';
import type { RunChoice, StoredRun } from '../services/ports/runs/runHost.ts';
import { cleanLeftovers } from './cleanLeftovers.ts';
import type { CleanOptions } from './cleanOptions.ts';
import { failureText } from './shared/failureText.ts';

/** Adds `clean`: removes what runs have left on this machine and in clouds. */
export function registerClean(program: Command): void {
  program
    .command('clean')
    .description('Remove copies of secrets that runs left behind on this machine and in clouds.')
    .option('--dry-run', 'list leftovers without removing them', false)
    .option('--yes', 'also remove leftovers that may not be yours', false)
    .option(
      '--older-than <age>',
      'only leftovers older than this, for example 90m, 12h or 7d',
      parseAge,
      0,
    )
    .option(
      '--aws-region <region>',
      'also search this region (repeatable)',
      collect(isAwsRegion),
      [],
    )
    .option('--aws-profile <profile>', 'use this profile instead of the environment')
    .option(
      '--job-definitions',
      'also search these regions for job definitions of AWS Batch',
      false,
    )
    .option(
      '--google-project <id>',
      'also search this project (repeatable)',
      collect(isProject),
      [],
    )
    .option('--google-credentials <file>', 'the key file of a service account')
    .option('--run-directory <folder>', 'the folder that keeps the state of runs')
    .option(
      '--gone-host <name>',
      'finish the runs of a machine or container that no longer exists (repeatable)',
      collectGone,
      [],
    )
    .addOption(
      new Option('--format <format>', 'json prints one object per line')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText('after', help)
    .action(async (options: CleanOptions) => {
      process.exitCode = await clean(options);
    });
}

const help = `
A leftover is yours if the journal of an ended run on this machine lists it. Anything else whose
name begins with tower- is listed, and removed only with --yes. It can be restored for 7 days in
AWS. In Google Cloud it is deleted permanently.

Exit status: 0 no leftovers of yours remain, 1 some remain, 2 a place could not be searched.`;

async function clean(options: CleanOptions): Promise<number> {
  const root = (): string => stateRoot(options.runDirectory ?? null);
  const supervisor = join(__dirname, 'supervisor.js');
  const host = new LocalRunHost({ root, supervisor, gone: options.goneHost });
  // Nobody answers in a terminal that may be none.
  const aws = new AwsStores({ env: process.env, askCode: () => Promise.resolve(null) });
  const places = new CloudPlaces({ connectAws: aws.connect.bind(aws), env: process.env });
  try {
    const left = await cleanRuns(host, options);
    const leftovers = new Leftovers({
      places,
      machine: new LocalLeftovers({ root, runs: host }),
      runs: host,
      clock: Date.now,
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
    const locations = searchLocations({
      regions: options.awsRegion,
      definitions: options.jobDefinitions || (await hadDefinitions(host)),
      projects: options.googleProject,
      profile: options.awsProfile ?? null,
      credentialsFile: options.googleCredentials ?? null,
      managers: [],
    });
    const outcome = await cleanLeftovers(leftovers, locations, options);
    if (left.found + outcome.found === 0 && options.format === 'text') {
      process.stdout.write('Nothing is left.\n');
    }
    return outcome.failed ? 2 : left.left + outcome.left > 0 ? 1 : 0;
  } finally {
    host.dispose();
    places.dispose();
    aws.dispose();
  }
}

/** Whether runs of this machine had job definitions: only who had may need the right to see some. */
async function hadDefinitions(host: LocalRunHost): Promise<boolean> {
  const runs = await host.list();
  return runs.some(({ intended }) => intended.some(({ manager }) => manager.startsWith('batch:')));
}

/** Finishes the runs that nobody owns any more, and tells what became of each. */
async function cleanRuns(
  host: LocalRunHost,
  { dryRun, format, olderThan }: CleanOptions,
): Promise<{ readonly found: number; readonly left: number }> {
  const isMeant: RunChoice = record =>
    olderThan === 0 || (record !== null && Date.now() - record.startedAt >= olderThan);
  const before = unfinished(await host.list(), isMeant);
  const results = dryRun ? [] : await host.recover(AbortSignal.timeout(60_000), isMeant);
  const failures = results.flatMap(result => (result.ok ? [] : [result.error]));
  for (const failure of failures) {
    process.stderr.write(`nextflow-secrets: ${failureText(failure)}\n`);
  }
  const after = new Map(
    unfinished(await host.list(), isMeant).map(run => [run.record.run, run.outstanding.length]),
  );
  for (const { record, outstanding, damage, elsewhere } of before) {
    const left = after.get(record.run) ?? 0;
    const { run, work, folder } = record;
    const row: Row = {
      ...{ run, script: workPath(work, folder), copies: outstanding.length, left },
      ...(damage !== undefined && { damage }),
      ...(elsewhere !== undefined && { host: elsewhere }),
    };
    process.stdout.write(format === 'json' ? `${JSON.stringify(row)}\n` : `${asText(row)}\n`);
  }
  const told = failures.map(failedRun);
  const failed = [...told, ...tellBroken(await host.broken(), told)];
  const left = new Set([...after.keys(), ...failed]);
  return {
    found: new Set([...before.map(({ record }) => record.run), ...failed]).size,
    left: left.size,
  };
}

/** Tells of runs that cannot be read, other than those that were told of; gives them. */
function tellBroken(broken: readonly BrokenRun[], told: readonly string[]): readonly string[] {
  return broken
    .filter(({ run }) => run === null || !told.includes(run))
    .map(({ run, path, reason }) => {
      const whose = run === null ? 'the runs of this machine' : `run ${run}`;
      process.stderr.write(
        `nextflow-secrets: the leftovers of ${whose} are not known: ${reason} (${path})\n`,
      );
      return run ?? path;
    });
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
  readonly script: string;
  readonly copies: number;
  readonly left: number;
  readonly damage?: string;
  /** The machine or container that may still have it. */
  readonly host?: string;
}

function asText({ run, script, copies, left, damage, host }: Row): string {
  const state = left === 0 ? 'removed' : `${left} left`;
  return [
    `${run}  ${script}  ${count(copies, 'copy', 'copies')}, ${state}`,
    ...(damage === undefined ? [] : [`journal ${damage}`]),
    ...(host === undefined ? [] : [mayHave(host)]),
  ].join('; ');
}

function mayHave(host: string): string {
  return host === hostname()
    ? 'a process outside this container may still use it'
    : `${host} may still use it. If that machine no longer exists, add --gone-host ${host}`;
}

/** `90m`, `12h`, `7d` in milliseconds. */
export function parseAge(text: string): number {
  const [, number, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (number === undefined) {
    throw new InvalidArgumentError('An age looks like 90m, 12h or 7d.');
  }
  const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
  return Number(number) * (units[unit ?? ''] ?? 0);
}

function isProject(text: string): boolean {
  return fits('PROJECT', text);
}

function collect(
  accepts: (text: string) => boolean,
): (text: string, before: readonly string[]) => readonly string[] {
  return (text, before) => {
    if (!accepts(text)) {
      throw new InvalidArgumentError(`${text} is not valid.`);
    }
    return [...before, text];
  };
}

/** What runs here is not gone: nobody may say so of it. */
function collectGone(name: string, before: readonly string[]): readonly string[] {
  if (name === hostname()) {
    throw new InvalidArgumentError(
      'This is the current machine. Its runs are cleaned without this option.',
    );
  }
  return [...before, name];
}

function ignore(): void {
  // What matters is printed.
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
