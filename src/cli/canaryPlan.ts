import { randomBytes } from 'node:crypto';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exists } from '../adapters/files/exists.ts';
import { LocalTools } from '../adapters/nextflow/localTools.ts';
import type { Failure } from '../core/failure.ts';
import { fileUri } from '../core/nextflow/fileUri.ts';
import { ok, type Result } from '../core/result.ts';
import { noCloudSettings } from '../core/runs/backends/chooseTarget.ts';
import {
  type LaunchOptions,
  plainOptions,
  rememberedBackend,
  testOptions,
  withArguments,
} from '../core/runs/launch/launchOptions.ts';
import type { Plan } from '../core/runs/plan/plan.ts';
import { newRunId } from '../core/runs/record/runId.ts';
import { CatalogService } from '../services/catalog/catalogService.ts';
import { mainScript } from '../services/index/entryScripts.ts';
import type { Launch } from '../services/launch/launch.ts';
import { Launcher } from '../services/launch/launcher.ts';
import { PipelineReader } from '../services/launch/pipelineReader.ts';
import type { RunHost } from '../services/ports/runs/runHost.ts';
import type { CanaryOptions } from './canaryOptions.ts';
import { type FolderPipelines, readPipelines } from './shared/folderPipelines.ts';

/** How long Stop waits for tasks that get nothing done, in milliseconds. */
const stopTimeout = 10_000;

/** A canary run that can be started, and what it will do. */
export interface CanaryPlan {
  readonly launch: Launch;
  readonly plan: Plan;
}

/** Finds out what a pipeline reads, by the same launch that a window begins, with made-up values. */
export async function planCanary(
  host: RunHost,
  folder: string,
  words: readonly string[],
  { script, secret, nextflow }: CanaryOptions,
): Promise<Result<CanaryPlan, Failure>> {
  const launchFolder = resolve(folder);
  const pipelines = readPipelines(launchFolder);
  const reader = readerOf(launchFolder, pipelines);
  const launcher = new Launcher({
    catalog: new CatalogService(), // Nothing stored is read.
    host,
    newRunId: () => newRunId(randomBytes),
    readPipeline: (request, signal, asking) => reader.read(request, signal, asking),
    exactNames: () => [],
    tools: new LocalTools(),
    isTrusted: () => true,
    fileExists: exists,
    settings: () => ({
      nextflowPath: nextflow ?? null,
      nfTestPath: null,
      stopTimeout,
      clouds: noCloudSettings,
    }),
  });
  const path =
    script === undefined
      ? fileURLToPath(mainScript(pipelines.index, fileUri(launchFolder)))
      : resolve(launchFolder, script);
  const begun = await launcher.begin({
    folder: { path: launchFolder, name: null, uri: fileUri(launchFolder) },
    work: { kind: 'pipeline', options: await optionsFor(path, launchFolder, words, reader) },
    test: true,
    canaries: true,
  });
  if (!begun.ok) {
    return begun;
  }
  const choices = { added: secret, withheld: [] };
  const plan = await begun.value.plan(choices, new AbortController().signal);
  return plan.ok ? ok({ launch: begun.value, plan: plan.value }) : plan;
}

/** As a test run chooses, unless the arguments say how to run; stubs only where they ask for them. */
async function optionsFor(
  script: string,
  folder: string,
  words: readonly string[],
  reader: PipelineReader,
): Promise<LaunchOptions> {
  const given = withArguments(plainOptions(script), words);
  if (given.profiles.length > 0 || given.stub) {
    return given;
  }
  const profiles = await reader.profiles({ uri: fileUri(script), folder: fileUri(folder) });
  return withArguments(
    testOptions(script, profiles, false, rememberedBackend(null, script)),
    words,
  );
}

function readerOf(folder: string, { index, source }: FolderPipelines): PipelineReader {
  return new PipelineReader({
    index,
    source,
    labelOf: uri => relative(folder, fileURLToPath(uri)),
  });
}
