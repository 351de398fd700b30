import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { stateRoot } from '../adapters/runFolders/stateRoot.ts';
import { LocalRunHost } from '../adapters/runs/localRunHost.ts';
import { later } from '../adapters/system/later.ts';
import { isAlive } from '../adapters/system/processes.ts';
import type { Failure } from '../core/failure.ts';
import { backendWarnings } from '../core/runs/plan/backendWarnings.ts';
import { assumedText, gapText } from '../core/runs/plan/planText.ts';
import { tasksLabel } from '../core/runs/plan/targetLabel.ts';
import { targetReason } from '../core/runs/plan/targetReason.ts';
import type { RunId } from '../core/runs/record/runId.ts';
import type { StoredRun } from '../services/ports/runs/runHost.ts';
import { runOutput } from '../services/runs/runOutput.ts';
import { RunRegistry } from '../services/runs/runRegistry.ts';
import type { CanaryOptions } from './canaryOptions.ts';
import { type CanaryPlan, planCanary } from './canaryPlan.ts';
import { printLeaks } from './printLeaks.ts';
import { failureText } from './shared/failureText.ts';
import { say } from './shared/say.ts';

const status = { clean: 0, leaks: 1, notRun: 2, failed: 3, stopped: 130 } as const;

/** Adds `canary <folder>`: runs a pipeline with made-up secrets and tells where they went. */
export function registerCanary(program: Command): void {
  program
    .command('canary')
    .description('Run a pipeline with made-up secrets and report where real ones would leak.')
    .argument('<folder>', 'the folder of the pipeline, from which Nextflow is launched')
    .argument('[arguments...]', 'arguments for nextflow run, after --')
    .option('--script <file>', 'the entry script, by default manifest.mainScript or main.nf')
    .option('--secret <name...>', 'a secret whose name the pipeline computes', [])
    .option('--nextflow <program>', 'the Nextflow program, if it is not the one on the PATH')
    .option('--run-directory <folder>', 'the folder that keeps the state of runs')
    .option('--quiet', 'do not print the output of the run', false)
    .addOption(
      new Option('--format <format>', 'json prints one object per line, with columns from 1')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText('after', help)
    .action(async (folder: string, words: readonly string[], options: CanaryOptions) => {
      process.exitCode = await canary(folder, words, options);
    });
}

const help = `
Every secret that the script, its includes and its configs use gets a made-up value. Without
-profile or -stub-run in the arguments, the run uses the profile "test" if there is one. Otherwise
it runs the scripts with their default inputs, because stubs would not show where values go.
Tasks run where the config says, which is printed first. In a cloud, the made-up values are copied
like real ones and removed at the end. The output of the run goes to standard error, and leaks go to
standard output.

Exit status: 0 no leaks, 1 leaks, 2 the run could not be started or cleaned up, 3 the run failed
without leaks, 130 stopped.`;

async function canary(
  folder: string,
  words: readonly string[],
  options: CanaryOptions,
): Promise<number> {
  const host = new LocalRunHost({
    root: () => stateRoot(options.runDirectory ?? null),
    supervisor: join(__dirname, 'supervisor.js'),
  });
  try {
    const planned = await planCanary(host, folder, words, options);
    return planned.ok ? await launch(host, planned.value, options) : notRun(planned.error);
  } finally {
    host.dispose();
  }
}

async function launch(
  host: LocalRunHost,
  { launch: begun, plan }: CanaryPlan,
  options: CanaryOptions,
): Promise<number> {
  using launching = begun;
  using registry = registryOf(host);
  let run: RunId | null = null;
  using interrupts = new Interrupts(() => void (run !== null && registry.stop(run)));
  const started = await launching.start(plan);
  if (!started.ok) {
    return notRun(started.error);
  }
  run = started.value;
  await registry.refresh();
  if (interrupts.came) {
    await registry.stop(run);
  }
  if (plan.scripts) {
    say(plan.scripts.text);
  }
  say(`Tasks run on ${tasksLabel(plan.backend)}: ${targetReason(plan.backend)}.`);
  backendWarnings(plan).forEach(say);
  plan.dynamic.forEach(({ at }) => {
    say(`${at} computes the name of a secret. Add the secret with --secret.`);
  });
  plan.gaps.forEach(gap => {
    say(`not known: ${gapText(gap)}. Add the secrets that it reads with --secret.`);
  });
  if (plan.config.kind === 'assumed') {
    say(`The config is taken ${assumedText(plan.config)}`);
  }
  for await (const text of runOutput(host, run, new AbortController().signal)) {
    if (!options.quiet) {
      process.stderr.write(text);
    }
  }
  const ended = await endOf(registry, run);
  const report = ended?.record.leaks ?? { at: 0, leaks: [], more: 0, files: 0, unseen: [] };
  printLeaks(report, plan.folder.path, options.format);
  const forgotten = await registry.forget(run);
  if (!forgotten.ok) {
    return notRun(forgotten.error);
  }
  if (report.leaks.length > 0) {
    return status.leaks;
  }
  return interrupts.came ? status.stopped : succeeded(ended) ? status.clean : status.failed;
}

/** Waits for the end of a run and of its supervisor, whose last words would bring its folder back. */
async function endOf(registry: RunRegistry, run: string): Promise<StoredRun | null> {
  await registry.refresh();
  const ended = await registry.ended(run, new AbortController().signal);
  while (ended && (await isAlive(ended.record.supervisor))) {
    await pause(100);
  }
  return ended;
}

function succeeded(run: StoredRun | null): boolean {
  return run?.record.state.kind === 'ended' && run.record.state.outcome === 'succeeded';
}

/** Ctrl+C and its like stop the run, which then sweeps; a second one does not wait for its tasks. */
class Interrupts {
  came = false;
  readonly #listener: () => void;

  constructor(stop: () => void) {
    this.#listener = () => {
      this.came = true;
      stop();
    };
    for (const signal of signals) {
      process.on(signal, this.#listener);
    }
  }

  [Symbol.dispose](): void {
    for (const signal of signals) {
      process.off(signal, this.#listener);
    }
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function notRun(failure: Failure): number {
  say(failureText(failure));
  return status.notRun;
}

function registryOf(host: LocalRunHost): RunRegistry & Disposable {
  const log = { debug: quiet, info: quiet, warn: say, error: say };
  const registry = new RunRegistry({ host, later, log });
  return Object.assign(registry, {
    [Symbol.dispose]: () => {
      registry.dispose();
    },
  });
}

function quiet(): void {
  // What goes well is nobody's business here.
}
