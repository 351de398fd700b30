import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipelineFiles } from '../adapters/pipelineFiles.ts';
import { LocalTools } from '../adapters/tools.ts';
import type { Failure } from '../core/failure.ts';
import { canaryFor, canaryNames } from '../core/leaks/canaries.ts';
import { analyse } from '../core/nextflow/analysis.ts';
import { LineMap } from '../core/nextflow/source.ts';
import { err, ok, type Result } from '../core/result.ts';
import { argumentProblems, commandLine } from '../core/runs/commandLine.ts';
import { localTarget } from '../core/runs/runTarget.ts';
import type { PlanUse } from '../core/runs/consequences.ts';
import {
  plainOptions,
  rememberedBackend,
  testOptions,
  type LaunchOptions,
} from '../core/runs/launchOptions.ts';
import { protocolVersion, type Assignment } from '../core/runs/protocol.ts';
import { stubless, type StubSource } from '../core/runs/stubs.ts';
import { newRunId, type RunId } from '../core/runs/runId.ts';
import type { CanaryOptions } from './canaryOptions.ts';

/** How long Stop waits for tasks that get nothing done, in milliseconds. */
const stopTimeout = 10_000;

/** What a canary run will do. */
export interface CanaryPlan {
  readonly assignment: Omit<Assignment, 'run' | 'runFolder' | 'storeFolder'> & {
    readonly run: RunId;
  };
  /** Where names are computed, so that no value could be made up for them. */
  readonly computed: readonly string[];
}

/** Finds out what a pipeline reads and makes values up for it. */
export async function planCanary(
  folder: string,
  words: readonly string[],
  { script, secret, nextflow: setting }: CanaryOptions,
): Promise<Result<CanaryPlan, Failure>> {
  const launchFolder = resolve(folder);
  const path = resolve(launchFolder, script);
  if (!(await exists(path))) {
    return err({ kind: 'script-not-found', path });
  }
  const nextflow = await new LocalTools().nextflow(setting ?? null);
  const java = nextflow.ok ? await new LocalTools().java(nextflow.value) : nextflow;
  if (!nextflow.ok || !java.ok) {
    return nextflow.ok
      ? err(java.ok ? { kind: 'java-not-found', found: null } : java.error)
      : nextflow;
  }
  const pipeline = await read(launchFolder);
  const { uses } = pipeline;
  const options = optionsFor(path, words, pipeline);
  const [problem] = argumentProblems(options);
  if (problem) {
    return err({ kind: 'argument-refused', ...problem });
  }
  const assignment = {
    version: protocolVersion,
    run: newRunId(randomBytes),
    folder: launchFolder,
    launchFolder,
    script: path,
    profiles: options.profiles,
    test: true,
    kind: 'pipeline' as const,
    options,
    canaries: true,
    target: localTarget,
    argv: [...commandLine(nextflow.value, options)],
    environment: java.value,
    stopTimeout,
    secrets: canaryNames(uses, secret).map(name => ({
      name,
      scope: 'user' as const,
      value: canaryFor(name, newRunId(randomBytes)).reveal(),
      form: 'raw' as const,
    })),
  };
  const computed = uses.filter(({ reference }) => reference.name === null).map(({ at }) => at);
  return ok({ assignment, computed });
}

interface Pipeline {
  readonly uses: readonly PlanUse[];
  readonly profiles: readonly string[];
  readonly processes: readonly StubSource[];
}

/** As a test run chooses, unless the arguments say how to run. */
function optionsFor(
  script: string,
  words: readonly string[],
  { profiles, processes }: Pipeline,
): LaunchOptions {
  const chosen = words.some(word => ['-profile', '-stub', '-stub-run'].includes(word));
  const options = chosen
    ? plainOptions(script)
    : testOptions(script, profiles, stubless(processes), rememberedBackend(null, script));
  return { ...options, extraArguments: [...words] };
}

async function read(folder: string): Promise<Pipeline> {
  const uses: PlanUse[] = [];
  const profiles: string[] = [];
  const processes: StubSource[] = [];
  for await (const { path, kind, text } of pipelineFiles(folder, () => undefined)) {
    const analysis = analyse(text, kind);
    const lines = new LineMap(text);
    for (const reference of analysis.references) {
      uses.push({ reference, at: `${path}:${lines.at(reference.span.start).line}` });
    }
    processes.push(...analysis.processes);
    if (!path.includes('/')) {
      profiles.push(...analysis.profiles);
    }
  }
  return { uses, profiles, processes };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
