import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LocalTools } from '../../src/adapters/nextflow/localTools.ts';
import { readPipelines } from '../../src/cli/shared/folderPipelines.ts';
import type { Failure } from '../../src/core/failure.ts';
import { ok, type Result } from '../../src/core/result.ts';
import { type CloudSettings, noCloudSettings } from '../../src/core/runs/backends/chooseTarget.ts';
import { type LaunchOptions, plainOptions } from '../../src/core/runs/launch/launchOptions.ts';
import type { Plan } from '../../src/core/runs/plan/plan.ts';
import { newRunId, type RunId } from '../../src/core/runs/record/runId.ts';
import { userScope } from '../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../src/core/secrets/secretValue.ts';
import { CatalogService } from '../../src/services/catalog/catalogService.ts';
import { Launcher, type LauncherDeps } from '../../src/services/launch/launcher.ts';
import type { PipelineRequest } from '../../src/services/launch/launchRequest.ts';
import { PipelineReader } from '../../src/services/launch/pipelineReader.ts';
import { secretName } from './catalogs.ts';
import { Memory, MemoryStore } from './memoryStore.ts';
import type { RunRig } from './runRig.ts';
import { waitLimit } from './until.ts';

export interface Launched {
  readonly run: RunId;
  readonly plan: Plan;
}

export interface LaunchSetting {
  readonly secrets: Readonly<Record<string, string>>;
  readonly options: Partial<LaunchOptions>;
  readonly clouds: CloudSettings;
  /** Added to the environment of Nextflow. */
  readonly environment: Readonly<Record<string, string>>;
  /** Changes the config that is generated for the run on its way to the supervisor. */
  readonly config?: (text: string) => string;
}

/** Launches a rig's pipeline as the editor does: planned from its files, started as planned. */
export async function launchAsPlanned(rig: RunRig, setting: LaunchSetting): Promise<Launched> {
  const signal = AbortSignal.timeout(waitLimit);
  const launcher = await launcherOf(rig, setting);
  const script = join(rig.launchFolder, 'main.nf');
  using launch = got(await launcher.begin(requestOf(rig.launchFolder, script, setting.options)));
  const plan = got(await launch.plan({ added: [], withheld: [] }, signal));
  const run = got(await launch.start(plan));
  rig.runs.push(run);
  return { run, plan };
}

/** The plan of a launch of a script from a folder, with nothing published. */
export async function planOnly(
  { folder, script, nextflow }: { folder: string; script: string; nextflow: string },
  setting: Pick<LaunchSetting, 'secrets' | 'options'>,
): Promise<Plan> {
  const never = (): never => {
    throw new Error('it was started');
  };
  const host = { list: () => Promise.resolve([]), prepare: never, start: never };
  const rest = { clouds: noCloudSettings, environment: {} };
  const launcher = await launcherOf(
    { launchFolder: folder, nextflow, host },
    { ...setting, ...rest },
  );
  using launch = got(await launcher.begin(requestOf(folder, script, setting.options)));
  return got(await launch.plan({ added: [], withheld: [] }, AbortSignal.timeout(waitLimit)));
}

async function launcherOf(
  rig: Pick<RunRig, 'launchFolder' | 'nextflow'> & { readonly host: LauncherDeps['host'] },
  { secrets, clouds, environment, config = text => text }: LaunchSetting,
): Promise<Launcher> {
  const tools = new LocalTools();
  tools.java = () => Promise.resolve(ok(environment));
  const { host } = rig;
  const reader = readerOf(rig.launchFolder);
  return new Launcher({
    catalog: await catalogOf(secrets),
    host: {
      list: host.list.bind(host),
      prepare: host.prepare.bind(host),
      start: assignment =>
        host.start({
          ...assignment,
          ...(assignment.config !== undefined && { config: config(assignment.config) }),
        }),
    },
    newRunId: () => newRunId(randomBytes),
    exactNames: () => [],
    readPipeline: reader.read.bind(reader),
    tools,
    isTrusted: () => true,
    fileExists: () => Promise.resolve(true),
    settings: () => ({ nextflowPath: rig.nextflow, nfTestPath: null, stopTimeout: 15_000, clouds }),
  });
}

function requestOf(
  folder: string,
  script: string,
  options: Partial<LaunchOptions>,
): PipelineRequest {
  return {
    folder: { uri: pathToFileURL(folder).href, path: folder, name: null },
    work: { kind: 'pipeline', options: { ...plainOptions(script), ...options } },
    test: false,
  };
}

async function catalogOf(secrets: Readonly<Record<string, string>>): Promise<CatalogService> {
  const store = new MemoryStore(userScope, new Memory());
  const signal = new AbortController().signal;
  for (const [name, value] of Object.entries(secrets)) {
    got(await store.add(secretName(name), new SecretValue(value), signal));
  }
  const catalog = new CatalogService();
  await catalog.setStores([store]);
  return catalog;
}

/** Tells what launches read from the files of a folder, as the editor does. */
function readerOf(folder: string): PipelineReader {
  const { index, source } = readPipelines(folder);
  return new PipelineReader({
    index,
    source,
    labelOf: uri => relative(folder, fileURLToPath(uri)),
  });
}

function got<T>(result: Result<T, Failure>): T {
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  return result.value;
}
