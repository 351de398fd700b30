import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { editorTest } from '../support/editorTest.ts';
import { addOrganization, type FakeOrganization } from '../support/seqera/fakeOrganization.ts';
import { FakePlatform } from '../support/seqera/fakePlatform.ts';
import { checkSpokenRows } from '../support/sidebarRows.ts';
import { until } from '../support/until.ts';

let platform: FakePlatform;
let people: FakeOrganization;

before(async () => {
  platform = await FakePlatform.start();
  people = addOrganization(platform);
  platform.state.addSecret(people.rnaseq, 'DB_USER', 'theirs');
  platform.state.addSecret(people.references, 'LICENSE_KEY', 'theirs');
  platform.state.addSecret(people.ada, 'DB_USER', 'own');
});
after(() => platform.stop());

editorTest(
  'a maintainer keeps secrets on Seqera Platform, is refused as viewer, signs in again, and sees the Platform down',
  { folder: 'samples/quickstart' },
  async ({ window }) => {
    const { ada, rnaseq } = people;
    const token = 'A personal access token of';
    await window.openSecrets();
    await window.openFile('modules/align.nf');
    await window.command('Nextflow Secrets: Choose Where Secrets Are Kept…');
    await window.choose(/Workspace/);
    await window.choose(/Seqera Platform/);
    await window.quickInput.getByRole('option', { name: /Seqera Cloud/ }).waitFor();
    await window.shot('seqera-1-platforms');
    await window.choose(/Seqera Enterprise/);
    await window.answer('The address of its API', platform.endpoint);
    await window.answer(token, 'token-that-nobody-has');
    await window.quickInput.getByText(/does not accept this token/).waitFor();
    await window.shot('seqera-2-bad-token');
    await window.answer('Sign In to Seqera Platform', ada.token);
    await window.quickInput.getByRole('option', { name: /genomics\/rnaseq/ }).waitFor();
    await window.shot('seqera-3-workspaces');
    await window.choose(/genomics\/rnaseq/);
    await window.row(/^Workspace, Seqera genomics\/rnaseq/).waitFor();
    await window.row(/^DB_USER, used/).waitFor();

    await window.command('Nextflow Secrets: Add Secret…');
    await window.choose(/Yours/);
    await window.answer('The name that the pipeline uses', 'API_TOKEN');
    await window.answer('The value of API_TOKEN', 'seqera-canary-0');
    await window.row(/^API_TOKEN, used/).waitFor();
    await window.command('Nextflow Secrets: Compare Stores…');
    await window.choose(/VS Code/);
    // The first list has this row, too.
    await window.quickInput.getByPlaceholder('Choose the second store').waitFor();
    await window.choose(/Seqera genomics\/rnaseq/);
    await window.row(/^Only in VS Code, 1 secret, can be copied/).waitFor();
    await window.shot('seqera-4-compared');
    await window.row(/^API_TOKEN, missing in Seqera/).click();
    await window.quickInput.getByText('Copy from VS Code to Seqera genomics/rnaseq').waitFor();
    await window.shot('seqera-4-copy-plan');
    await window.page.keyboard.press('Enter');
    await window.row(/^In Both, Not Compared, 1 secret/).waitFor();

    await window.command('Nextflow Secrets: Choose Where Secrets Are Kept…');
    await window.choose(/Yours/);
    await window.choose(/Seqera Platform/);
    await window.choose(/ada \(127\.0\.0\.1/);
    await window.accept(/Copies there cannot be compared/);
    await window.row(/^DB_USER, overrides workspace, used/).waitFor();
    await window.row(/^DB_USER, overridden by your user secret, used/).waitFor();
    await window.command('Nextflow Secrets: Add Secret…');
    await window.choose(/Workspace/);
    await window.answer('The name that the pipeline uses', 'DB_PASSWORD');
    await window.answer('The value of DB_PASSWORD', 'seqera-canary-1');
    await window.row(/^DB_PASSWORD, used/).waitFor();
    await window.page
      .locator('.statusbar')
      .getByText(/genomics\/rnaseq/)
      .waitFor();
    await checkSpokenRows(window.page);
    await window.shot('seqera-4-secrets');
    assert.equal(
      platform.state.secretsOf(rnaseq).find(({ name }) => name === 'DB_PASSWORD')?.value,
      'seqera-canary-1',
    );

    await window.command('Nextflow Secrets: Choose Seqera Workspace…');
    await window.choose(/ada \(127\.0\.0\.1/);
    await window.choose(/genomics\/references/);
    await window.row(/^Workspace, .*genomics\/references · read-only for you \(view\)/).waitFor();
    await window.command('Nextflow Secrets: Add Secret…');
    await window.choose(/Workspace/);
    await window.notified(
      /Your role in genomics\/references is view, which is not allowed to add secrets/,
    );
    await window.shot('seqera-5-viewer');
    assert.equal(platform.count('createSecret'), 3);

    const valid = ada.token;
    ada.token = '';
    await window.command('Nextflow Secrets: Refresh Secrets');
    await window.row(/^Workspace, .*has expired or was revoked/).waitFor();
    const expired = /Your token for .* has expired or was revoked/;
    await window.notified(expired);
    await window.command('Nextflow Secrets: Refresh Secrets');
    await window
      .lens(/DB_USER: not known/)
      .first()
      .waitFor();
    // The rows have no room for the reason; the view tells it once, whole.
    const reasons = window.page.locator('.sidebar .tree-explorer-viewlet-tree-view .message');
    await reasons.filter({ hasText: /^Your token for .* has expired or was revoked\.$/ }).waitFor();
    // That there are none is not said meanwhile.
    await window.row('Its runs could not be read').waitFor();
    await window.shot('seqera-6-expired');
    assert.equal(await (await window.listed(expired)).count(), 1, 'asked once');
    ada.token = valid;
    await window.press(expired, 'Sign In…');
    await window.answer(token, ada.token);
    await window.row(/^LICENSE_KEY, not used/).waitFor();
    await reasons.filter({ hasText: /expired/ }).waitFor({ state: 'hidden' });
    await window.row('No runs yet').waitFor();

    const { port } = platform;
    await platform.stop();
    await window.command('Nextflow Secrets: Refresh Secrets');
    await window.row(/^Workspace, .*does not respond/).waitFor();
    await window.row('Its runs could not be read').waitFor();
    await window
      .lens(/DB_USER: not known/)
      .first()
      .waitFor();
    await checkSpokenRows(window.page);
    await window.shot('seqera-7-down');
    await platform.listen(port);
    await window.reload();
    await window.row(/^LICENSE_KEY, not used/).waitFor();

    await until(
      () => platform.requests.filter(({ body }) => body.includes('seqera-canary')).length === 3,
      'each value was sent once to each place',
    );
    const shown = await window.page.locator('body').innerText();
    assert.ok(!shown.includes('seqera-canary-1') && !shown.includes(ada.token));
    assert.deepEqual(platform.problems, []);
  },
);
