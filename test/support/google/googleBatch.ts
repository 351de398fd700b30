import type { TestContext } from 'node:test';
import { googleEndpoints } from '../../../src/core/runs/delivery/fetchScript.ts';
import type { Cloud } from '../cloudLaunch.ts';
import { googleRuns } from '../cloudRuns.ts';
import { GoogleServer } from './googleServer.ts';
import { HttpFace } from './httpFace.ts';

/** Google Batch, for a test whose tasks read their secrets by HTTP. */
export async function googleBatch(t: TestContext): Promise<Cloud> {
  const server = await GoogleServer.start();
  const face = await HttpFace.start(server);
  t.after(() => {
    face.stop();
  });
  const { metadata, secretManager } = googleEndpoints;
  return {
    context: await googleRuns(server),
    config: '',
    environment: {},
    reach: text => text.replaceAll(metadata, face.url).replaceAll(secretManager, face.url),
  };
}
