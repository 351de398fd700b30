import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import {
  locationText,
  type SearchLocation,
} from '../../../../src/core/leftovers/searchLocation.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import type { RemoteRun } from '../../../../src/core/seqera/remoteRun.ts';
import { type EndedRun, EndedRuns } from '../../../../src/services/leftovers/endedRuns.ts';
import { FakeTime } from '../../../support/fakeTime.ts';
import { listed, MemoryPlaces } from '../../../support/memoryPlaces.ts';
import { FakePlatform } from '../../../support/seqera/fakePlatform.ts';
import { endRun, type RunState } from '../../../support/seqera/runState.ts';
import { addSample } from '../../../support/seqera/samplePlatform.ts';
import { until } from '../../../support/until.ts';

const minute = 60_000;
const aws: SearchLocation = { cloud: 'aws', profile: null, region: 'eu-west-1' };
const google: SearchLocation = {
  cloud: 'google',
  project: 'genomics-prod',
  credentialsFile: null,
};

interface Rig {
  readonly platform: FakePlatform;
  readonly runs: RunState;
  readonly places: MemoryPlaces;
  readonly time: FakeTime;
  readonly reports: string[];
  readonly logged: string[];
  kept: readonly EndedRun[];
  enabled: boolean;
  /** A window, which ends with the test. */
  readonly open: () => EndedRuns;
  /** Tells of the end of a run as the Platform tells of it. */
  readonly end: (window: EndedRuns, number: number, environment: string) => Promise<void>;
}

async function withRig(body: (rig: Rig) => Promise<void>): Promise<void> {
  const platform = await FakePlatform.start();
  const { ada, rnaseq } = addSample(platform);
  const limits = { timeout: 60_000, tries: 1, firstWait: 1, longestWait: 1 };
  const stores = new PlatformStores(() => Promise.resolve(new SecretValue(ada.token)), limits);
  const place = { endpoint: platform.endpoint, user: null, workspace: 'genomics/rnaseq' };
  const runs = platform.state.runsOf(rnaseq);
  const windows: EndedRuns[] = [];
  const log = (message: string): void => void rig.logged.push(message);
  const rig: Rig = {
    platform,
    runs,
    places: new MemoryPlaces(),
    time: new FakeTime(),
    reports: [],
    logged: [],
    kept: [],
    enabled: true,
    open: () => {
      const made = new EndedRuns({
        session: (where, given) => stores.open(where, given),
        places: rig.places,
        ways: () => ({ profile: null, credentialsFile: null, project: null }),
        enabled: () => rig.enabled,
        kept: { read: () => structuredClone(rig.kept), write: next => void (rig.kept = next) },
        later: rig.time.later,
        clock: () => rig.time.now,
        log: { debug: log, info: log, warn: log, error: log },
      });
      made.onDidFind(({ ended, location, names }) =>
        rig.reports.push(`${ended.name} ${locationText(location)}: ${names.join(', ')}`),
      );
      windows.push(made);
      return made;
    },
    end: async (window, number, environment) => {
      const computeEnvId = runs.computeEnvs.find(({ name }) => name === environment)?.id ?? '';
      const names = { userSecrets: ['DB_USER'], workspaceSecrets: ['DB_PASSWORD'] };
      const launch = { computeEnvId, pipeline: 'https://x/y', workDir: '', ...names };
      endRun(runs.addRun('ada', launch, number), 'SUCCEEDED', null, 0);
      const session = await stores.open(place, new AbortController().signal);
      const run =
        session.ok && (await session.value.run(idOf(number), new AbortController().signal));
      window.add(place, run && run.ok ? run.value : ({} as RemoteRun));
    },
  };
  try {
    await body(rig);
  } finally {
    windows.forEach(window => {
      window.dispose();
    });
    await platform.stop();
  }
  assert.deepEqual(platform.problems, []);
}

const idOf = (number: number): string => `1k0K4WlGep00${number}`;
/** All that was due has been looked at. */
const over = (rig: Rig) =>
  until(() => rig.kept.length === 0 && rig.reports.length + rig.logged.length > 0, 'a look');

test('a quarter of an hour after its end a run’s copies are looked for in its cloud, and told', async () => {
  await withRig(async rig => {
    const { places, time, reports } = rig;
    places.add(aws, 'aws:123456789012:eu-west-1', [
      listed(`tower-${idOf(41)}/DB_USER`, {}),
      listed(`tower-${idOf(41)}/DB_PASSWORD`, {}),
      listed(`tower-${idOf(41)}/WAITING`, { deletedAt: 1 }),
      listed(`tower-${idOf(42)}/OTHER`, {}),
    ]);
    places.add(google, 'google:genomics-prod', [listed(`tower-${idOf(43)}-DB_USER`, {})]);
    const window = rig.open();
    await rig.end(window, 41, 'cloud-batch');
    await rig.end(window, 43, 'google-batch');
    time.pass(14 * minute);
    assert.deepEqual([reports, rig.kept.length], [[], 2]);
    time.pass(2 * minute);
    await until(() => reports.length === 2, 'both');
    assert.deepEqual(reports, [
      'brave_curie_41 AWS eu-west-1: DB_USER, DB_PASSWORD',
      'brave_curie_43 Google genomics-prod: DB_USER',
    ]);
    assert.deepEqual(rig.kept, []);
  });
});

test('where all are gone, or it cannot be known, nothing is said', async () => {
  await withRig(async rig => {
    const { places, time, reports, logged } = rig;
    const window = rig.open();
    await rig.end(window, 41, 'cloud-batch');
    places.failures.set('AWS eu-west-1', {
      kind: 'cloud-signed-out',
      cloud: 'aws',
      connection: 'default',
      because: 'absent',
    });
    time.pass(16 * minute);
    await over(rig);
    assert.deepEqual(
      [reports, logged],
      [[], ['whether copies of brave_curie_41 are left is not known']],
    );
    await rig.end(window, 44, 'cluster-slurm');
    await until(() => logged.length === 1 || rig.kept.length > 0, 'remembered');
    time.pass(16 * minute);
    await until(() => logged.length === 2, 'a grid has no copies in a cloud');
    rig.platform.faults.next('*', { kind: 'status', status: 503 }, 9);
    places.failures.clear();
    places.add(aws, 'aws:1:eu-west-1', []);
    assert.deepEqual(reports, []);
  });
});

test('a window that was closed meanwhile is followed by the next one, and a setting stops it', async () => {
  await withRig(async rig => {
    const { places, time, reports } = rig;
    places.add(aws, 'aws:1:eu-west-1', [listed(`tower-${idOf(41)}/DB_USER`, {})]);
    const first = rig.open();
    await rig.end(first, 41, 'cloud-batch');
    first.dispose();
    time.pass(60 * minute);
    assert.deepEqual([reports, rig.kept.length], [[], 1]);
    rig.open();
    time.pass(1);
    await until(() => reports.length === 1, 'the second window looks');

    rig.enabled = false;
    const quiet = rig.open();
    await rig.end(quiet, 45, 'cloud-batch');
    assert.deepEqual(rig.kept, []);
  });
});
