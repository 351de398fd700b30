import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { unattended } from '../adapters/aws/awsConnection.ts';
import { AwsStores } from '../adapters/aws/store/awsStores.ts';
import { CloudPlaces } from '../adapters/copies/cloudPlaces.ts';
import { LocalLeftovers } from '../adapters/leftovers/localLeftovers.ts';
import { stateRoot } from '../adapters/runFolders/stateRoot.ts';
import { LocalRunHost } from '../adapters/runs/localRunHost.ts';
import { fits } from '../core/iam/policyPlaceholder.ts';
import { searchLocations } from '../core/leftovers/searchLocation.ts';
import { parseRunId, type RunId } from '../core/runs/record/runId.ts';
import { isAwsRegion } from '../core/secrets/awsRegions.ts';
import { Leftovers } from '../services/leftovers/leftovers.ts';
import type { StoredRun } from '../services/ports/runs/runHost.ts';
import { cleanLeftovers } from './cleanLeftovers.ts';
import type { CleanOptions } from './cleanOptions.ts';
import { cleanRuns } from './cleanRuns.ts';

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
    .option(
      '--forget <run>',
      'remove a run that is over from the history, whatever it may have left (repeatable)',
      collectRun,
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

A run whose files are damaged, or whose copies can never be removed, is reported each time. With
--forget its store files on this machine are removed, then its folder, and what may remain in
clouds is printed. Nothing does that for a run that may still be active.

Exit status: 0 no leftovers of yours remain, 1 some remain, 2 a place could not be searched.`;

async function clean(options: CleanOptions): Promise<number> {
  const root = (): string => stateRoot(options.runDirectory ?? null);
  const supervisor = join(__dirname, 'supervisor.js');
  const host = new LocalRunHost({ root, supervisor, gone: options.goneHost });
  // Nobody answers in a terminal that may be none.
  const aws = new AwsStores({
    env: process.env,
    askCode: () => Promise.resolve(null),
    limits: unattended,
  });
  const places = new CloudPlaces({ connectAws: aws.connect.bind(aws), env: process.env });
  try {
    const left = await cleanRuns(host, options);
    const leftovers = new Leftovers({
      places,
      machine: new LocalLeftovers({ root, runs: host }),
      runs: {
        list: () => Promise.resolve(left.runs),
        sweep: (run, signal) => host.sweep(run, signal),
      },
      clock: Date.now,
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
    const locations = searchLocations({
      regions: options.awsRegion,
      definitions: options.jobDefinitions || hadDefinitions(left.runs),
      projects: options.googleProject,
      profile: options.awsProfile ?? null,
      credentialsFile: options.googleCredentials ?? null,
      managers: [],
    });
    const outcome = await cleanLeftovers(leftovers, locations, options);
    if (left.found + outcome.found === 0 && options.format === 'text') {
      process.stdout.write(
        options.olderThan === 0 ? 'Nothing is left.\n' : 'Nothing that old is left.\n',
      );
    }
    return outcome.failed ? 2 : left.left + outcome.left > 0 ? 1 : 0;
  } finally {
    host.dispose();
    places.dispose();
    aws.dispose();
  }
}

/** Whether runs of this machine had job definitions: only who had may need the right to see some. */
function hadDefinitions(runs: readonly StoredRun[]): boolean {
  return runs.some(({ intended }) => intended.some(({ manager }) => manager.startsWith('batch:')));
}

/** `90m`, `12h`, `7d` in milliseconds. */
function parseAge(text: string): number {
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

function collectRun(text: string, before: readonly RunId[]): readonly RunId[] {
  const run = parseRunId(text);
  if (run === null) {
    throw new InvalidArgumentError('A run has 14 letters and digits.');
  }
  return [...before, run];
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
