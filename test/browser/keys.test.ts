import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { closedRuns } from '../support/closedRuns.ts';
import { editorTest } from '../support/editorTest.ts';
import { writeEndedRun } from '../support/endedRun.ts';

const pipeline = mkdtempSync(join(tmpdir(), 'nextflow-secrets-keys-'));
const names = ['ALPHA', 'BETA', 'DELTA', 'GAMMA'];
writeFileSync(
  join(pipeline, 'main.nf'),
  `process WAIT {
${names.map(name => `    secret '${name}'`).join('\n')}
    script:
    """
    while [ -d $launchDir ] && [ ! -e $launchDir/go ]; do sleep 0.2; done
    """
}
workflow {
    WAIT()
}
`,
);
writeFileSync(join(pipeline, 'nextflow.config'), 'profiles { test { params.test = true } }\n');
after(() => {
  rmSync(pipeline, { recursive: true, force: true, maxRetries: 5 });
});

editorTest(
  'keys act on the row that has the focus, whichever is selected, and on no other',
  { folder: pipeline },
  async ({ window, folder, state }) => {
    const { keyboard } = window.page;
    await window.openSecrets();
    await window.row(/^DELTA, missing/).waitFor();
    // Enter adds a missing one.
    await window.row(/^ALPHA, missing/).click();
    await window.moveTo('ArrowDown', /^BETA, missing/);
    await keyboard.press('Enter');
    await window.choose(/Yours/);
    await window.answer('The value of BETA', 'keys-canary');
    await window.row(/^BETA, used/).waitFor();
    await window.command('Nextflow Secrets: Add All Missing Secrets…');
    await window.choose(/Yours/);
    for (const name of ['ALPHA', 'DELTA', 'GAMMA']) {
      await window.answer(`The value of ${name}`, 'keys-canary');
    }
    await window.row(/^GAMMA, used/).waitFor();

    await window.row(/^ALPHA, used/).click();
    await window.moveTo('ArrowDown', /^BETA/);
    await keyboard.press('F2');
    await window.quickInput.getByText('Rename BETA').waitFor();
    await window.shot('keys-1-rename');
    await keyboard.press('Escape');
    await window.moveTo('ArrowDown', /^DELTA/);
    await keyboard.press('ControlOrMeta+C');
    await window.status(/Copied secrets\.DELTA/).waitFor();
    await keyboard.press('Shift+F12');
    await window.page.locator('.editor-instance .view-lines').first().waitFor();

    // The next row has the focus then, and keeps it while the removed one comes back.
    await window.row(/^ALPHA, used/).click();
    await window.moveTo('ArrowDown', /^BETA/);
    await keyboard.press('Delete');
    await window.dialog(/Remove BETA from your secrets/).waitFor();
    await window.shot('keys-2-remove');
    await keyboard.press('Enter');
    await window.row(/^BETA, missing/).waitFor();
    await window.focused(/^DELTA, used/);
    await window.shot('keys-2-removed');
    await keyboard.press('ControlOrMeta+Z');
    await window.row(/^BETA, used/).waitFor();
    await window.focused(/^DELTA, used/);
    // The one before it where it was the last.
    await window.moveTo('ArrowDown', /^GAMMA, used/);
    await keyboard.press('Delete');
    await window.dialog(/Remove GAMMA from your secrets/).waitFor();
    await keyboard.press('Enter');
    await window.row(/^GAMMA, missing/).waitFor();
    await window.focused(/^DELTA, used/);
    await keyboard.press('ControlOrMeta+Z');
    await window.row(/^GAMMA, used/).waitFor();

    // The row with the focus goes otherwise and comes back, so that none has it: the key asks.
    await window.row(/^ALPHA, used/).click();
    await window.moveTo('ArrowDown', /^BETA/);
    await window.command('Nextflow Secrets: Remove Secret…');
    await window.choose(/^BETA/);
    await window.dialog(/Remove BETA from your secrets/).waitFor();
    await keyboard.press('Enter');
    await window.row(/^BETA, missing/).waitFor();
    await keyboard.press('ControlOrMeta+Z');
    await window.row(/^BETA, used/).waitFor();
    assert.equal(await window.focusedRow(), null);
    await keyboard.press('F2');
    await window.quickInput.getByText('Rename Secret').waitFor();
    await window.shot('keys-3-asks');
    await keyboard.press('Escape');
    await window.moveTo('ArrowDown', /^GAMMA/);
    await keyboard.press('F2');
    await window.quickInput.getByText('Rename GAMMA').waitFor();
    await keyboard.press('Escape');

    writeEndedRun(state, { run: 'Ended000000001', folder, script: 'old.nf', hours: 2 });
    const left = [{ manager: 'vault:ships.example', key: 'TOKEN' }];
    writeEndedRun(state, { run: 'Ended000000002', folder, script: 'left.nf', hours: 3, left });
    writeEndedRun(state, { run: 'Ended000000003', folder, script: 'older.nf', hours: 4 });
    await window.command('Nextflow Secrets: Test Run…');
    await window.accept('Test main.nf');
    await window.row(/^main\.nf.*running/).waitFor();
    // Another row is selected than the one that has the focus.
    await window.command('Nextflow Secrets: Show Runs');
    const runs = window.page.locator('.sidebar .monaco-list:focus', { hasText: 'older.nf' });
    await runs.waitFor();
    await keyboard.press('Home');
    await keyboard.press('ControlOrMeta+Shift+Enter');
    await window.page.locator('.monaco-list-row.selected', { hasText: 'main.nf' }).waitFor();
    await window.moveTo('ArrowDown', /^old\.nf/);
    await window.shot('keys-4-runs');
    await keyboard.press('Delete');
    await window.dialog(/Remove this run of old\.nf from the history/).waitFor();
    await window.shot('keys-5-forget');
    await keyboard.press('Enter');
    await window.row(/^old\.nf/).waitFor({ state: 'detached' });
    // The next has the focus then; copies that are left are not swept by mistake either.
    await window.focused(/^left\.nf.*1 copy not removed/);
    await keyboard.press('Delete');
    const question = window.dialog(/Remove 1 copy that left\.nf left/);
    await question.filter({ hasText: 'TOKEN (vault:ships.example)' }).waitFor();
    await window.shot('keys-6-sweep');
    await keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    const failed = window.page.locator('.notification-toast', { hasText: 'could not be removed' });
    assert.equal(await failed.count(), 0);
    await keyboard.press('Delete');
    await question.waitFor();
    await keyboard.press('Enter');
    await window.notified(/could not be removed: vault:ships\.example/);
    await keyboard.press('Escape');
    await keyboard.press('End');
    await keyboard.press('ControlOrMeta+Shift+Enter');
    await window.moveTo('ArrowUp', /^main\.nf/);
    await keyboard.press('Delete');
    await window.dialog(/Stop main\.nf/).waitFor();
    await window.shot('keys-7-stop');
    await keyboard.press('Enter');
    await window.row(/^main\.nf.*stopped/).waitFor();
    await window.row(/^older\.nf/).waitFor();
    // Its copy is of a place that nobody here can reach.
    rmSync(join(state, 'nextflow-secrets/runs', 'Ended000000002'), {
      recursive: true,
      maxRetries: 5,
    });
    await closedRuns(state);
  },
);
