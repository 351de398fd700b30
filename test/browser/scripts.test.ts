import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import type { Locator } from 'playwright-core';
import { closedRuns } from '../support/closedRuns.ts';
import { editorTest } from '../support/editorTest.ts';
import type { Workbench } from '../support/workbench.ts';

/** As many optional uses of one secret as nf-core/sarek has, in files of its depth. */
const optional = Array.from({ length: 18 }, (_, at) => `    x${at} = secrets.WEBHOOK_URL ?: ''\n`);
/** Two pipelines side by side and one further down; the folder itself has none. */
const files = {
  'a/main.nf': `workflow { println "a with \${secrets.A_TOKEN}" }\n`,
  'b/main.nf': `process ALIGN {\n    secret 'B_KEY'\n    script:\n    'true'\n}\nworkflow {\n${optional.join('')}    println 'b has run'\n    if (params.align) { ALIGN() }\n}\n`,
  'b/nextflow.config': 'params.align = false\n',
  'pipelines/rna/main.nf': "include { HELLO } from './modules/hello'\nworkflow { HELLO() }\n",
  'pipelines/rna/modules/hello.nf': "process HELLO {\n    script:\n    'true'\n}\n",
};
const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-scripts-'));
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
after(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

editorTest(
  'scripts in subfolders are offered by their paths, and Enter starts what the plan’s document tells',
  { folder },
  async ({ window, folder: opened, state }) => {
    await window.openSecrets();
    await window.row(/^A_TOKEN, missing/).waitFor();
    await window.command('Nextflow Secrets: Run Pipeline…');
    await window.quickInput.getByRole('option', { name: 'pipelines/rna/main.nf' }).waitFor();
    await window.shot('scripts-1-pick');
    await window.choose('b/main.nf');
    await window.accept('Run b/main.nf');

    await window.quickInput
      .filter({ hasText: 'Run b/main.nf with no secrets, 1 missing' })
      .waitFor();
    const row = window.quickInput.locator('.monaco-list-row', { hasText: 'WEBHOOK_URL' });
    await row.filter({ hasText: '18 places' }).waitFor();
    const spoken = (await row.getAttribute('aria-label')) ?? '';
    assert.ok(spoken.length < 200, spoken);
    await window.shot('scripts-2-plan');
    await window.quickInput.getByRole('button', { name: 'Show the Whole Plan' }).click();
    const plan = window.page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    await plan.getByText('Nothing has been done yet.').waitFor();
    await window.shot('scripts-3-document');
    await window.page.keyboard.press('Enter');
    await plan.getByText('This run has started').waitFor();
    await window.row(/^b\/main\.nf, succeeded/).waitFor();
    await window.shot('scripts-4-begun');

    await window.openFile('pipelines/rna/modules/hello.nf');
    await window.command('Nextflow Secrets: Test Run…');
    // What is edited is a part of one pipeline.
    await window.accept('Test pipelines/rna/main.nf with no secrets');
    await window.row(/^pipelines\/rna\/main\.nf \(test\), succeeded/).waitFor();
    await window.command('Nextflow Secrets: Run Again…');
    await window.quickInput.getByRole('option', { name: 'b/main.nf' }).waitFor();
    await window.shot('scripts-5-told-apart');
    await window.page.keyboard.press('Escape');
    await closedRuns(state);

    // What this config comes to only Nextflow can tell, also with params of a launch.
    const config = `params.site = 'lab'\nparams.where = 'slurm'
def tokens(site) { [site.toUpperCase() + '_TOKEN'] }
process.executor = params.where\nprocess.secret = tokens(params.site)\n`;
    await writeFile(join(opened, 'pipelines/rna/nextflow.config'), config);
    await window.command('Nextflow Secrets: Run Pipeline…');
    await window.accept('Run pipelines/rna/main.nf');
    await planRow(window, /LAB_TOKEN/).waitFor();
    await planRow(window, /Slurm.*process.executor = slurm/).waitFor();
    await window.shot('scripts-6-asked');
    await window.quickInput.getByRole('button', { name: 'Back' }).click();
    await window.choose(/Extra Arguments/);
    await window.answer(/Additional arguments/, '--site clinic');
    await window.quickInput.filter({ hasText: '--site clinic' }).waitFor();
    await window.choose(/Run pipelines\/rna\/main.nf/);
    await planRow(window, /CLINIC_TOKEN/).waitFor();
    await window.shot('scripts-7-given');
    await window.page.keyboard.press('Escape');
  },
);

function planRow(window: Workbench, text: RegExp): Locator {
  return window.quickInput.locator('.monaco-list-row').filter({ hasText: text }).first();
}
