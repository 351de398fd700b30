import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PlatformStores } from '../../../src/adapters/seqera/platformStores.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { RemoteRun } from '../../../src/core/seqera/remoteRun.ts';
import { commands, settings } from '../../../src/editor/ids.ts';
import { watchEndedRuns } from '../../../src/editor/seqera/runs/watchEndedRuns.ts';
import { Emitter, type Subscription } from '../../../src/services/async/event.ts';
import type { SeqeraPlace } from '../../../src/services/ports/stores/seqeraSessions.ts';
import { FakeTime } from '../../support/fakeTime.ts';
import { Answers } from '../../support/hostAnswers.ts';
import { listed, MemoryPlaces } from '../../support/memoryPlaces.ts';
import { FakePlatform } from '../../support/seqera/fakePlatform.ts';
import { endRun, type FakeRun, type RunState } from '../../support/seqera/runState.ts';
import { addSample } from '../../support/seqera/samplePlatform.ts';
import { until } from '../../support/until.ts';

const key = 'seqera-ended-runs';
const hour = 3_600_000;
const never = new AbortController().signal;

suite('copies of a run of Seqera Platform that has ended', () => {
  const ends = new Emitter<{ readonly place: SeqeraPlace; readonly run: RemoteRun }>();
  const places = new MemoryPlaces();
  const time = new FakeTime();
  const state = new Map<string, unknown>();
  const logged: string[] = [];
  const owned: Subscription[] = [];
  let platform: FakePlatform;
  let runs: RunState;
  let stores: PlatformStores;
  let place: SeqeraPlace;

  suiteSetup(async () => {
    platform = await FakePlatform.start();
    const { ada, rnaseq } = addSample(platform);
    runs = platform.state.runsOf(rnaseq);
    process.env['TOWER_ACCESS_TOKEN'] = ada.token;
    process.env['TOWER_API_ENDPOINT'] = platform.endpoint;
    place = { endpoint: platform.endpoint, user: null, workspace: 'genomics/rnaseq' };
    stores = new PlatformStores(() => Promise.resolve(new SecretValue(ada.token)));
    const log = (text: string): void => void logged.push(text);
    const memento: vscode.Memento = {
      keys: () => [...state.keys()],
      get: <T>(name: string, otherwise?: T) => (state.get(name) ?? otherwise) as T,
      update: (name: string, value: unknown) => Promise.resolve(void state.set(name, value)),
    };
    owned.push(
      ...watchEndedRuns({
        remote: { onDidEnd: ends.event, session: stores.open.bind(stores) },
        places,
        state: memento,
        later: time.later,
        log: { debug: log, info: log, warn: log, error: log },
      }).owned,
    );
  });

  suiteTeardown(async () => {
    await set(undefined);
    delete process.env['TOWER_ACCESS_TOKEN'];
    delete process.env['TOWER_API_ENDPOINT'];
    owned.forEach(one => {
      one.dispose();
    });
    await platform.stop();
    assert.deepEqual(platform.problems, []);
  });

  test('are told of, with a way to them and one to the run', async () => {
    using opened = watch(vscode.env, 'openExternal', () => true);
    using called = watch(vscode.commands, 'executeCommand', id => id === commands.findLeftovers);
    const first = await end(41, ['DB_USER']);
    assert.equal(
      await notice('Find Leftovers…'),
      `${first.runName} has ended, but its secret DB_USER is still in AWS eu-west-1.`,
    );
    await until(() => called.calls.some(([id]) => id === commands.findLeftovers), 'a search');
    assert.ok((await vscode.commands.getCommands()).includes(commands.findLeftovers));

    // Nobody has looked at the Runs view, as after a reload: the notice alone knows the run.
    const second = await end(42, ['DB_USER', 'DB_PASSWORD']);
    assert.equal(
      await notice('Open on Seqera Platform'),
      `${second.runName} has ended, but its secrets DB_USER and DB_PASSWORD are still in AWS eu-west-1.`,
    );
    await until(() => opened.calls.length > 0, 'the page of the run');
    assert.match(String(opened.calls[0]?.[0]), new RegExp(`genomics/.*rnaseq/watch/${second.id}$`));
    assert.deepEqual(state.get(key), []);
  });

  test('are not told of where all are removed', async () => {
    using answers = new Answers();
    const { runName } = await end(43, []);
    time.pass(0);
    await until(() => platform.requests.some(({ url }) => url.includes('0043/launch')), runName);
    // The next one's notice comes after this one's look.
    await end(44, ['DB_USER']);
    time.pass(0);
    await until(() => answers.shown.length > 0, 'a notice');
    assert.match(answers.shown.join(' '), /^brave_curie_44 has ended/);
    assert.deepEqual(logged, []);
  });

  test('are not looked for where the setting is off, not even for a run from before', async () => {
    using answers = new Answers();
    await end(45, ['DB_USER']);
    assert.equal((state.get(key) as unknown[]).length, 1);
    await set(false);
    time.pass(0);
    assert.deepEqual(state.get(key), []);
    await end(46, ['DB_USER']);
    assert.deepEqual(state.get(key), []);
    time.pass(0);
    await set(true);
    await end(47, ['DB_USER']);
    time.pass(0);
    await until(() => answers.shown.length > 0, 'a notice');
    assert.match(answers.shown.join(' '), /^brave_curie_47 has ended/);
    assert.ok(!platform.requests.some(({ url }) => /004[56]\/launch/.test(url)));
  });

  /** A run ends, long enough ago, whose copies of these names are left. */
  async function end(number: number, names: readonly string[]): Promise<FakeRun> {
    const computeEnvId = runs.computeEnvs.find(({ name }) => name === 'cloud-batch')?.id ?? '';
    const secrets = { userSecrets: ['DB_USER'], workspaceSecrets: ['DB_PASSWORD'] };
    const launch = { computeEnvId, pipeline: 'https://x/y', workDir: '', ...secrets };
    const run = runs.addRun('ada', launch, number);
    endRun(run, 'SUCCEEDED', null, Date.now() - hour);
    places.add(
      { cloud: 'aws', profile: null, region: 'eu-west-1' },
      'aws:123456789012:eu-west-1',
      names.map(name => listed(`tower-${run.id}/${name}`, {})),
    );
    const session = await stores.open(place, never);
    const found = session.ok ? await session.value.run(run.id, never) : session;
    ends.fire({ place, run: found.ok ? found.value : assert.fail(found.error.kind) });
    return run;
  }

  /** The notice that comes now, of which this button is pressed. */
  async function notice(button: string): Promise<string> {
    using answers = new Answers(button);
    time.pass(0);
    await until(() => answers.left === 0, button);
    return answers.shown.join('\n');
  }
});

async function set(on: boolean | undefined): Promise<void> {
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration().update(settings.checkEndedRuns, on, Global);
}

/** Notes what a function of VS Code's is called with; what `stop` holds for goes no further. */
function watch<Name extends string>(
  owner: Readonly<Record<Name, unknown>>,
  name: Name,
  stop: (...args: readonly unknown[]) => boolean,
): Disposable & { readonly calls: readonly (readonly unknown[])[] } {
  const calls: (readonly unknown[])[] = [];
  const place = owner as Record<Name, (...args: readonly unknown[]) => unknown>;
  const own = place[name];
  place[name] = (...args) => {
    calls.push(args);
    return stop(...args) ? Promise.resolve(true) : own(...args);
  };
  return {
    calls,
    [Symbol.dispose]: () => {
      place[name] = own;
    },
  };
}
