import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storeFile } from '../../src/adapters/copies/storePlace.ts';
import { readRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { isAlive, signalProcess } from '../../src/adapters/system/processes.ts';
import { closedRuns } from '../support/closedRuns.ts';
import { editorTest } from '../support/editorTest.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const canary = 'runs-canary-1';

editorTest(
  'the Runs view tells of processes as they run, of what failed, and runs again',
  { folder: 'test/host/runs/workspace' },
  async ({ window, folder }) => {
    await addToken(window);
    await window.openFile('main.nf');
    await window.lens(/TOKEN: yours/).waitFor();

    await window.command('Nextflow Secrets: Run Pipeline…');
    await window.choose(/Extra Arguments/);
    const go = join(folder, 'go');
    await window.answer(/Additional arguments/, `--wait ${go}`);
    await window.quickInput.filter({ hasText: `--wait ${go}` }).waitFor();
    await window.choose(/Run main.nf/);
    await window.accept('with 1 secret');
    await window.row(/ALIGN, 0 of \d, \d running/).waitFor();
    await window.page
      .locator('.statusbar')
      .getByText(/main\.nf: \d of 3/)
      .waitFor();
    await window.shot('runs-1-live');
    await writeFile(go, '');

    await window.row(/^main.nf, failed/).waitFor();
    await window.row(/REPORT failed with exit code 7/).waitFor();
    await window.notified(/main\.nf failed with exit code 1/);
    await window.shot('runs-2-failed');
    const tree = await window.tree('Runs');
    // Which of the last two is submitted first is chance.
    assert.deepEqual(
      tree.filter(row => /ALIGN|SORT|PLOT|REPORT/.test(row)).sort(),
      [
        '  REPORT failed with exit code 7',
        '  PLOT failed with exit code 3 ignored',
        '  ALIGN 3 of 3',
        '  SORT 1 of 1 · 1 retried',
        '  PLOT 0 of 1 · 1 failed',
        '  REPORT 0 of 1 · 1 failed',
      ].sort(),
    );

    await window.row(/REPORT failed with exit code 7/).click();
    await window.page.getByText('cannot write the report').first().waitFor();
    await window.shot('runs-3-task-log');

    await window.command('Nextflow Secrets: Resume Run…');
    await window.accept('with 1 secret');
    await window.row(/ALIGN, 3 of 3, 3 cached/).waitFor();
    await window.shot('runs-4-resumed');
    const shown = await window.page.locator('body').innerText();
    assert.ok(!shown.includes(canary));
    assert.ok((await readdir(folder)).includes('.nextflow.log'));
  },
);

editorTest(
  'a terminal with secrets runs Nextflow, and its copies go when it is closed',
  { folder: 'test/host/runs/workspace' },
  async ({ window, folder }) => {
    await addToken(window);
    await window.command('Nextflow Secrets: Open Terminal with Secrets…');
    await window.quickInput.filter({ hasText: 'Open a terminal with 1 secret' }).waitFor();
    await window.shot('terminal-1-plan');
    await window.accept('Open a terminal with 1 secret');
    await window.row(/^Terminal, open/).waitFor();
    const input = window.page.locator('.terminal.xterm').first();
    await input.click();
    await window.page.keyboard.type(
      '"$NFS_NEXTFLOW" run main.nf --status 0 -ansi-log false && touch finished',
    );
    await window.page.keyboard.press('Enter');
    await until(
      async () => ((await readdir(folder)).includes('finished') ? true : null),
      'Nextflow in the terminal',
    );
    await window.shot('terminal-2-ran');
    await input.click();
    await window.page.keyboard.type('exit');
    await window.page.keyboard.press('Enter');
    await window.row(/^Terminal, closed, .*its copy is removed/).waitFor();
    await window.shot('terminal-3-closed');
  },
);

editorTest(
  'a terminal with secrets outlives a reload of its window, and its copies live as long as it does',
  {
    folder: 'test/host/runs/workspace',
    settings: { 'terminal.integrated.gpuAcceleration': 'off' },
  },
  async ({ window, folder, state }) => {
    await addToken(window);
    await window.command('Nextflow Secrets: Open Terminal with Secrets…');
    await window.accept('Open a terminal with 1 secret');
    await window.row(/^Terminal, open/).waitFor();
    const input = window.page.locator('.terminal.xterm').first();
    await input.click();
    await window.page.keyboard.type('touch begun');
    await window.page.keyboard.press('Enter');
    await until(async () => ((await readdir(folder)).includes('begun') ? true : null), 'the shell');
    await window.reload();
    await window.row(/^Terminal, open/).waitFor();
    // VS Code brings the shell back, with what stood there.
    await window.command('Terminal: Focus Terminal');
    await window.page.locator('.terminal.xterm:visible').first().waitFor();
    await window.shot('terminal-4-reloaded');
    const runs = join(state, 'nextflow-secrets/runs');
    const run = new RunFolder(runs, (await readdir(runs))[0] ?? assert.fail('opened'));
    const { storeFolder, process: shell } =
      (await readRecord(run.record)) ?? assert.fail('on record');
    assert.ok(shell && (await isAlive(shell)));
    assert.match(await readFile(storeFile(storeFolder), 'utf8'), /TOKEN/);
    await signalProcess(shell, 'SIGHUP', 'process');
    await window.row(/^Terminal, closed, .*its copy is removed/).waitFor();
    await closedRuns(state);
  },
);

/** Adds the one secret that the pipeline refers to. */
async function addToken(window: Workbench): Promise<void> {
  await window.openSecrets();
  await window.row(/^TOKEN, missing/).waitFor();
  await window.command('Nextflow Secrets: Add All Missing Secrets…');
  await window.choose(/Yours/);
  await window.answer('The value of TOKEN', canary);
  await window.row(/^TOKEN, missing/).waitFor({ state: 'detached' });
}
