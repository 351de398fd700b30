import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmation } from '../../../../src/core/leftovers/confirmation.ts';
import { dryRunText } from '../../../../src/core/leftovers/dryRunText.ts';
import {
  type CloudLeftover,
  isProvablyOver,
  olderThan,
} from '../../../../src/core/leftovers/leftover.ts';
import type { SearchLocation } from '../../../../src/core/leftovers/searchLocation.ts';
import { type LeftoverNode, leftoverTree } from '../../../../src/core/views/leftoverTree.ts';
import { Leftovers } from '../../../../src/services/leftovers/leftovers.ts';
import { listed, MemoryMachine, MemoryPlaces } from '../../../support/memoryPlaces.ts';
import { MemoryRunHost, runRecord } from '../../../support/memoryRunHost.ts';

const day = 24 * 3_600_000;
const now = 100 * day;
const signal = new AbortController().signal;
const aws: SearchLocation = { cloud: 'aws', profile: null, region: 'eu-west-1' };
const google: SearchLocation = { cloud: 'google', project: 'rnaseq-prod', credentialsFile: null };
const place = 'aws:123456789012:eu-west-1';
const ended = {
  kind: 'ended',
  at: 0,
  outcome: 'succeeded',
  exitCode: 0,
  signal: null,
  detail: null,
} as const;

test('each secret is attributed as far as can be known, and no further', async () => {
  const rig = new Rig();
  await rig.leftovers.search([aws, google], signal);
  assert.deepEqual(
    rig.clouds().map(({ key, attribution }) => `${key}: ${attribution.kind}`),
    [
      'tower-overoverover01/KEY: ours-over',
      'tower-livelivelive01/KEY: ours-running',
      'tower-lostlostlost01/KEY: ours-running',
      'tower-1k0K4WlGep8ZTM/A: platform-form',
      'tower-1k0K4WlGep8ZTM/B: platform-form',
      'tower-elsewhere00001/KEY: ours-elsewhere',
      'tower-mail: unknown',
      'tower-overoverover01-KEY: platform-form',
    ],
  );
});

test('only what a journal of this machine intended in that very place is provably over', async () => {
  const rig = new Rig();
  await rig.leftovers.search([aws, google], signal);
  assert.deepEqual(
    rig
      .clouds()
      .filter(isProvablyOver)
      .map(({ id }) => id),
    [`${place}\ntower-overoverover01/KEY`],
  );
});

test('the view has a row for each place, run and copy; one that failed is not as if empty', async () => {
  const rig = new Rig();
  rig.places.failures.set('Google rnaseq-prod', {
    kind: 'cloud-denied',
    cloud: 'google',
    permission: 'secretmanager.secrets.list',
    resource: 'rnaseq-prod',
  });
  rig.machine.leftovers = [
    {
      kind: 'file',
      id: '/home/ada/.nextflow/secrets/.nf-1.secrets',
      path: '/home/ada/.nextflow/secrets/.nf-1.secrets',
      what: 'task-secrets',
      createdAt: now - day,
      doubt: 'shared-file-system',
    },
  ];
  await rig.leftovers.search([aws, google], signal);
  assert.deepEqual(rig.picture(), [
    'AWS eu-west-1  123456789012 · 7 secrets · about $2.80 a month  [cloud place]',
    '  1k0K4WlGep8ZTM  in the form of Seqera Platform · 2 secrets · 3 months ago · about $0.80 a month  [server-process leftover]',
    '    A  in the form of Seqera Platform · 3 months ago · read 1 month ago  [key leftover]',
    '    B  in the form of Seqera Platform  [key leftover]',
    '  overoverover01  yours, run has ended · 1 secret · 2 days ago · about $0.40 a month  [warning leftover]',
    '    KEY  yours, run has ended · 2 days ago  [key leftover]',
    '  livelivelive01  yours, in use · 1 secret · 1 hour ago · about $0.40 a month  [sync used]',
    '    KEY  yours, in use · 1 hour ago  [key used]',
    '  elsewhere00001  created by Nextflow Secrets on node7 · 1 secret · about $0.40 a month  [device-desktop leftover]',
    '    KEY  created by Nextflow Secrets on node7  [key leftover]',
    '  lostlostlost01  yours, in use · 1 secret · about $0.40 a month  [sync used]',
    '    KEY  yours, in use  [key used]',
    '  tower-mail  owner not known  [key leftover]',
    'Google rnaseq-prod  not known: Google Cloud does not allow secretmanager.secrets.list on rnaseq-prod. The role roles/secretmanager.viewer allows it.  [warning failedPlace]',
    'This machine  1 file  [device-desktop place]',
    '  .nf-1.secrets  values of a task’s secrets, left behind by Nextflow · may belong to a Nextflow on another machine · 1 day ago  [file leftover]',
  ]);
});

