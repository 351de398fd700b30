import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { editorTest } from '../support/editorTest.ts';
import { runRecord } from '../support/memoryRunHost.ts';
import { type Moto, startMoto } from '../support/moto.ts';
import { createRole, motoIam } from '../support/motoRoles.ts';
import { MotoSecrets } from '../support/motoSecrets.ts';
import { checkSpokenRows } from '../support/sidebarRows.ts';

const program = process.env['NFS_MOTO'];
const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-home-'));
let moto: Moto;
before(async () => {
  if (program) {
    moto = await startMoto(program);
    // This machine's own leftovers are none of the test's.
    Object.assign(process.env, MotoSecrets.environment(moto.url), { HOME: home, NXF_HOME: home });
  }
});
after(async () => {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  if (program) {
    await moto.stop();
  }
});

/** Without moto there is no AWS to look at. */
const motoTest: typeof editorTest = (name, options, body) => {
  if (program) {
    editorTest(name, options, body);
  } else {
    test(name, { skip: 'moto is missing; `npm test` says how to get it' });
  }
};

const ours = 'Ours0000000001';
const settings = { 'nextflowSecrets.aws.region': 'eu-west-1' };

motoTest(
  'leftovers of an own run and of others are told apart, removed, and restored',
  { folder: 'samples/quickstart', settings },
  async ({ window, state }) => {
    const secrets = new MotoSecrets(moto.url);
    const mine = `tower-${ours}/API_TOKEN`;
    for (const name of [
      mine,
      'tower-1k0K4WlGep8ZTM/DB_PASSWORD',
      'tower-1k0K4WlGep8ZTM/DB_USER',
      'tower-mail',
    ]) {
      await secrets.create(name);
    }
    endedRun(join(state, 'nextflow-secrets/runs', ours), mine);
    await window.openSecrets();
    await window.command('Nextflow Secrets: Find Leftovers');
    await window.row(/^1k0K4WlGep8ZTM, in the form of Seqera Platform/).waitFor();
    await window.row(/^Google Cloud, not looked at/).waitFor();
    await checkSpokenRows(window.page);
    await window.shot('leftovers-1-found');
    await window.command('Nextflow Secrets: Preview Removal of Leftovers');
    await window.preview('What would be removed');
    await window.shot('leftovers-2-dry-run');

    await window.command('Nextflow Secrets: Remove Leftovers…');
    await window.quickInput.getByText(mine).waitFor();
    await window.shot('leftovers-3-pick');
    await window.quickInput.getByRole('button', { name: 'OK' }).click();
    await window.row(new RegExp(`^${ours}`)).waitFor({ state: 'detached' });
    assert.deepEqual(await secrets.names(), [
      'tower-1k0K4WlGep8ZTM/DB_PASSWORD',
      'tower-1k0K4WlGep8ZTM/DB_USER',
      'tower-mail',
    ]);

    // The key is about the row with the focus, whichever is selected; about all that are selected
    // where that is one of them.
    const { keyboard } = window.page;
    const several = window.dialog(/Remove 3 leftovers that may not be yours/);
    await window.row(/^1k0K4WlGep8ZTM/).click();
    await window.row(/^tower-mail/).click({ modifiers: ['ControlOrMeta'] });
    await keyboard.press('Delete');
    await several.waitFor();
    await window.shot('leftovers-4-several');
    await keyboard.press('Escape');
    await several.waitFor({ state: 'detached' });
    await window.row(/^1k0K4WlGep8ZTM/).click();
    await window.moveTo('ArrowDown', /^tower-mail/);
    await window.selected(/^1k0K4WlGep8ZTM/);
    await keyboard.press('Delete');
    const one = window.dialog(/Remove 1 leftover that may not be yours/);
    await one.filter({ hasText: 'tower-mail' }).waitFor();
    await window.shot('leftovers-4-confirm');
    await keyboard.press('Enter');
    await window.row(/^tower-mail, removed, can be restored/).waitFor();
    await window.row(/^tower-mail/).click();
    await window.page.keyboard.press('ControlOrMeta+Z');
    await window.row(/^tower-mail, owner not known/).waitFor();
    await window.shot('leftovers-5-restored');
    assert.ok((await secrets.names()).includes('tower-mail'));
  },
);

