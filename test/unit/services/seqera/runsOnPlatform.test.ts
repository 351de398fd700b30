import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import { dryRunText } from '../../../../src/core/leftovers/dryRunText.ts';
import { type CloudLeftover, isRemovable } from '../../../../src/core/leftovers/leftover.ts';
import type { SearchLocation } from '../../../../src/core/leftovers/searchLocation.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { leftoverTree } from '../../../../src/core/views/leftoverTree.ts';
import { Leftovers } from '../../../../src/services/leftovers/leftovers.ts';
import type { PlatformClouds } from '../../../../src/services/ports/copies/leftoverPlaces.ts';
import { runsOnPlatform } from '../../../../src/services/seqera/runsOnPlatform.ts';
import { listed, MemoryMachine, MemoryPlaces } from '../../../support/memoryPlaces.ts';
import { MemoryRunHost } from '../../../support/memoryRunHost.ts';
import { FakePlatform } from '../../../support/seqera/fakePlatform.ts';
import { minimalLaunch } from '../../../support/seqera/minimalLaunch.ts';
import { endRun, type RunState } from '../../../support/seqera/runState.ts';
import { addSample } from '../../../support/seqera/samplePlatform.ts';
import { until } from '../../../support/until.ts';

const aws: SearchLocation = { cloud: 'aws', profile: null, region: 'eu-west-1' };
const google: SearchLocation = { cloud: 'google', project: 'rnaseq-prod', credentialsFile: null };
const signal = new AbortController().signal;

test('copies of the Platform stand with their runs: in use, just ended, left behind, not known', async () => {
  await withPlatform(async ({ platform, leftovers, places, runs, own }) => {
    runs.addRun('ada', minimalLaunch, 21).status = 'RUNNING';
    endRun(runs.addRun('grace', minimalLaunch, 22), 'SUCCEEDED', null, Date.now() - 60_000);
    endRun(runs.addRun('grace', minimalLaunch, 23), 'FAILED', 'x', Date.now() - 3_600_000);
    endRun(own.addRun('ada', minimalLaunch, 24), 'CANCELLED', null, Date.now() - 3_600_000);
    const lost = runs.addRun('ada', minimalLaunch, 25);
    lost.status = 'UNKNOWN';
    const ids = [21, 22, 23, 24, 25, 26].map(number => `1k0K4WlGep00${number}`);
    places.add(
      aws,
      'aws:123456789012:eu-west-1',
      [...ids.map(id => `tower-${id}/KEY`), 'tower-mail'].map(key => listed(key, {})),
    );
    places.add(google, 'google:rnaseq-prod', [listed('tower-1k0K4WlGep0023-KEY', {})]);
    await leftovers.search([aws, google], signal);
    assert.deepEqual(drawn(leftovers), [
      ['1k0K4WlGep0021', 'brave_curie_21 (genomics/rnaseq) on Seqera Platform, in use', false],
      [
        '1k0K4WlGep0022',
        'brave_curie_22 (genomics/rnaseq) on Seqera Platform, ended a moment ago',
        false,
      ],
      ['1k0K4WlGep0023', 'brave_curie_23 (genomics/rnaseq) on Seqera Platform, run is over', true],
      ['1k0K4WlGep0024', 'brave_curie_24 on Seqera Platform, run is over', true],
      ['1k0K4WlGep0025', 'in the form of Seqera Platform', true],
      ['1k0K4WlGep0026', 'in the form of Seqera Platform', true],
      ['tower-mail', 'owner not known', true],
      ['1k0K4WlGep0023', 'brave_curie_23 (genomics/rnaseq) on Seqera Platform, run is over', true],
    ]);
    // None of them is provably ours: each is removed only after a question.
    const text = dryRunText(leftovers.found, Date.now());
    assert.match(text, /Possibly not yours \(6\)/);
    assert.match(text, /run brave_curie_23 is over\. It has not removed this copy/);
    assert.match(text, /Stays \(2\)/);
    assert.equal(platform.count('describeWorkflow') < 20, true);

    const removed = await leftovers.remove(leftovers.found, () => undefined, signal);
    assert.ok(removed.removed.every(one => !/0021|0022/.test(one.id)));
  });
});