test('ours are removed for good, others so that they can be restored, and nothing in use', async () => {
  const rig = new Rig();
  await rig.leftovers.search([aws], signal);
  const steps: string[] = [];
  const removal = await rig.leftovers.remove(
    rig.leftovers.found,
    (done, of) => steps.push(`${done}/${of}`),
    signal,
  );
  assert.deepEqual([...rig.aws.calls].sort(), [
    'remove tower-overoverover01/KEY',
    'retire tower-1k0K4WlGep8ZTM/A',
    'retire tower-1k0K4WlGep8ZTM/B',
    'retire tower-elsewhere00001/KEY',
    'retire tower-mail',
  ]);
  assert.equal(steps.at(-1), '5/5');
  assert.deepEqual(
    [removal.removed.length, removal.restorable.length, removal.failed.length],
    [5, 4, 0],
  );
  assert.deepEqual(rig.host.run('overoverover01').stored.outstanding, []);
});

test('a removal is undone while the recovery window lasts', async () => {
  const rig = new Rig();
  await rig.leftovers.search([aws], signal);
  await rig.leftovers.remove(rig.named('tower-mail'), () => undefined, signal);
  assert.deepEqual(
    rig.named('tower-mail').map(({ removed }) => removed),
    [true],
  );
  assert.deepEqual(await rig.leftovers.restore(rig.leftovers.undoable, signal), []);
  assert.deepEqual(
    rig.named('tower-mail').map(({ removed }) => removed),
    [false],
  );
  assert.deepEqual(rig.aws.calls, ['retire tower-mail', 'restore tower-mail']);
  assert.deepEqual(rig.leftovers.undoable, []);
});

test('a list that lags behind does not bring back what is removed', async () => {
  const rig = new Rig();
  rig.aws.frozen = rig.aws.copies;
  await rig.leftovers.search([aws], signal);
  await rig.leftovers.remove(rig.named('tower-overoverover01/KEY'), () => undefined, signal);
  await rig.leftovers.search([aws], signal);
  assert.deepEqual(rig.named('tower-overoverover01/KEY'), []);
});

test('what cannot be removed stays, with the reason', async () => {
  const rig = new Rig();
  rig.aws.refused.add('tower-mail');
  await rig.leftovers.search([aws], signal);
  const { failed, removed } = await rig.leftovers.remove(
    rig.named('tower-mail'),
    () => undefined,
    signal,
  );
  assert.deepEqual(
    failed.map(({ failure }) => failure.kind),
    ['cloud-denied'],
  );
  assert.deepEqual(removed, []);
  assert.equal(rig.named('tower-mail').length, 1);
});

test('cancelling ends what was begun and begins no more', async () => {
  const rig = new Rig();
  const copies = Array.from({ length: 40 }, (_, at) => listed(`tower-mail${at}`, {}));
  rig.aws.copies = copies;
  await rig.leftovers.search([aws], signal);
  const abort = new AbortController();
  rig.aws.onRemove = () => {
    abort.abort();
  };
  const { removed } = await rig.leftovers.remove(
    rig.leftovers.found,
    () => undefined,
    abort.signal,
  );
  assert.ok(removed.length > 0 && removed.length <= 8, `${removed.length} removed`);
  assert.equal(rig.aws.calls.length, removed.length);
  assert.equal(rig.clouds().filter(it => it.removed).length, removed.length);
});

test('a newer search supersedes one that answers late', async () => {
  const rig = new Rig();
  const slow = rig.leftovers.search([aws], signal);
  await rig.leftovers.search([], signal);
  await slow;
  assert.deepEqual(rig.leftovers.state?.locations, []);
});

