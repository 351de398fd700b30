import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { memoryRoot } from '../../src/adapters/copies/storePlace.ts';
import { type CloudSettings, noCloudSettings } from '../../src/core/runs/backends/chooseTarget.ts';
import type { CloudTarget } from '../../src/core/runs/backends/runTarget.ts';
import type { LaunchOptions } from '../../src/core/runs/launch/launchOptions.ts';
import { isClosed, readJournal } from '../../src/core/runs/record/journal.ts';
import { makeBlindGrid, requireNamespaces } from './blindGrid.ts';
import type { CloudContext } from './cloudRuns.ts';
import { launchAsPlanned, type Launched } from './launchRig.ts';
import { RunRig } from './runRig.ts';
import { Skip } from './test.ts';
import { requireTool } from './tools.ts';

/**
 * Real Nextflow through the launch of the editor and a real supervisor, with copies in a cloud. In
 * place of the cloud's executor stands a grid whose jobs do not see the store of the head, chosen by
 * the environment, so that the pipeline, the plan and the generated config are those of the cloud.
 */

/** A cloud as a pipeline and its tasks meet it. */
export interface Cloud {
  readonly context: CloudContext;
  /** Of the pipeline: what makes its tasks reach the cloud. */
  readonly config: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where the generated config names the cloud's own addresses, those of the stand-in. */
  readonly reach: (config: string) => string;
  /** What is chosen for the launch beside the backend. */
  readonly options?: Partial<LaunchOptions>;
  /** Programs that stand first on the path of Nextflow and its tasks, by their names. */
  readonly programs?: Readonly<Record<string, string>>;
}

export interface CloudLaunch<C extends Cloud> extends Launched {
  readonly cloud: C;
  readonly rig: RunRig;
}

/** Skips the test where this machine cannot. */
export async function launchInCloud<C extends Cloud>(
  t: TestContext,
  make: (t: TestContext) => Promise<C>,
  /** The text of `main.nf`, or files of the launch folder. */
  script: string | Readonly<Record<string, string>>,
  secrets: (rig: RunRig) => Readonly<Record<string, string>>,
  options: readonly string[] = [],
  before: (cloud: C, rig: RunRig) => void = () => undefined,
): Promise<CloudLaunch<C>> {
  const nextflow = requireTool('Nextflow');
  const namespace = requireNamespaces();
  const memory = memoryRoot();
  if (memory === null) {
    throw new Skip('this system has no memory file system');
  }
  const cloud = await make(t);
  t.after(() => cloud.context.leave());
  const rig = await RunRig.create(
    t,
    nextflow,
    typeof script === 'string' ? { 'main.nf': script } : script,
  );
  const grid = await makeBlindGrid(rig.home, memory, namespace);
  for (const [name, text] of Object.entries(cloud.programs ?? {})) {
    await writeFile(join(grid.bin, name), text, { mode: 0o755 });
  }
  const quick = grid.config.replace(/^process\.executor.*$/m, '');
  await writeFile(join(rig.launchFolder, 'nextflow.config'), quick + cloud.config);
  before(cloud, rig);
  const { target } = cloud.context;
  const launched = await launchAsPlanned(rig, {
    secrets: secrets(rig),
    options: { backend: target.kind, ...cloud.options, extraArguments: [...options] },
    clouds: settingsFor(target),
    environment: {
      ...cloud.environment,
      NXF_EXECUTOR: 'slurm',
      PATH: `${grid.bin}${delimiter}${process.env['PATH'] ?? ''}`,
    },
    config: cloud.reach,
  });
  return { ...launched, cloud, rig };
}

function settingsFor(target: CloudTarget): CloudSettings {
  return target.kind === 'aws-batch'
    ? {
        ...noCloudSettings,
        awsProfile: target.profile,
        awsRegion: target.region,
        awsExecutionRole: target.executionRole,
      }
    : {
        ...noCloudSettings,
        googleProject: target.project,
        googleLocation: target.location,
        googleCredentialsFile: target.credentialsFile,
      };
}

/** Checks that nothing is left of a run, in the cloud and here, and tells how it ended. */
export async function afterwards({ rig, run, cloud }: CloudLaunch<Cloud>): Promise<string> {
  const { record, outstanding } = await rig.ended(run);
  assert.deepEqual(outstanding, []);
  assert.deepEqual(await cloud.context.standing(), []);
  const journal = readFileSync(join(rig.home, 'runs', run, 'journal.jsonl'), 'utf8');
  assert.ok(isClosed(readJournal(journal).entries), journal);
  await assert.rejects(readdir(record.storeFolder), { code: 'ENOENT' });
  assert.deepEqual(rig.leaks(run), []);
  const { state } = record;
  assert.equal(state.kind, 'ended');
  return `${state.outcome} ${state.exitCode ?? state.signal ?? ''}`.trim();
}

/** What a launch's task wrote into the launch folder. */
export function readLaunched({ rig }: CloudLaunch<Cloud>, name: string): Promise<string> {
  return readFile(join(rig.launchFolder, name), 'utf8');
}

/** For each name a value of the rig, which searches find. */
export function markedValues(
  { canary }: RunRig,
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map(name => [name, `${canary}${name}`]));
}
