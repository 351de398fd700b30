import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { readRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { isAlive, signalProcess } from '../../src/adapters/system/processes.ts';
import { formatEntry } from '../../src/core/runs/record/journal.ts';
import type { RunRecord } from '../../src/core/runs/record/runRecord.ts';
import { closedRuns } from '../support/closedRuns.ts';
import { type Editor, editorTest } from '../support/editorTest.ts';
import { writeEndedRun } from '../support/endedRun.ts';
import { standIn } from '../support/standIn.ts';
import { until } from '../support/until.ts';

const pipeline = mkdtempSync(join(tmpdir(), 'nextflow-secrets-endings-'));
writeFileSync(
  join(pipeline, 'main.nf'),
  `process SLEEPS {
    tag 'all night'

    script:
    """
    touch $launchDir/started
    while [ -d $launchDir ] && [ ! -e $launchDir/go ]; do sleep 0.2; done
    """
}
workflow {
    SLEEPS()
}
`,
);
after(() => {
  rmSync(pipeline, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts the pipeline and waits for its task. */
async function launch({ window, folder, state }: Editor): Promise<[RunFolder, RunRecord]> {
  await window.openSecrets();
  await window.openFile('main.nf');
  await window.command('Nextflow Secrets: Test Run…');
  await window.accept('Test main.nf');
  await until(
    () => Promise.resolve(existsSync(join(folder, 'started')) || null),
    'the task to start',
  );
  await window.row(/main\.nf.*running/).waitFor();
  const root = join(state, 'nextflow-secrets/runs');
  const run = new RunFolder(root, readdirSync(root)[0] ?? assert.fail('launched'));
  return [run, (await readRecord(run.record)) ?? assert.fail('on record')];
}

editorTest(
  'Stop counts down to the kill, offers it at once, and kills',
  {
    folder: pipeline,
    settings: {
      'nextflowSecrets.nextflowPath': await standIn(),
      // Long enough for whoever looks; the first minute is over soon.
      'nextflowSecrets.stopTimeout': 130,
    },
  },
  async editor => {
    const { window, folder } = editor;
    writeFileSync(join(folder, 'deaf'), '');
    await launch(editor);
    await window.command('Nextflow Secrets: Stop Run');
    await window.choose(/running/);
    await window.row(/main\.nf.*killed in \d+ (min|s), stopping/).waitFor();
    await window.shot('endings-1-stopping');
    const first = await window.row(/main\.nf.*stopping/).innerText();
    await until(async () => {
      const now = await window.row(/main\.nf.*stopping/).innerText();
      return now === first ? null : true;
    }, 'the countdown to move');
    const stopping = /Nextflow is still stopping its tasks/;
    await window.notified(stopping);
    await window.shot('endings-2-kill-now');
    await window.press(stopping, 'Kill Now');
    await window.row(/main\.nf.*stopped/).waitFor();
    await window.shot('endings-3-killed');
    await closedRuns(editor.state);
  },
);

editorTest(
  'tasks that outlive Nextflow are named, and stopped after a question',
  { folder: pipeline },
  async editor => {
    const { window } = editor;
    const [run, { process: head }] = await launch(editor);
    await signalProcess(head ?? assert.fail('runs'), 'SIGKILL', 'process');
    await window.row(/main\.nf.*1 task still running/).waitFor();
    const survivor = window.row(/SLEEPS \(all night\), process \d+/);
    await survivor.waitFor();
    await survivor.hover();
    await window.shot('endings-4-surviving');
    const [named] = (await readRecord(run.record))?.survivors ?? [];
    assert.ok(named?.kind === 'process' && (await isAlive(named.process)));

    await window.command('Nextflow Secrets: Stop Remaining Tasks…');
    await window.choose(/still running/);
    const dialog = window.dialog('Stop the task that still runs?');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /SLEEPS \(all night\), process \d+/);
    await window.shot('endings-5-question');
    await dialog.getByRole('button', { name: 'Stop Task' }).click();
    await survivor.waitFor({ state: 'detached' });
    await until(async () => ((await isAlive(named.process)) ? null : true), 'the task to be gone');
    await window.shot('endings-6-stopped');
    await closedRuns(editor.state);
  },
);

editorTest(
  'a copy that cannot be removed shows with its reason until it can',
  { folder: pipeline },
  async editor => {
    const { window, folder } = editor;
    const [run] = await launch(editor);
    // A version to come made a copy in a place that this one knows nothing of.
    const copies = [{ manager: 'vault:ships.example', key: 'TOKEN' }];
    appendFileSync(run.journal, `\n${formatEntry({ kind: 'intended', at: 1, copies })}`);
    writeFileSync(join(folder, 'go'), '');
    await window
      .row(/main\.nf.*1 copy not removed: vault:ships\.example is not known to this version/)
      .waitFor();
    // The badge is part of the name that a screen reader hears.
    await window.page
      .locator('.activitybar')
      .getByRole('tab', { name: /Nextflow Secrets.*1 copy/ })
      .waitFor();
    await window.row(/main\.nf.*not removed/).hover();
    await window.shot('endings-7-outstanding');

    await window.command('Nextflow Secrets: Try Again to Remove Copies');
    await window.choose(/main\.nf/);
    const failed = /Copies of secrets could not be removed: vault:ships\.example/;
    await window.notified(failed);
    await window.shot('endings-8-tried-in-vain');

    // That version has removed it.
    appendFileSync(run.journal, `\n${formatEntry({ kind: 'removed', at: 2, copies })}`);
    // The window tries again by itself, too, and may be first: then nothing is to be asked.
    await window.press(failed, 'Try Again');
    // While a copy is left, the row begins with that.
    await window.row(/^main\.nf \(test\)\W+succeeded/).waitFor();
    await window.shot('endings-9-removed');
    assert.match(await readFile(run.journal, 'utf8'), /"kind":"closed"/);

    // A bit of the disk has flipped, a run is another machine's, and one cannot be read.
    appendFileSync(run.journal, '\n{"kind":"intended","at":1,"sum":"00000000"}\n\n');
    const away = { run: 'awayrun0000001', folder, script: 'main.nf', hours: 2, left: copies };
    writeEndedRun(editor.state, away);
    const owner = { pid: 1, startedAt: 'boot-of-another 17', host: 'login1', pidNamespace: null };
    symlinkSync(JSON.stringify(owner), join(dirname(run.path), away.run, 'owner.1'));
    mkdirSync(join(dirname(run.path), 'badrun00000001', 'run.json'), { recursive: true });
    await window.command('Nextflow Secrets: Refresh Runs');
    await window.row(/^badrun00000001: run\.json is damaged/).waitFor();
    await window.row(/main\.nf.*journal cannot be trusted/).waitFor();
    await window.row(/Its journal is incomplete \(damaged\)/).waitFor();
    await window.expand(/main\.nf.*2 hours ago/);
    await window.row(/It can be finished only on login1/).waitFor();
    await window.shot('endings-10-troubled');
  },
);
