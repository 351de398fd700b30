import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import type { Result } from '../../../../src/core/result.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { isLive } from '../../../../src/core/seqera/remoteRun.ts';
import { startSample } from '../../../support/seqera/samplePlatform.ts';
import { never } from '../../../support/seqera/seqeraTest.ts';
import { until } from '../../../support/until.ts';

test('the sample has what a launch needs, and a launch on it runs to its end', async () => {
  const { platform, endpoint, token, stop } = await startSample(0, 2);
  try {
    const stores = new PlatformStores(() => Promise.resolve(new SecretValue(token)));
    const place = { endpoint, user: null, workspace: 'genomics/rnaseq' };
    const session = found(await stores.open(place, never));
    const environments = found(await session.computeEnvironments(never));
    assert.ok(environments.length > 3 && environments.some(({ status }) => status === 'ERRORED'));
    const { pipelines } = found(await session.pipelines(null, never));
    assert.deepEqual(
      pipelines.map(({ name, source }) => [name, source?.name ?? null]),
      [
        ['rnaseq', null],
        ['index-genomes', 'genomics/references'],
      ],
    );
    const before = found(await session.runs(never));
    assert.ok(before.some(isLive) && before.some(run => run.status === 'FAILED'));

    const [pipeline] = pipelines;
    assert.ok(pipeline);
    const saved = found(await session.launchOfPipeline(pipeline, never));
    const launch = { ...saved, userSecrets: ['DB_USER'], workspaceSecrets: ['DB_PASSWORD'] };
    const id = found(await session.launch(launch, null, never));
    await until(
      async () => found(await session.run(id, never)).status === 'SUCCEEDED',
      'the run to succeed',
    );
    const log = found(await session.log(id, null, never));
    assert.match(log.lines.join('\n'), /N E X T F L O W/);
    const after = found(await session.runs(never));
    assert.equal(after.filter(isLive).length, before.filter(isLive).length);
    assert.deepEqual(platform.problems, []);
  } finally {
    await stop();
  }
});

function found<T>(result: Result<T, unknown>): T {
  return result.ok ? result.value : assert.fail(JSON.stringify(result.error));
}
