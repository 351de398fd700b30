import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answered, Answers } from '../../support/hostAnswers.ts';
import { readyApi } from '../../support/hostApi.ts';
import { FakePlatform } from '../../support/seqera/fakePlatform.ts';
import { addSample } from '../../support/seqera/samplePlatform.ts';
import { configureSeqera, mainScript } from '../../support/seqera/seqeraFolder.ts';
import { until } from '../../support/until.ts';

suite('a personal workspace on Seqera Platform', () => {
  test('is chosen, and runs in it get the user’s own secrets alone', async () => {
    await readyApi();
    const platform = await FakePlatform.start();
    const { ada } = addSample(platform);
    const own = platform.state.runsOf(ada);
    own.addComputeEnv('own-batch', 'aws-batch', { executionRole: 'arn:aws:iam::1:role/x' });
    try {
      await answered('signInSeqera', undefined, /Enterprise/, platform.endpoint, ada.token);
      await answered('chooseSeqeraWorkspace', undefined, here(platform), 'Your Personal Workspace');
      const { uri } = vscode.workspace.workspaceFolders?.[0] ?? assert.fail();
      const settings = vscode.workspace.getConfiguration('nextflowSecrets', uri);
      assert.equal(settings.get('seqera.workspace'), 'personal');

      const before = platform.requests.length;
      const said = await answered(
        'launchOnSeqera',
        mainScript(),
        'own-batch',
        'Plan the Launch',
        'https://github.com/genomics/rnaseq',
        'Plan the Launch',
        'DB_USER',
      );
      const [run] = own.runs;
      assert.deepEqual(
        [run?.launch.userSecrets, run?.launch.workspaceSecrets],
        [['DB_USER'], []],
        said,
      );
      assert.doesNotMatch(said, /DB_PASSWORD|overrides the workspace’s/);
      const asked = platform.requests.slice(before).map(({ url }) => url);
      assert.ok(!asked.join().includes('workspaceId'), asked.join(' '));

      // Where the Platform gives nobody one, it is neither offered nor launched in.
      platform.state.userWorkspaceEnabled = false;
      const off = await answered('launchOnSeqera', mainScript());
      assert.match(off, /The workspace personal does not exist on /);
      using listing = new Answers(here(platform));
      void vscode.commands.executeCommand('nextflowSecrets.chooseSeqeraWorkspace');
      await until(() => listing.shown.join().includes('genomics/rnaseq'), 'the workspaces');
      assert.doesNotMatch(listing.shown.join(), /Personal Workspace/);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    } finally {
      await configureSeqera(undefined, undefined);
      await platform.stop();
    }
    assert.deepEqual(platform.problems, []);
  });
});

/** Ada, of this Platform. */
function here({ port }: FakePlatform): RegExp {
  return new RegExp(`ada \\(127.0.0.1:${port}`);
}