test('a confirmation says that Google has no undo, and AWS a week', async () => {
  const rig = new Rig();
  await rig.leftovers.search([aws, google], signal);
  const others = rig.clouds().filter(it => /mail|-KEY/.test(it.key));
  const { question, detail } = confirmation(others);
  assert.equal(question, 'Remove 2 leftovers that may not be yours?');
  assert.match(detail, /1 secret in AWS can be restored for 7 days\./);
  assert.match(detail, /1 secret in Google Cloud cannot be restored\. This cannot be undone\./);
  assert.match(detail, /tower-mail\ntower-overoverover01-KEY$/);
});

test('a dry run tells what would be removed, what stays, and what it saves', async () => {
  const rig = new Rig();
  await rig.leftovers.search([aws], signal);
  const text = dryRunText(rig.leftovers.found, now);
  assert.match(text, /## Yours, and their runs have ended \(1\)/);
  assert.match(text, /## Possibly not yours \(4\)/);
  assert.match(text, /## Stays \(2\)/);
  assert.match(text, /`tower-mail` owner not known · restorable for 7 days/);
  assert.match(text, /Saves about \$2\.00 a month\. Estimated from the list prices/);
});

test('age is counted from when a secret was made; one of unknown age is never old', async () => {
  const rig = new Rig();
  await rig.leftovers.search([aws], signal);
  const old = olderThan(rig.leftovers.found, 7 * day, now) as readonly CloudLeftover[];
  assert.deepEqual(
    old.map(({ key }) => key),
    ['tower-1k0K4WlGep8ZTM/A'],
  );
});

class Rig {
  readonly places = new MemoryPlaces();
  readonly machine = new MemoryMachine();
  readonly host = new MemoryRunHost();
  readonly leftovers: Leftovers;
  readonly aws = this.places.add(aws, place, [
    listed('tower-overoverover01/KEY', { createdAt: now - 2 * day }),
    listed('tower-livelivelive01/KEY', { createdAt: now - day / 24 }),
    listed('tower-lostlostlost01/KEY', {}),
    listed('tower-1k0K4WlGep8ZTM/A', { createdAt: now - 90 * day, accessedAt: now - 30 * day }),
    listed('tower-1k0K4WlGep8ZTM/B', {}),
    listed('tower-elsewhere00001/KEY', {
      tags: { 'nextflow-secrets-run': 'elsewhere00001', 'nextflow-secrets-host': 'node7' },
    }),
    listed('tower-mail', {}),
  ]);

  constructor() {
    // The run of the journal had its copy in AWS: one of that name in Google is another's.
    this.places.add(google, 'google:rnaseq-prod', [listed('tower-overoverover01-KEY', {})]);
    for (const run of ['overoverover01', 'livelivelive01', 'lostlostlost01']) {
      const copy = { manager: place, key: `tower-${run}/KEY` };
      const state = run.startsWith('over') ? ended : ({ kind: 'running' } as const);
      const added = this.host.add(runRecord({ run, state }));
      added.set({ intended: [copy], outstanding: [{ ...copy, reason: null }] });
      if (!run.startsWith('live')) {
        added.die();
      }
    }
    this.leftovers = new Leftovers({
      places: this.places,
      machine: this.machine,
      runs: this.host,
      clock: () => now,
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
  }

  clouds(): readonly CloudLeftover[] {
    return this.leftovers.found.filter(it => it.kind === 'cloud');
  }

  named(key: string): readonly CloudLeftover[] {
    return this.clouds().filter(it => it.key === key);
  }

  picture(): readonly string[] {
    const { state } = this.leftovers;
    assert.ok(state);
    return draw(leftoverTree({ ...state, now }), '');
  }
}

function ignore(): void {
  // Nothing of the log is looked at.
}

function draw(nodes: readonly LeftoverNode[], indent: string): readonly string[] {
  return nodes.flatMap(({ label, description, icon, kind, children }) => [
    `${indent}${label}  ${description}  [${icon} ${kind}]`,
    ...draw(children, `${indent}  `),
  ]);
}
