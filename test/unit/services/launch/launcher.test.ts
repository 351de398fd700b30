import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../../src/core/failure.ts';
import { err, ok, type Result } from '../../../../src/core/result.ts';
import { noCloudSettings } from '../../../../src/core/runs/backends/chooseTarget.ts';
import { plainOptions } from '../../../../src/core/runs/launch/launchOptions.ts';
import type { Work } from '../../../../src/core/runs/launch/work.ts';
import { type SecretScope, userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { Emitter } from '../../../../src/services/async/event.ts';
import { CatalogService } from '../../../../src/services/catalog/catalogService.ts';
import { Launcher, type LauncherDeps } from '../../../../src/services/launch/launcher.ts';
import type { LaunchRequest } from '../../../../src/services/launch/launchRequest.ts';
import type { Tools } from '../../../../src/services/ports/runs/tools.ts';
import type { SecretStore } from '../../../../src/services/ports/stores/secretStore.ts';
import { editorFacts, folder, record } from '../../../support/catalogs.ts';
import { runId } from '../../../support/ids.ts';
import { MemoryRunHost, runRecord } from '../../../support/memoryRunHost.ts';
import { use } from '../../../support/planUses.ts';

const options = plainOptions('/home/ada/pipeline/main.nf');
const request: LaunchRequest = {
  folder: { uri: folder, path: '/home/ada/pipeline', name: null },
  work: { kind: 'pipeline', options },
  test: false,
};
const none = { added: [], withheld: [] };
const signal = new AbortController().signal;

test('the supervisor is handed the winning values of what is referenced, and nothing else', async () => {
  const { launcher, host } = await setUp();
  using launch = got(await launcher.begin(request));
  const plan = got(await launch.plan(none, signal));
  got(await launch.start(plan));
  assert.deepEqual(host.assignments, [
    {
      version: 1,
      run: 'run00000000001',
      runFolder: '/state/runs/run00000000001',
      storeFolder: '/dev/shm/nfs/run00000000001',
      folder: '/home/ada/pipeline',
      launchFolder: '/home/ada/pipeline',
      work: { kind: 'pipeline', script: '/home/ada/pipeline/main.nf' },
      profiles: [],
      test: false,
      options,
      argv: ['/bin/nextflow', 'run', '/home/ada/pipeline/main.nf', '-ansi-log', 'false'],
      environment: { JAVA_HOME: '/java' },
      stopTimeout: 10_000,
      target: { kind: 'local' },
      secrets: [
        { name: 'KEY', scope: 'user', value: 'user KEY', form: 'raw' },
        { name: 'URL', scope: 'workspace', value: 'workspace "URL"', form: 'escaped' },
      ],
    },
  ]);
});

test('the values of a plan stand in nothing that can be printed', async () => {
  const { launcher } = await setUp();
  using launch = got(await launcher.begin(request));
  const plan = got(await launch.plan(none, signal));
  assert.doesNotMatch(JSON.stringify([plan, launch]), /user KEY|workspace \\?"URL/);
});

test('planning makes nothing', async () => {
  const { launcher, host } = await setUp();
  using launch = got(await launcher.begin(request));
  got(await launch.plan(none, signal));
  assert.deepEqual([host.prepared, host.assignments], [[], []]);
});

test('a scope that is still loading is waited for', async () => {
  let answer = (): void => undefined;
  const late = new Promise<void>(resolve => (answer = resolve));
  const { launcher } = await setUp({ late });
  using launch = got(await launcher.begin(request));
  const planned = launch.plan(none, signal);
  answer();
  assert.deepEqual(
    got(await planned).published.map(({ winner }) => winner.scope.kind),
    ['user', 'workspace'],
  );
});

test('waiting for a scope ends when the developer cancels', async () => {
  const { launcher } = await setUp({ late: new Promise(() => undefined) });
  using launch = got(await launcher.begin(request));
  const abort = new AbortController();
  const planned = launch.plan(none, abort.signal);
  abort.abort();
  await assert.rejects(planned, { name: 'AbortError' });
});

for (const [why, change, failure] of [
  ['an untrusted workspace', { isTrusted: () => false }, 'workspace-untrusted'],
  ['a script that is gone', { fileExists: () => Promise.resolve(false) }, 'script-not-found'],
] as const) {
  test(`${why} launches nothing`, async () => {
    const { launcher } = await setUp({ deps: change });
    assert.equal(failed(await launcher.begin(request)).kind, failure);
  });
}

test('an argument that would detach the run is refused', async () => {
  const { launcher } = await setUp();
  const detaching = { ...options, extraArguments: ['-bg'] };
  const work: Work = { kind: 'pipeline', options: detaching };
  assert.deepEqual(failed(await launcher.begin({ ...request, work })), {
    kind: 'argument-refused',
    argument: '-bg',
    because: 'detaches',
  });
});

test('a missing program is told before anything else happens', async () => {
  const missing = { kind: 'nextflow-not-found', setting: null } as const;
  const { launcher } = await setUp({
    deps: {
      tools: {
        ...tools,
        nextflow: () => Promise.resolve(err(missing)),
      },
    },
  });
  assert.deepEqual(failed(await launcher.begin(request)), missing);
  // And the script is free again.
  assert.deepEqual(failed(await launcher.begin(request)), missing);
});

test('a second launch of the same script waits for neither, until the first is over', async () => {
  const { launcher } = await setUp();
  const [first, second] = await Promise.all([launcher.begin(request), launcher.begin(request)]);
  assert.equal(failed(second).kind, 'launch-in-progress');
  got(first)[Symbol.dispose]();
  got(await launcher.begin(request));
});

test('a script that another window is just starting is not started again', async () => {
  const { launcher, host } = await setUp();
  const other = host.add(runRecord({ run: 'other000000001', state: { kind: 'preparing' } }));
  assert.equal(failed(await launcher.begin(request)).kind, 'launch-in-progress');
  other.set({ state: { kind: 'running' } });
  got(await launcher.begin(request));
});

test('a state folder that is not private stops the launch before values leave the editor', async () => {
  const { launcher, host } = await setUp();
  host.refusal = { kind: 'state-folder-not-private', path: '/state', mode: '755' };
  using launch = got(await launcher.begin(request));
  const plan = got(await launch.plan(none, signal));
  assert.deepEqual(failed(await launch.start(plan)), host.refusal);
  assert.deepEqual(host.assignments, []);
});

test('a secret that vanished since it was listed fails the plan with its name', async () => {
  const { launcher } = await setUp({ unreadable: 'URL' });
  using launch = got(await launcher.begin(request));
  assert.deepEqual(failed(await launch.plan(none, signal)), {
    kind: 'secret-not-found',
    name: 'URL',
  });
});

interface Change {
  readonly deps?: Partial<LauncherDeps>;
  readonly late?: Promise<void>;
  readonly unreadable?: string;
}

async function setUp({ deps = {}, late, unreadable }: Change = {}): Promise<{
  launcher: Launcher;
  host: MemoryRunHost;
}> {
  const host = new MemoryRunHost();
  const catalog = new CatalogService();
  const stores = catalog.setStores([
    store(userScope, ['KEY', 'UNUSED'], late, unreadable),
    store({ kind: 'workspace', folder }, ['KEY', 'URL'], undefined, unreadable),
    store({ kind: 'workspace', folder: 'file:///other' }, ['URL'], undefined, unreadable),
  ]);
  if (!late) {
    await stores;
  }
  const launcher = new Launcher({
    catalog,
    host,
    newRunId: () => runId('run00000000001'),
    exactNames: () => [],
    readPipeline: () =>
      Promise.resolve({
        complete: true,
        gaps: [],
        elsewhere: [],
        processes: [],
        settings: [],
        uses: [
          use('KEY', 'main.nf:3'),
          use('URL', 'main.nf:9', { kind: 'directive', process: 'ALIGN' }),
        ],
      }),
    tools,
    isTrusted: () => true,
    fileExists: () => Promise.resolve(true),
    settings: () => ({
      nextflowPath: null,
      nfTestPath: null,
      stopTimeout: 10_000,
      clouds: noCloudSettings,
    }),
    ...deps,
  });
  return { launcher, host };
}

const tools: Tools = {
  localNames: () => ({ paths: ['/home/ada'], names: ['ada', 'login1'] }),
  nextflow: setting => Promise.resolve(ok(setting ?? '/bin/nextflow')),
  nextflowVersion: () => Promise.resolve('24.10.0'),
  nfTest: setting => Promise.resolve(ok(setting ?? '/bin/nf-test')),
  pathTo: () => Promise.resolve({ PATH: '/bin' }),
  java: () => Promise.resolve(ok({ JAVA_HOME: '/java' })),
  printedConfig: () => Promise.resolve(ok('')),
};

test('tests are started with nf-test, which finds the same Nextflow', async () => {
  const { launcher, host } = await setUp();
  const work = { kind: 'tests', file: 'tests/main.nf.test', only: 'has a secret' } as const;
  using launch = got(await launcher.begin({ ...request, work }));
  got(await launch.start(got(await launch.plan(none, signal))));
  const [assignment] = host.assignments;
  assert.equal(assignment?.work.kind, 'tests');
  assert.deepEqual(assignment.argv, [
    '/bin/nf-test',
    'test',
    'tests/main.nf.test',
    '--tag',
    'has a secret',
  ]);
  assert.deepEqual(assignment.environment, { JAVA_HOME: '/java', PATH: '/bin' });
});

test('a terminal needs neither Nextflow nor Java', async () => {
  const missing = { kind: 'nextflow-not-found', setting: null } as const;
  const { launcher } = await setUp({
    deps: { tools: { ...tools, nextflow: () => Promise.resolve(err(missing)) } },
  });
  const work = { kind: 'terminal', shell: '/bin/bash' } as const;
  using launch = got(await launcher.begin({ ...request, work }));
  const plan = got(await launch.plan(none, signal));
  assert.deepEqual([plan.work.kind, plan.command], ['terminal', ['/bin/bash']]);
});

/** A store whose values tell where they are from. */
function store(
  scope: SecretScope,
  names: readonly string[],
  late?: Promise<void>,
  unreadable?: string,
): SecretStore {
  const never = (): never => {
    throw new Error('a launch changes no secret');
  };
  return {
    ...editorFacts,
    recovery: null,
    dispose: () => undefined,
    scope,
    onDidChange: new Emitter<void>().event,
    list: async () => {
      await late;
      return ok(names.map(name => record(name, scope)));
    },
    read: name =>
      Promise.resolve(
        name === unreadable
          ? err({ kind: 'secret-not-found', name })
          : ok(new SecretValue(`${scope.kind} ${name === 'URL' ? '"URL"' : name}`)),
      ),
    add: never,
    update: never,
    remove: never,
  };
}

function got<T>(result: Result<T, Failure>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

function failed<T>(result: Result<T, Failure>): Failure {
  assert.ok(!result.ok);
  return result.error;
}