motoTest(
  'policies are shown with what is known filled in, and permissions as a tree',
  { folder: 'samples/quickstart', settings },
  async ({ window }) => {
    // One that nobody may take on for the ECS agent.
    await createRole(motoIam(moto.url), 'TowerForge-abc-ExecutionRole', 'ec2');
    await window.openSecrets();
    await window.command('Nextflow Secrets: Show IAM Policies…');
    // Region and account are known; only the cluster is asked for.
    await window.answer(/Name of the Batch cluster/, 'TowerForge-abc');
    await window.preview('IAM policies for the secrets of pipelines');
    await window.shot('iam-1-policies');
    await window.command('Nextflow Secrets: Check Permissions…');
    await window.choose(/AWS/);
    await window.row(/^You, with Nextflow Secrets/).waitFor();
    await window.shot('iam-2-permissions');
    await window.expand(/^You, with Nextflow Secrets/);
    await window.expand(/^Copies/);
    await window.row(/^secretsmanager:CreateSecret, not known/).waitFor();
    await window.row(/^secretsmanager:DeleteSecret, allowed, by a read-only request/).waitFor();
    await checkSpokenRows(window.page);
    await window.shot('iam-3-statement');

    // Keys are about the row with the focus, whichever is selected.
    const { keyboard } = window.page;
    await window.row(/^You, with Nextflow Secrets/).click();
    await window.moveTo('ArrowDown', /^Seqera instance, no role named/);
    await window.selected(/^You, with Nextflow Secrets/);
    await keyboard.press('F2');
    await window.quickInput.getByText('Seqera instance').waitFor();
    await window.shot('iam-4-name-role');
    await keyboard.press('Escape');
    await window.moveTo('ArrowDown', /^AllowECSTaskAssumption, missing/);
    await window.selected(/^You, with Nextflow Secrets/);
    await keyboard.press('ControlOrMeta+C');
    await window.status(/Copied the missing permissions of AllowECSTaskAssumption/).waitFor();
    await window.shot('iam-5-copied');
  },
);

motoTest(
  'what could not be looked at stands in its tree with what changes that',
  { folder: 'samples/quickstart' },
  async ({ window }) => {
    await window.openSecrets();
    await window.command('Nextflow Secrets: Find Leftovers');
    await window.row(/^AWS, not looked at, no region is known/).waitFor();
    await window.row(/^Google Cloud, not looked at, no project is known/).waitFor();
    // Its button shows while the pointer is on it.
    await window.row(/^AWS, not looked at/).hover();
    await window.page.getByRole('button', { name: /^Choose Where to Look/ }).waitFor();
    await window.keep('unsearched-1-leftovers');
    await window.command('Nextflow Secrets: Check Permissions…');
    await window.choose(/AWS/);
    await window.row(/^Choose Region…/).waitFor();
    assert.deepEqual(await window.tree('Permissions'), [
      'AWS not looked at, no region is known',
      '  Choose Region…',
      '  Check Again',
    ]);
    await window.shot('unsearched-2-permissions');
    await window.row(/^Choose Region…/).click();
    await window.choose(/eu-west-1/);
    // Nobody asks again: the settings have changed.
    await window.row(/^You, with Nextflow Secrets/).waitFor();
    await window.shot('unsearched-3-region-chosen');
  },
);

/** A run of this machine that has ended, whose journal made one copy and forgot none. */
function endedRun(folder: string, key: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const state = {
    kind: 'ended',
    at: Date.now(),
    outcome: 'killed',
    exitCode: null,
    signal: null,
    detail: null,
  } as const;
  writeFileSync(join(folder, 'run.json'), JSON.stringify(runRecord({ run: ours, state })));
  const copies = [{ manager: 'aws:123456789012:eu-west-1', key }];
  const lines = [
    { kind: 'intended', at: 1, copies },
    { kind: 'removed', at: 2, copies },
    { kind: 'closed', at: 3 },
  ];
  writeFileSync(join(folder, 'journal.jsonl'), lines.map(line => JSON.stringify(line)).join('\n'));
}
