import assert from 'node:assert/strict';
import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import type { Failure } from '../../../../src/core/failure.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { endpointOf } from '../../../support/ids.ts';
import { emptyLaunch } from '../../../support/seqera/emptyLaunch.ts';
import {
  never,
  outcome,
  partly,
  seqera,
  type SeqeraFixture,
} from '../../../support/seqera/seqeraTest.ts';

/** What installations and networks may be like, and what may happen between two requests. */

seqera('an answer that is packed, or comes in pieces, is one', async ({ platform, open }) => {
  const text = '{"pipelineSecrets":[{"id":9223372036854775805,"name":"KEY"}],"totalSize":1}';
  const packed = gzipSync(text);
  platform.faults.next('listSecrets', {
    kind: 'answer',
    answer: it => {
      it.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      it.write(packed.subarray(0, 20), () => setTimeout(() => it.end(packed.subarray(20)), 20));
    },
  });
  const listed = await open('genomics/rnaseq').list(never);
  assert.deepEqual(listed.ok && listed.value.map(({ name }) => name), ['KEY']);
});

test('Seqera: a server that speaks HTTP/2 alone is told as one that does not answer', async () => {
  const server: Http2Server = createServer(() => assert.fail('it was understood'));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  try {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    const limits = { timeout: 60_000, tries: 2, firstWait: 1, longestWait: 1 };
    const stores = new PlatformStores(
      () => Promise.resolve(new SecretValue('token-of-ada-5d21')),
      limits,
    );
    const opened = await stores.open({ endpoint, user: null, workspace: null }, never);
    const failure = outcome(opened) as Failure;
    assert.ok(failure.kind.startsWith('seqera-'), failure.kind);
    assert.match(failureMessage(failure), /does not respond|is not the API|refused/);
  } finally {
    await new Promise(done => server.close(done));
  }
});

seqera('who has waited in vain once does not wait three times more', async context => {
  const { platform, open } = context;
  platform.faults.next('listSecrets', { kind: 'hang' }, 9);
  partly(outcome(await open('genomics/rnaseq').list(never)), { reason: 'timeout' });
  assert.equal(platform.count('listSecrets'), 1);
});

seqera('of a refusal that never ends little is read', async ({ platform, open }) => {
  let written = 0;
  platform.faults.next('listSecrets', {
    kind: 'answer',
    answer: response => {
      const { socket } = response;
      response.writeHead(401, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536))) {
          // Until the client has enough.
        }
      };
      response.on('drain', more);
      response.on('close', () => (written = socket?.bytesWritten ?? Infinity));
      more();
    },
  });
  partly(outcome(await open('genomics/rnaseq').list(never)), { kind: 'seqera-signed-out' });
  while (written === 0) {
    await new Promise(done => setTimeout(done, 5));
  }
  assert.ok(written < 7_000_000, `${written} bytes`);
});

seqera('a compute environment that is deleted before the launch is told of', async context => {
  const { platform, session, rnaseq } = context;
  const state = platform.state.runsOf(rnaseq);
  state.addComputeEnv('batch', 'aws-batch');
  const opened = await session('genomics/rnaseq');
  assert.equal(outcome(await opened.computeEnvironment('cebatch', never)), 'done');
  state.computeEnvs.length = 0;
  const launch = { ...emptyLaunch, computeEnvironment: 'cebatch' };
  const failure = outcome(await opened.launch(launch, null, never)) as Failure;
  assert.match(failureMessage(failure), /refused to launch runs \(400\): Unknown compute env/);
  assert.equal(state.runs.length, 0);
});

/** A run of Ada's in a workspace, and the compute environment that it is for. */
function submittedRun({ platform, rnaseq }: SeqeraFixture) {
  const state = platform.state.runsOf(rnaseq);
  const env = state.addComputeEnv('batch', 'aws-batch');
  const saved = { computeEnvId: env.id, pipeline: 'x', workDir: '' };
  const run = state.addRun('ada', { ...saved, userSecrets: [], workspaceSecrets: [] }, 1);
  return { env, run };
}

seqera('a workspace that is not readable any more ends none of its runs', async context => {
  const { platform, session, rnaseq } = context;
  const { env, run } = submittedRun(context);
  const opened = await session('genomics/rnaseq');
  assert.equal(outcome(await opened.run(run.id, never)), 'done');
  rnaseq.roles.delete('ada');
  for (const found of [
    outcome(await opened.runs(never)),
    outcome(await opened.pipelines(null, never)),
    outcome(await opened.computeEnvironments(never)),
    outcome(await opened.launch({ ...emptyLaunch, computeEnvironment: env.id }, null, never)),
    outcome(await opened.log(run.id, null, never)),
    outcome(await opened.cancel(run.id, never)),
  ]) {
    partly(found, { kind: 'seqera-workspace-unknown', workspace: 'genomics/rnaseq' });
  }
  // One of hundreds that are looked for tells what the Platform does.
  const before = platform.count('userWorkspaces');
  partly(outcome(await opened.run(run.id, never)), { kind: 'seqera-denied' });
  assert.equal(platform.count('userWorkspaces'), before);
  assert.equal(run.status, 'SUBMITTED');
});

seqera(
  'a refusal names the role that the user has by now, and the workspace’s name',
  async context => {
    const { platform, session, rnaseq } = context;
    const { env, run } = submittedRun(context);
    const opened = await session('genomics/rnaseq');
    rnaseq.roles.set('ada', ['view']);
    rnaseq.name = 'rnaseq-2';
    const launch = { ...emptyLaunch, computeEnvironment: env.id };
    for (const refused of [
      outcome(await opened.launch(launch, null, never)),
      outcome(await opened.cancel(run.id, never)),
    ]) {
      assert.match(
        failureMessage(refused as Failure),
        /^Your role in genomics\/rnaseq-2 is view, which is not allowed/,
      );
    }
    // Where that cannot be told, what was known holds.
    platform.faults.next('userWorkspaces', { kind: 'status', status: 500 }, 9);
    partly(outcome(await opened.cancel(run.id, never)), {
      kind: 'seqera-denied',
      roles: ['maintain'],
    });
  },
);

for (const [what, operation, fault, kind] of [
  [
    'a page to sign in on',
    'serviceInfo',
    { kind: 'body', body: '<html>' },
    'seqera-answer-unreadable',
  ],
  [
    'another address',
    'serviceInfo',
    { kind: 'redirect', to: 'https://x.org' },
    'seqera-answer-unreadable',
  ],
  ['no API', 'serviceInfo', { kind: 'status', status: 404 }, 'seqera-refused'],
] as const) {
  seqera(`a server with ${what} gets no token that is pasted for it`, async context => {
    const { platform, stores, ada } = context;
    const access = { endpoint: endpointOf(platform.endpoint), token: new SecretValue(ada.token) };
    platform.faults.next(operation, fault, 9);
    partly(outcome(await stores.userOf(access, never)), { kind });
    assert.ok(platform.requests.every(({ headers }) => headers.authorization === undefined));
  });
}

seqera('a gateway that wants the token first gets it', async ({ platform, stores, ada }) => {
  const access = { endpoint: endpointOf(platform.endpoint), token: new SecretValue(ada.token) };
  for (const status of [401, 403]) {
    platform.faults.next('serviceInfo', { kind: 'status', status });
    assert.equal(outcome(await stores.userOf(access, never)), 'done');
  }
  // Whose token is checked is told by the Platform alone.
  assert.deepEqual([platform.count('serviceInfo'), platform.count('userInfo')], [2, 2]);
});
