import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { PlatformRuns } from '../../../../src/adapters/seqera/platformRuns.ts';
import { SeqeraClient } from '../../../../src/adapters/seqera/seqeraClient.ts';
import type { Failure } from '../../../../src/core/failure.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { parseEndpoint } from '../../../../src/core/seqera/seqeraEndpoint.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { emptyLaunch } from '../../../support/seqera/emptyLaunch.ts';
import type { PlatformFault } from '../../../support/seqera/platformFaults.ts';
import { never, outcome, partly, seqera } from '../../../support/seqera/seqeraTest.ts';

const launch = { ...emptyLaunch, computeEnvironment: 'cebatch' };

/** Answers after which nobody knows whether there is a run. */
const unconfirmed: readonly (readonly [string, PlatformFault, object])[] = [
  ['that breaks off when it is done', { kind: 'lost' }, { kind: 'none' }],
  ['that breaks off before', { kind: 'cut' }, { kind: 'none' }],
  ['that does not come', { kind: 'hang' }, { kind: 'none', reason: 'timeout' }],
  ['of a gateway', { kind: 'status', status: 502 }, { kind: 'status', status: 502 }],
  ['of one that waited in vain', { kind: 'status', status: 504 }, { kind: 'status', status: 504 }],
  ['of a timeout', { kind: 'status', status: 408 }, { kind: 'status', status: 408 }],
  ['that it is down', { kind: 'status', status: 503 }, { kind: 'status', status: 503 }],
  [
    'of a Platform that broke on it',
    { kind: 'status', status: 500, message: 'Unable to store pipeline secret.' },
    { kind: 'status', status: 500, detail: 'Unable to store pipeline secret.' },
  ],
  [
    'of a page to sign in on',
    { kind: 'body', body: '<html>', type: 'text/html' },
    { kind: 'unreadable', because: 'malformed' },
  ],
  ['without an id', { kind: 'body', body: '{}' }, { kind: 'unreadable', because: 'malformed' }],
  ['without an end', { kind: 'huge' }, { kind: 'unreadable', because: 'too-large' }],
];

for (const [what, fault, because] of unconfirmed) {
  seqera(`a launch with an answer ${what} may have started`, async context => {
    const { platform, rnaseq, session } = context;
    platform.state.runsOf(rnaseq).addComputeEnv('batch', 'aws-batch');
    const opened = await session('genomics/rnaseq');
    platform.faults.next('launchWorkflow', fault, 9);
    const failure = outcome(await opened.launch(launch, null, never)) as Failure;
    assert.ok(failure.kind === 'seqera-launch-unconfirmed', failure.kind);
    assert.equal(failure.workspace, 'genomics/rnaseq');
    partly(failure.because, because);
    assert.match(failureMessage(failure), /^Seqera Platform \(.*\) did not confirm the launch: \w/);
    assert.match(
      failureMessage(failure),
      /The run may have started\. Look at the runs of genomics\/rnaseq before/,
    );
    assert.equal(platform.count('launchWorkflow'), 1);
  });
}

/** Answers after which there is none. */
const refused: readonly (readonly [string, PlatformFault, Failure['kind'], number])[] = [
  ['a bad request', { kind: 'status', status: 400, message: 'No.' }, 'seqera-refused', 1],
  ['a token that has expired', { kind: 'status', status: 401 }, 'seqera-signed-out', 1],
  ['a right that is missing', { kind: 'status', status: 403 }, 'seqera-denied', 1],
  ['a workspace that is gone', { kind: 'status', status: 404 }, 'seqera-workspace-unknown', 1],
  ['a conflict', { kind: 'status', status: 409 }, 'seqera-refused', 1],
  ['another address', { kind: 'redirect', to: '/login' }, 'seqera-answer-unreadable', 1],
  ['too many requests', { kind: 'status', status: 429 }, 'seqera-busy', 4],
];

for (const [what, fault, kind, times] of refused) {
  seqera(`a launch that is answered with ${what} has not started`, async context => {
    const { platform, rnaseq, session } = context;
    platform.state.runsOf(rnaseq).addComputeEnv('batch', 'aws-batch');
    const opened = await session('genomics/rnaseq');
    platform.faults.next('launchWorkflow', fault, 9);
    assert.equal((outcome(await opened.launch(launch, null, never)) as Failure).kind, kind);
    assert.equal(platform.count('launchWorkflow'), times);
  });
}

test('Seqera: a launch that nobody was there for has not started', async () => {
  const server = await serverThat(() => undefined);
  await server.stop();
  partly(await launchAt(server.port), { kind: 'seqera-unreachable', reason: 'ECONNREFUSED' });
});

test('Seqera: a launch is sent once to one that hangs up on it', async () => {
  let asked = 0;
  const server = await serverThat(request => {
    asked += 1;
    request.socket.destroy();
  });
  try {
    const failure = await launchAt(server.port);
    assert.match(failureMessage(failure), /Look at your runs before you launch again/);
    assert.equal(asked, 1);
  } finally {
    await server.stop();
  }
});

async function launchAt(port: number): Promise<Failure> {
  const endpoint = parseEndpoint(`http://127.0.0.1:${port}/api`);
  assert.ok(endpoint.ok);
  const client = new SeqeraClient(endpoint.value, new SecretValue('token-of-ada-5d21'));
  const runs = new PlatformRuns(client, { id: '1', name: 'ada' }, null);
  return outcome(await runs.launch(launch, null, never)) as Failure;
}

async function serverThat(
  answer: RequestListener,
): Promise<{ readonly port: number; readonly stop: () => Promise<unknown> }> {
  const server = createServer(answer);
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => new Promise(done => server.close(done)) };
}
