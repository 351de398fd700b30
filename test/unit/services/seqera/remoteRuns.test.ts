import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import type { RemoteRun } from '../../../../src/core/seqera/remoteRun.ts';
import { remoteRunTree } from '../../../../src/core/views/seqera/remoteRunTree.ts';
import { RemoteRuns } from '../../../../src/services/seqera/remoteRuns.ts';
import { addOrganization } from '../../../support/seqera/fakeOrganization.ts';
import { FakePlatform } from '../../../support/seqera/fakePlatform.ts';
import { minimalLaunch } from '../../../support/seqera/minimalLaunch.ts';
import { endRun } from '../../../support/seqera/runState.ts';

const once = { timeout: 60_000, tries: 1, firstWait: 1, longestWait: 1 };

test('runs are read while somebody looks, and a launched one until it is over', async () => {
  const platform = await FakePlatform.start();
  const { ada, rnaseq } = addOrganization(platform);
  const state = platform.state.runsOf(rnaseq);
  const place = { endpoint: platform.endpoint, user: null, workspace: 'genomics/rnaseq' };
  const remote = new RemoteRuns({
    sessions: new PlatformStores(() => Promise.resolve(new SecretValue(ada.token)), once),
    places: () => [place],
    later: () => ({ dispose: () => undefined }),
    log: { error: (what: string) => assert.fail(what) } as never,
  });
  const ended: RemoteRun[] = [];
  remote.onDidEnd(({ run }) => ended.push(run));
  const drawn = (whose: 'mine' | 'all'): readonly string[] =>
    remoteRunTree(remote.places, whose, Date.now()).flatMap(group => [
      `${group.label} | ${group.description}`,
      ...group.children.map(({ label, description }) => `  ${label} | ${description}`),
    ]);
  try {
    assert.equal(platform.requests.length, 0);
    const mine = state.addRun('ada', minimalLaunch, 1);
    state.addRun('grace', minimalLaunch, 2);
    remote.follow(place, mine.id);
    await remote.refresh();
    assert.deepEqual(drawn('mine'), [
      'Seqera genomics/rnaseq | your runs',
      '  brave_curie_1 | submitted · genomics/rnaseq · just now',
    ]);
    mine.status = 'RUNNING';
    mine.tasks = { pending: 2, running: 1, succeeded: 3, failed: 0 };
    await remote.refresh();
    assert.deepEqual(drawn('all'), [
      'Seqera genomics/rnaseq | runs of all users',
      '  brave_curie_2 | submitted · genomics/rnaseq · grace · just now',
      '  brave_curie_1 | running · 3 of 6 tasks · genomics/rnaseq · ada · just now',
    ]);
    platform.faults.next('*', { kind: 'status', status: 503, message: 'down' });
    await remote.refresh();
    assert.match(drawn('mine')[0] ?? '', /down/);
    assert.match(drawn('mine')[1] ?? '', /brave_curie_1 \| running/);
    mine.messages.push('Unable to delete pipeline secrets from AWS Secrets Manager');
    endRun(mine, 'FAILED', 'ALIGN ended with 1');
    await remote.refresh();
    await remote.refresh();
    assert.deepEqual(
      ended.map(({ id, error, messages }) => [id, error, messages.length]),
      [[mine.id, 'ALIGN ended with 1', 1]],
    );
    const [row] = remoteRunTree(remote.places, 'mine', Date.now())[0]?.children ?? [];
    const descriptions = row?.children.map(({ description }) => description) ?? [];
    assert.equal(row?.icon, 'warning');
    assert.ok(descriptions.includes('copies remain in the cloud: find leftovers'));
  } finally {
    remote.dispose();
    await platform.stop();
  }
  assert.deepEqual(platform.problems, []);
});

test('after a read that failed the way to the Platform is found anew', async () => {
  const platform = await FakePlatform.start();
  const { ada, grace, rnaseq } = addOrganization(platform);
  const state = platform.state.runsOf(rnaseq);
  const place = { endpoint: platform.endpoint, user: null, workspace: 'genomics/rnaseq' };
  let token = ada.token;
  const remote = new RemoteRuns({
    sessions: new PlatformStores(() => Promise.resolve(new SecretValue(token)), once),
    places: () => [place],
    later: () => ({ dispose: () => undefined }),
    log: { error: (what: string) => assert.fail(what) } as never,
  });
  const read = async (): Promise<readonly [string | undefined, string | null | undefined]> => {
    await remote.refresh();
    const [known] = remote.places;
    return [known?.state.kind, known?.user];
  };
  try {
    remote.follow(place, state.addRun('ada', minimalLaunch, 1).id);
    assert.deepEqual(await read(), ['loaded', 'ada']);
    const opened = platform.count('userInfo');
    assert.deepEqual(await read(), ['loaded', 'ada']);
    assert.equal(platform.count('userInfo'), opened, 'the way there is kept');
    platform.faults.next('*', { kind: 'status', status: 401 });
    assert.deepEqual(await read(), ['failed', 'ada']);
    // Another token, of somebody else: nothing of the former may be used again.
    token = grace.token;
    assert.deepEqual(await read(), ['loaded', 'grace']);
  } finally {
    remote.dispose();
    await platform.stop();
  }
  assert.deepEqual(platform.problems, []);
});

