import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CloudPlaces } from '../../../../src/adapters/copies/cloudPlaces.ts';
import type { CloudLeftover } from '../../../../src/core/leftovers/leftover.ts';
import type { SearchLocation } from '../../../../src/core/leftovers/searchLocation.ts';
import { Leftovers } from '../../../../src/services/leftovers/leftovers.ts';
import { GoogleServer } from '../../../support/google/googleServer.ts';
import { MemoryMachine } from '../../../support/memoryPlaces.ts';
import { MemoryRunHost, runRecord } from '../../../support/memoryRunHost.ts';

const signal = new AbortController().signal;
const parent = 'projects/research';
const location: SearchLocation = { cloud: 'google', project: 'research', credentialsFile: null };
const state = {
  kind: 'ended',
  at: 0,
  outcome: 'killed',
  exitCode: null,
  signal: null,
  detail: null,
} as const;

/** A search in a project of the real client, which answers empty pages in between. */
function leftovers(title: string, body: (context: Fixture) => Promise<void>): void {
  test(`Google: ${title}`, async () => {
    const server = await GoogleServer.start();
    server.service.emptyPages = true;
    server.service.largestPage = 2;
    const context = new Fixture(server);
    try {
      await body(context);
    } finally {
      context.places.dispose();
      server.stop();
    }
  });
}

class Fixture {
  readonly server: GoogleServer;
  readonly places: CloudPlaces;
  readonly found: Leftovers;

  constructor(server: GoogleServer) {
    this.server = server;
    this.places = new CloudPlaces({
      connectAws: () => assert.fail('nothing is in AWS'),
      env: server.environment,
    });
    const runs = new MemoryRunHost();
    const copy = { manager: 'google:research', key: 'tower-overoverover01-KEY' };
    const run = runs.add(runRecord({ run: 'overoverover01', state }));
    run.set({ intended: [copy], outstanding: [{ ...copy, reason: null }] });
    run.die();
    const ignore = (): void => undefined;
    this.found = new Leftovers({
      places: this.places,
      machine: new MemoryMachine(),
      runs,
      clock: Date.now,
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
  }

  make(id: string, annotations: Readonly<Record<string, string>> = {}): void {
    this.server.service.createSecret(parent, id, { replication: { automatic: {} }, annotations });
  }

  names(): readonly string[] {
    const { service } = this.server;
    service.emptyPages = false;
    service.largestPage = 1000;
    return service
      .listSecrets(parent, '', 1000, '')
      .secrets.map(({ name }) => name.split('/').at(-1) ?? '')
      .sort();
  }

  get clouds(): readonly CloudLeftover[] {
    return this.found.found.filter(it => it.kind === 'cloud');
  }
}

leftovers('secrets named tower-* are found on every page, with whose they are', async context => {
  context.make('tower-overoverover01-KEY');
  context.make('tower-1k0K4WlGep8ZTM-A');
  context.make('tower-1k0K4WlGep8ZTM-B');
  context.make('tower-elsewhere00001-KEY', {
    'nextflow-secrets-run': 'elsewhere00001',
    'nextflow-secrets-host': 'node7',
  });
  context.make('tower-mail');
  context.make('watchtower-key');
  await context.found.search([location], signal);
  assert.deepEqual(
    context.clouds.map(({ key, attribution }) => `${key} ${attribution.kind}`).sort(),
    [
      'tower-1k0K4WlGep8ZTM-A platform-form',
      'tower-1k0K4WlGep8ZTM-B platform-form',
      'tower-elsewhere00001-KEY ours-elsewhere',
      'tower-mail unknown',
      'tower-overoverover01-KEY ours-over',
    ],
  );
  assert.equal(context.server.faults.count('accessSecretVersion'), 0);
});

leftovers('what is removed is gone at once, and cannot be restored', async context => {
  context.make('tower-overoverover01-KEY');
  context.make('tower-mail');
  context.make('other');
  await context.found.search([location], signal);
  const removal = await context.found.remove(context.found.found, () => undefined, signal);
  assert.deepEqual(
    [removal.removed.length, removal.restorable.length, removal.failed.length],
    [2, 0, 0],
  );
  assert.deepEqual(context.names(), ['other']);
});

leftovers('what may not be removed stays, with the permission that is missing', async context => {
  context.make('tower-mail');
  context.server.faults.always('deleteSecret', 'deny');
  await context.found.search([location], signal);
  const { failed } = await context.found.remove(context.found.found, () => undefined, signal);
  assert.deepEqual(
    failed.map(({ failure }) => failure.kind === 'cloud-denied' && failure.permission),
    ['secretmanager.secrets.delete'],
  );
  assert.deepEqual(context.names(), ['tower-mail']);
});

leftovers('a project that may not be listed is not as if empty', async context => {
  context.server.faults.always('listSecrets', 'deny');
  await context.found.search([location], signal);
  const [searched] = context.found.state?.locations ?? [];
  assert.equal(searched?.state.kind, 'failed');
});
