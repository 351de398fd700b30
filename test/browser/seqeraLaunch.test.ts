import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { pushedRepository } from '../../tools/start/pushedRepository.mjs';
import { editorTest } from '../support/editorTest.ts';
import type { FakeOrganization } from '../support/seqera/fakeOrganization.ts';
import { FakePlatform } from '../support/seqera/fakePlatform.ts';
import { cancelThere } from '../support/seqera/keepOnSeqera.ts';
import { addSample } from '../support/seqera/samplePlatform.ts';
import { until } from '../support/until.ts';

let platform: FakePlatform;
let people: FakeOrganization;

before(async () => {
  platform = await FakePlatform.start();
  people = addSample(platform);
  for (const secret of platform.state.secretsOf(people.rnaseq)) {
    secret.value = 'canary-of-the-team';
  }
  platform.state.addSecret(people.rnaseq, 'LICENCE_KEY', 'canary-of-the-team');
});
after(() => platform.stop());

editorTest(
  'a pipeline is launched on Seqera Platform with what it names, followed, and cancelled',
  {
    folder: 'samples/quickstart',
    settings: { 'terminal.integrated.gpuAcceleration': 'off' },
  },
  async ({ window, folder }) => {
    const { ada, rnaseq } = people;
    const state = platform.state.runsOf(rnaseq);
    pushedRepository(folder, 'git@github.com:genomics/rnaseq.git');
    await window.openSecrets();
    await window.openFile('main.nf');
    await window.command('Nextflow Secrets: Launch on Seqera Platform…');
    await window.choose(/Seqera Enterprise/);
    await window.answer('The address of its API', platform.endpoint);
    await window.answer('A personal access token of', ada.token);
    await window.choose(/genomics\/rnaseq/);
    await window.quickInput
      .getByRole('option', { name: /cluster-eks.*gives runs no secrets/ })
      .waitFor();
    await window.shot('seqera-launch-1-environments');
    await window.choose(/cloud-batch/);
    await window.quickInput
      .getByRole('option', { name: /github\.com\/genomics\/rnaseq/ })
      .first()
      .waitFor();
    await window.shot('seqera-launch-2-options');
    await window.choose(/Plan the Launch/);
    const option = (name: RegExp) => window.quickInput.getByText(name).first();
    await option(/your secrets, overrides the workspace’s/).waitFor();
    await option(/not committed/).waitFor();
    await option(/withName:ARCHIVE will fail when submitted/).waitFor();
    await window.shot('seqera-launch-3-plan');
    assert.equal(platform.count('launchWorkflow'), 0);
    await window.accept(/Launch genomics\/rnaseq on cloud-batch with 3 secrets/);

    await until(() => state.runs.length === 5, 'the launch');
    const [run] = state.runs;
    assert.ok(run);
    assert.deepEqual(
      [run.launch.userSecrets, run.launch.workspaceSecrets, run.launch.revision],
      [['DB_USER'], ['DB_PASSWORD', 'LICENCE_KEY'], 'main'],
    );
    await window.row(/^brave_curie_5, submitted/).waitFor();
    run.status = 'RUNNING';
    run.tasks = { pending: 1, running: 1, succeeded: 3, failed: 0 };
    run.log.push(
      'N E X T F L O W  ~  version 25.10.0',
      '[aa/bbbbbb] ALIGN (1)',
      'two',
      'three',
      'the last line so far',
    );
    await window.row(/^brave_curie_5, running, 3 of 5 tasks/).waitFor();
    await window.row(/^All tasks ended/).waitFor();
    const terminals = window.page.locator('.xterm-accessibility, .xterm-rows');
    const printed = (text: string) =>
      until(
        async () =>
          (await terminals.allInnerTexts()).some(all =>
            all.replaceAll('\u00a0', ' ').includes(text),
          ),
        `${text} in the terminal`,
      );
    await printed('the last line so far');
    await window.shot('seqera-launch-4-runs');

    await window.command('Nextflow Secrets: Filter Runs on Seqera Platform…');
    await window.choose(/All Users/);
    await window.row(/^brave_curie_14, running, .*grace/).waitFor();
    await window.shot('seqera-launch-5-all');
    await window.reload();
    await window.row(/^brave_curie_5, running, 3 of 5 tasks/).waitFor();

    await cancelThere(window, 'brave_curie_5');
    await window.shot('seqera-launch-6-cancelled');
    assert.equal(run.status, 'CANCELLED');

    await window.command('Nextflow Secrets: Check Launchpad');
    await window.row(/^rnaseq, 4 problems/).waitFor();
    await window.row(/^GONE_KEY, selected, but does not exist/).waitFor();
    await window.row(/^LICENCE_KEY, exists, but is not selected/).waitFor();
    await window.shot('seqera-launch-7-launchpad');
    await window.row(/^ARCHIVE_KEY, missing on the Platform/).click();
    await window.choose(/Workspace secrets/);
    await window.answer('The value of ARCHIVE_KEY', 'typed-canary');
    await window.row(/^ARCHIVE_KEY, exists, but is not selected/).waitFor();
    await window.shot('seqera-launch-8-added');
    const secrets = platform.state.secretsOf(rnaseq);
    assert.equal(secrets.find(({ name }) => name === 'ARCHIVE_KEY')?.value, 'typed-canary');
    await window.row(/^LICENCE_KEY, exists, but is not selected/).click();
    await window.choose(/Plan the Launch/);
    await option(/exists, but is not selected in the launchpad/).waitFor();
    await window.shot('seqera-launch-9-from-launchpad');
    const sent = platform.requests.map(({ url, body }) => url + body);
    assert.equal(sent.filter(text => text.includes('canary')).length, 1);
    assert.ok(!sent.join('\n').includes(ada.token));
    assert.deepEqual(platform.problems, []);
  },
);
