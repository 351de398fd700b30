import { Option, type Command } from 'commander';
import { join } from 'node:path';
import { LocalRunHost } from '../adapters/runs/localRunHost.ts';
import { stateRoot } from '../adapters/runs/stateRoot.ts';
import type { StoredRun } from '../services/ports.ts';

interface CleanOptions {
  readonly dryRun: boolean;
  readonly format: 'text' | 'json';
  readonly runDirectory?: string;
}

/** Adds `clean`: removes the copies that crashed runs have left on this machine. */
export function registerClean(program: Command): void {
  program
    .command('clean')
    .description('Remove the copies of secrets that crashed runs have left on this machine.')
    .option('--dry-run', 'only list them', false)
    .option('--run-directory <folder>', 'the folder of the setting nextflowSecrets.runDirectory')
    .addOption(
      new Option('--format <format>', 'json prints one object a line')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText('after', '\nExit status: 0 nothing is left, 1 something is left.')
    .action(async (options: CleanOptions) => {
      process.exitCode = await clean(options);
    });
}

async function clean({ dryRun, format, runDirectory }: CleanOptions): Promise<number> {
  const host = new LocalRunHost({
    root: () => stateRoot(runDirectory ?? null),
    supervisor: join(__dirname, 'supervisor.js'),
  });
  try {
    const before = leftovers(await host.list());
    if (!dryRun) {
      await host.recover(AbortSignal.timeout(60_000));
    }
    const after = new Map(
      leftovers(await host.list()).map(run => [run.record.run, run.outstanding.length]),
    );
    for (const { record, outstanding } of before) {
      const left = after.get(record.run) ?? 0;
      const row = { run: record.run, script: record.script, copies: outstanding.length, left };
      process.stdout.write(format === 'json' ? `${JSON.stringify(row)}\n` : `${asText(row)}\n`);
    }
    if (before.length === 0 && format === 'text') {
      process.stdout.write('No crashed run has left anything.\n');
    }
    return after.size > 0 ? 1 : 0;
  } finally {
    host.dispose();
  }
}

/** Runs that nobody owns any more and that have copies left. */
function leftovers(runs: readonly StoredRun[]): readonly StoredRun[] {
  return runs.filter(({ alive, outstanding }) => !alive && outstanding.length > 0);
}

function asText(row: { run: string; script: string; copies: number; left: number }): string {
  const state = row.left === 0 ? 'removed' : `${row.left} left`;
  return `${row.run}  ${row.script}  ${row.copies} ${row.copies === 1 ? 'copy' : 'copies'}, ${state}`;
}