test('where the Platform does not respond, nothing is claimed, and what was found is shown', async () => {
  await withPlatform(async ({ platform, leftovers, places, runs }) => {
    endRun(runs.addRun('ada', minimalLaunch, 21), 'SUCCEEDED', null, 0);
    places.add(aws, 'aws:123456789012:eu-west-1', [listed('tower-1k0K4WlGep0021/KEY', {})]);
    platform.faults.next('describeWorkflow', { kind: 'status', status: 403 }, 9);
    await leftovers.search([aws], signal);
    assert.deepEqual(drawn(leftovers), [
      ['1k0K4WlGep0021', 'in the form of Seqera Platform', true],
    ]);
    platform.faults.clear();
    platform.faults.next('userInfo', { kind: 'hang' }, 9);
    const abort = new AbortController();
    const searching = leftovers.search([aws], abort.signal);
    await until(() => leftovers.found.length === 1, 'what was found');
    abort.abort();
    await searching;
    assert.equal(leftovers.found.length, 1);
  });
});

test('leftovers are looked for where the compute environments of all workspaces are', async () => {
  await withPlatform(async ({ platform, clouds, elsewhere }) => {
    elsewhere.addComputeEnv('far', 'aws-cloud', { region: 'sa-east-1' });
    elsewhere.addComputeEnv('named', 'google-cloud', { projectId: 'genomics-test' });
    elsewhere.addComputeEnv('silent', 'google-batch', {});
    assert.deepEqual(await clouds(), {
      regions: ['eu-west-1', 'us-east-1', 'sa-east-1'],
      projects: ['genomics-prod', 'genomics-test'],
    });
    platform.faults.next('userWorkspaces', { kind: 'status', status: 403 }, 99);
    assert.deepEqual(await clouds(), { regions: [], projects: [] });
  });
});

test('a run of another workspace is known, be it among the newest there or not', async () => {
  await withPlatform(async ({ platform, leftovers, places, elsewhere }) => {
    endRun(elsewhere.addRun('grace', minimalLaunch, 31), 'SUCCEEDED', null, 0);
    for (let number = 100; number < 160; number += 1) {
      elsewhere.addRun('grace', minimalLaunch, number);
    }
    places.add(
      google,
      'google:rnaseq-prod',
      [31, 159, 32].map(one => listed(`tower-1k0K4WlGep${String(one).padStart(4, '0')}-KEY`, {})),
    );
    await leftovers.search([google], signal);
    assert.deepEqual(drawn(leftovers), [
      [
        '1k0K4WlGep0031',
        'brave_curie_31 (genomics/references) on Seqera Platform, run is over',
        true,
      ],
      ['1k0K4WlGep0032', 'in the form of Seqera Platform', true],
      ['1k0K4WlGep0159', 'brave_curie_159 (genomics/references) on Seqera Platform, in use', false],
    ]);
    assert.ok(platform.count('describeWorkflow') < 20);
  });
});

interface Rig {
  readonly platform: FakePlatform;
  readonly leftovers: Leftovers;
  readonly places: MemoryPlaces;
  readonly runs: RunState;
  readonly own: RunState;
  /** Of a workspace that the window is not about. */
  readonly elsewhere: RunState;
  readonly clouds: () => Promise<PlatformClouds>;
}

async function withPlatform(body: (rig: Rig) => Promise<void>): Promise<void> {
  const platform = await FakePlatform.start();
  const { ada, rnaseq, references } = addSample(platform);
  const stores = new PlatformStores(() => Promise.resolve(new SecretValue(ada.token)), {
    timeout: 60_000,
    tries: 1,
    firstWait: 1,
    longestWait: 1,
  });
  const place = { endpoint: platform.endpoint, user: null, workspace: 'genomics/rnaseq' };
  const witness = runsOnPlatform({
    remote: { session: (where, given) => stores.open(where, given) },
    places: () => [place],
  });
  const places = new MemoryPlaces();
  const ignore = (): void => undefined;
  const leftovers = new Leftovers({
    places,
    machine: new MemoryMachine(),
    runs: new MemoryRunHost(),
    platform: witness,
    clock: Date.now,
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  try {
    const runs = platform.state.runsOf(rnaseq);
    const own = platform.state.runsOf(ada);
    const elsewhere = platform.state.runsOf(references);
    const clouds = () => witness.clouds(signal);
    await body({ platform, leftovers, places, runs, own, elsewhere, clouds });
  } finally {
    await platform.stop();
  }
  assert.deepEqual(platform.problems, []);
}

/** Each run's row of the clouds, with what it tells of the run and whether it may be removed. */
function drawn(leftovers: Leftovers): readonly (readonly [string, string, boolean])[] {
  const { state } = leftovers;
  assert.ok(state);
  return leftoverTree({ ...state, now: Date.now() })
    .filter(({ id }) => id !== 'machine')
    .flatMap(({ children }) => children)
    .map(({ label, description, leftovers: held }) => [
      label,
      description.split(' · ')[0] ?? '',
      (held as readonly CloudLeftover[]).every(isRemovable),
    ]);
}
