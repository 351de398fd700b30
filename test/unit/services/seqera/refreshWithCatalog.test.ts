import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { remoteRunTree } from '../../../../src/core/views/seqera/remoteRunTree.ts';
import { CatalogService } from '../../../../src/services/catalog/catalogService.ts';
import { refreshWithCatalog } from '../../../../src/services/seqera/refreshWithCatalog.ts';
import { RemoteRuns } from '../../../../src/services/seqera/remoteRuns.ts';
import { addOrganization } from '../../../support/seqera/fakeOrganization.ts';
import { FakePlatform } from '../../../support/seqera/fakePlatform.ts';
import { workspaceScope } from '../../../support/seqera/seqeraTest.ts';
import { until } from '../../../support/until.ts';

const once = { timeout: 60_000, tries: 1, firstWait: 1, longestWait: 1 };

test('runs that could not be read now are not shown as none once their secrets could not', async () => {
  const platform = await FakePlatform.start();
  const { ada } = addOrganization(platform);
  const { token: valid } = ada;
  const place = { endpoint: platform.endpoint, user: null, workspace: 'genomics/rnaseq' };
  const stores = new PlatformStores(() => Promise.resolve(new SecretValue(valid)), once);
  const catalog = new CatalogService();
  const remote = new RemoteRuns({
    sessions: stores,
    places: () => [place],
    later: () => ({ dispose: () => undefined }), // Nothing is read by itself.
    log: { error: (what: string) => assert.fail(what) } as never,
  });
  const refreshing = refreshWithCatalog(catalog, remote);
  const shown = () =>
    remoteRunTree(remote.places, 'mine', Date.now())
      .flatMap(({ children }) => children)
      .map(({ label }) => label)
      .join();
  const shows = (label: string): Promise<unknown> => until(() => shown() === label, label);
  try {
    remote.show(true);
    await catalog.setStores([stores.create(workspaceScope, { kind: 'seqera', ...place })]);
    await shows('No runs yet');
    await remote.refresh();
    const asked = platform.count('listWorkflows');
    await catalog.refresh();
    assert.equal(platform.count('listWorkflows'), asked, 'nothing has changed');

    ada.token = '';
    await catalog.refresh();
    await shows('Its runs could not be read');
    ada.token = valid;
    await catalog.refresh();
    await shows('No runs yet');

    const { port } = platform;
    await platform.stop();
    await catalog.refresh();
    await shows('Its runs could not be read');
    await platform.listen(port);
    await catalog.refresh();
    await shows('No runs yet');
  } finally {
    refreshing.dispose();
    remote.dispose();
    catalog.dispose();
    await platform.stop();
  }
  assert.deepEqual(platform.problems, []);
});