test('a state that nobody knows ends nothing, and what was removed is followed no longer', async () => {
  const platform = await FakePlatform.start();
  const { ada, rnaseq } = addOrganization(platform);
  const state = platform.state.runsOf(rnaseq);
  const place = { endpoint: platform.endpoint, user: null, workspace: 'genomics/rnaseq' };
  const periods: number[] = [];
  const remote = new RemoteRuns({
    sessions: new PlatformStores(() => Promise.resolve(new SecretValue(ada.token)), once),
    places: () => [place],
    later: period => {
      periods.push(period);
      return { dispose: () => undefined };
    },
    log: { error: (what: string) => assert.fail(what) } as never,
  });
  const ended: string[] = [];
  remote.onDidEnd(({ run }) => ended.push(`${run.id} ${run.status}`));
  const described = (): number =>
    platform.requests.filter(({ operation }) => operation === 'describeWorkflow').length;
  try {
    const mine = state.addRun('ada', minimalLaunch, 1);
    remote.follow(place, mine.id);
    mine.status = 'UNKNOWN';
    await remote.refresh();
    const [row] = remoteRunTree(remote.places, 'mine', Date.now())[0]?.children ?? [];
    assert.deepEqual([row?.kind, ended], ['remoteLive', []]);
    endRun(mine, 'SUCCEEDED');
    await remote.refresh();
    assert.deepEqual(ended, [`${mine.id} SUCCEEDED`]);
    const pushedOut = state.addRun('ada', minimalLaunch, 2);
    remote.follow(place, pushedOut.id);
    await remote.refresh();
    for (let number = 3; number < 60; number += 1) {
      endRun(state.addRun('grace', minimalLaunch, number), 'SUCCEEDED');
    }
    endRun(pushedOut, 'FAILED');
    await remote.refresh();
    assert.equal(ended.at(-1), `${pushedOut.id} FAILED`);
    remote.follow(place, '1k0K4WlGepgone');
    await remote.refresh();
    const before = described();
    await remote.refresh();
    assert.equal(described(), before);
    // The end of a colleague's run is nobody else's.
    const theirs = state.addRun('grace', minimalLaunch, 61);
    await remote.refresh();
    endRun(theirs, 'FAILED');
    const ends = ended.length;
    await remote.refresh();
    assert.equal(ended.length, ends);

    state.addRun('ada', minimalLaunch, 60);
    await remote.refresh();
    platform.faults.next('*', { kind: 'status', status: 401 }, 100);
    remote.show(true);
    for (let look = 0; look < 6; look += 1) {
      await remote.refresh();
      remote.show(false);
      remote.show(true);
    }
    await remote.refresh();
    assert.equal(periods.at(-1), 60_000);
  } finally {
    remote.dispose();
    await platform.stop();
  }
});

test('a run that has nothing to do and does not end is recognised', () => {
  const tasks = { pending: 0, submitted: 0, running: 0, succeeded: 3, cached: 0, failed: 0 };
  const run: RemoteRun = {
    id: 'abc',
    name: 'brave',
    status: 'RUNNING',
    user: 'ada',
    pipeline: 'x',
    revision: null,
    submittedAt: 0,
    endedAt: null,
    error: null,
    tasks,
    changedAt: 1_000_000,
    messages: [],
  };
  const shown = (one: RemoteRun, minutes: number): boolean => {
    const place = { endpoint: 'https://api.cloud.seqera.io', workspace: 'a/b' };
    const state = { kind: 'loaded' } as const;
    const now = 1_000_000 + minutes * 60_000;
    const [group] = remoteRunTree([{ place, user: 'ada', runs: [one], state }], 'mine', now);
    const rows = group?.children[0]?.children ?? [];
    return rows.some(({ action }) => action?.kind === 'explainHang');
  };
  assert.deepEqual(
    [
      shown(run, 20),
      shown(run, 10),
      shown({ ...run, tasks: { ...tasks, running: 1 } }, 20),
      shown({ ...run, changedAt: null }, 20),
      shown({ ...run, status: 'SUCCEEDED' }, 20),
    ],
    [true, false, false, false, false],
  );
});
