import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { type AwsContext, awsContext } from '../support/awsContext.ts';
import { editorTest } from '../support/editorTest.ts';
import { MotoBatch } from '../support/motoBatch.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const program = process.env['NFS_MOTO'] ?? '';
const role = 'arn:aws:iam::123456789012:role/TowerForge-abc-ExecutionRole';
let aws: AwsContext | null = null;

// Before the editor starts, because it takes this process's environment over.
before(async () => {
  aws = program === '' ? null : await awsContext(program);
});
after(() => aws?.leave());

editorTest(
  'on AWS Batch the plan offers the other delivery, asks for the role that it needs, and keeps it',
  { folder: 'test/fixtures/batch', settings: { 'nextflowSecrets.aws.profile': 'research' } },
  async ({ window, folder }) => {
    assert.ok(aws, 'moto is missing; `npm test` says how to get it');
    const batch = new MotoBatch(aws.moto.url);
    await window.openSecrets();
    await addSecret(window, 'GENOME_KEY');
    await addSecret(window, 'UPLOAD_TOKEN');
    await window.openFile('main.nf');
    await window.lens(/GENOME_KEY: yours/).waitFor();

    await window.command('Nextflow Secrets: Run Pipeline…');
    await window.choose(/Runs On/);
    await window.choose(/AWS Batch/);
    await window.choose(/The Suitable One/);
    await window.choose(/Run main.nf/);
    await planned(window, /ALIGN.*by fetch/);
    await window.shot('delivery-1-fetch');

    await press(window, 'Deliver by Job Definition');
    await window.quickInput.filter({ hasText: 'Execution Role of AWS Batch' }).waitFor();
    await window.quickInput.locator('input').first().fill('TowerForge-abc');
    await window.quickInput.getByText('The ARN of a role').waitFor();
    await window.shot('delivery-2-role');
    // Whoever does not know it has not lost the launch.
    await window.page.keyboard.press('Escape');
    await planned(window, /ALIGN.*by fetch/);

    await press(window, 'Deliver by Job Definition');
    await window.answer('Execution Role of AWS Batch', role);
    await planned(window, /ALIGN.*by job definition/);
    await planned(window, /UPLOAD.*by job definition/);
    await planned(window, /PLOT.*by fetch, because its image is not known/);
    await window.shot('delivery-3-definition');
    const settings = await readFile(join(folder, '.vscode/settings.json'), 'utf8');
    assert.deepEqual(JSON.parse(settings), { 'nextflowSecrets.aws.executionRole': role });

    await press(window, 'Deliver by Fetch');
    await planned(window, /ALIGN.*by fetch/);
    await press(window, 'Deliver by Job Definition');
    await planned(window, /ALIGN.*by job definition/);
    await press(window, 'Show the Whole Plan');
    await window.preview(/ALIGN/);
    await window.shot('delivery-4-whole');
    await window.accept('with 2 secrets');

    const active = await until(async () => {
      const found = await batch.active();
      return found.length === 2 ? found : null;
    }, 'both job definitions');
    assert.deepEqual(
      active.map(({ containerProperties: its }) => [its?.image, its?.executionRoleArn]).sort(),
      [
        ['quay.io/lab/align:1.0', role],
        ['quay.io/lab/upload:2.1', role],
      ],
    );
    await window.row(/^main.nf, running/).waitFor();
    await window.shot('delivery-5-running');
    await writeFile(join(folder, 'go'), '');
    // What fetches needs the command aws, which this machine may not have.
    await window.row(/^main.nf, (succeeded|failed)/).waitFor();
    await window.shot('delivery-6-ended');
    assert.deepEqual(await batch.names(), []);
    assert.equal((await batch.inactiveNames()).length, 2);

    // What was chosen last is what the next launch offers.
    await window.command('Nextflow Secrets: Run Pipeline…');
    await window.quickInput.getByText('AWS Batch · by job definition').waitFor();
    await window.shot('delivery-7-remembered');
  },
);

async function addSecret(window: Workbench, name: string): Promise<void> {
  await window.command('Nextflow Secrets: Add Secret…');
  await window.choose(/Yours/);
  await window.answer('The name that the pipeline uses', name);
  await window.answer(`The value of ${name}`, 'delivery-canary-1');
  await window.row(new RegExp(`^${name}`)).waitFor();
}

/** Waits for a row of the plan. */
function planned(window: Workbench, row: RegExp): Promise<void> {
  return window.quickInput.locator('.monaco-list-row').filter({ hasText: row }).first().waitFor();
}

/** Presses a button in the title of the plan. */
function press(window: Workbench, button: string): Promise<void> {
  return window.quickInput.getByRole('button', { name: button }).click();
}
