import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { type AwsContext, awsContext } from '../support/awsContext.ts';
import { editorTest } from '../support/editorTest.ts';

const program = process.env['NFS_MOTO'] ?? '';
let aws: AwsContext | null = null;

// Before the editor starts, because it takes this process's environment over.
before(async () => {
  aws = program === '' ? null : await awsContext(program);
});
after(() => aws?.leave());

editorTest(
  'a team moves its secrets to AWS, sees where they are, and what a session that has ended means',
  { folder: 'samples/quickstart' },
  async ({ window }) => {
    assert.ok(aws, 'moto is missing; `npm test` says how to get it');
    await window.openSecrets();
    await window.openFile('modules/align.nf');
    await window.command('Nextflow Secrets: Add Secret…');
    await window.choose(/Workspace/);
    await window.answer('The name that the pipeline uses', 'DB_USER');
    await window.answer('The value of DB_USER', 'stores-canary-1');
    await window.row(/^DB_USER, used/).waitFor();
    await window.command('Nextflow Secrets: Choose Where Secrets Are Kept…');
    await window.choose(/Workspace/);
    await window.quickInput.getByRole('option', { name: /AWS/ }).waitFor();
    await window.shot('stores-1-kinds');
    await window.choose(/AWS/);
    await window.quickInput.getByRole('option', { name: /research/ }).waitFor();
    await window.shot('stores-2-profiles');
    await window.choose(/research/);
    await window.choose(/the profile’s own/);
    await window.quickInput.getByRole('option', { name: /Move It to AWS/ }).waitFor();
    await window.shot('stores-3-carry');
    await window.choose(/Move It to AWS/);
    await window.row(/^Workspace, AWS eu-west-1/).waitFor();
    await window.row(/^DB_USER, used in/).waitFor();
    await window.page
      .locator('.statusbar')
      .getByText(/AWS eu-west-1 123456789012/)
      .waitFor();
    await window.lens(/DB_USER: workspace/).waitFor();
    await window.shot('stores-4-aws');
    await window.command('Nextflow Secrets: Choose AWS Profile…');
    await window.choose(/lab/);
    await window.row(/^Workspace, AWS/).waitFor();
    await window.lens(/DB_USER: not known/).waitFor();
    await window.shot('stores-5-signed-out');
    const shown = await window.page.locator('body').innerText();
    assert.ok(!shown.includes('stores-canary-1'));
  },
);
