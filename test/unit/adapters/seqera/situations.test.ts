import assert from 'node:assert/strict';
import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import type { Failure } from '../../../../src/core/failure.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { emptyLaunch } from '../../../support/seqera/emptyLaunch.ts';
import { never, outcome, partly, seqera } from '../../../support/seqera/seqeraTest.ts';

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

seqera('a workspace that is not readable any more ends none of its runs', async context => {
  const { platform, session, rnaseq } = context;
  const state = platform.state.runsOf(rnaseq);
  const env = state.addComputeEnv('batch', 'aws-batch');
  const saved = { computeEnvId: env.id, pipeline: 'x', workDir: '' };
  const run = state.addRun('ada', { ...saved, userSecrets: [], workspaceSecrets: [] }, 1);
  const opened = await session('genomics/rnaseq');
  assert.equal(outcome(await opened.run(run.id, never)), 'done');
  rnaseq.roles.delete('ada');
  for (const found of [
    outcome(await opened.runs(never)),
    outcome(await opened.run(run.id, never)),
    outcome(await opened.log(run.id, null, never)),
    outcome(await opened.cancel(run.id, never)),
  ]) {
    partly(found, { kind: 'seqera-denied', workspace: 'genomics/rnaseq' });
  }
  assert.equal(run.status, 'SUBMITTED');
});
