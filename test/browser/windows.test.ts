import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { signalProcess } from '../../src/adapters/system/processes.ts';
import { closedRuns } from '../support/closedRuns.ts';
import { type Editor, editorTest } from '../support/editorTest.ts';
import { until } from '../support/until.ts';
import { waitingPipeline } from '../support/waitingPipeline.ts';
import type { Workbench } from '../support/workbench.ts';

const pipeline = waitingPipeline();

async function launch({ window }: Editor): Promise<void> {
  await window.openSecrets();
  await window.openFile('main.nf');
  await window.command('Nextflow Secrets: Test Run…');
  await window.accept('Test main.nf');
  await window.row(/main\.nf.*running/).waitFor();
}

/** Opens the run's output and waits for what it printed first. */
async function showsOutput(window: Workbench): Promise<void> {
  await window.command('Nextflow Secrets: Show Output');
  await window.choose(/main\.nf/);
  // VS Code may have opened a shell beside it.
  const terminals = window.page.locator('.xterm-accessibility, .xterm-rows');
  await until(
    async () =>
      (await terminals.allInnerTexts()).some(text => text.includes('the first line of the run'))
        ? true
        : null,
    'the first line in the terminal',
  );
}

editorTest(
  'a second window shows a run of the first and its output from the start, and may stop it',
  { folder: pipeline, settings: { 'terminal.integrated.gpuAcceleration': 'off' } },
  async editor => {
    const other = await editor.openWindow();
    await other.openSecrets();
    await launch(editor);
    // It was open before the run began, and nobody refreshes it.
    await other.row(/main\.nf.*running/).waitFor();
    await showsOutput(other);
    await other.shot('windows-1-second');
    await other.command('Nextflow Secrets: Stop Run');
    await other.choose(/main\.nf/);
    await editor.window.row(/main\.nf.*stopped/).waitFor();
    await other.row(/main\.nf.*stopped/).waitFor();
    await editor.window.shot('windows-2-first-after-stop');
    await other.shot('windows-3-second-after-stop');
    await closedRuns(editor.state);
  },
);

/** Waits until the terminal in front shows a text, without anybody having asked for it. */
async function showsInFront(window: Workbench, text: string): Promise<void> {
  await window.page.locator('.terminal.xterm:visible', { hasText: text }).first().waitFor();
}

/** A page that is reloaded or closed at once may not have kept which of its views were open. */
async function openViews(window: Workbench): Promise<void> {
  await window.openSecrets();
  await window.command('Terminal: Focus on Terminal View');
}

editorTest(
  'the terminal of a run is there again after a reload in its middle, and after windows that missed its end',
  { folder: pipeline, settings: { 'terminal.integrated.gpuAcceleration': 'off' } },
  async editor => {
    const { window, folder, state } = editor;
    await launch(editor);
    await showsInFront(window, 'the first line of the run');
    await window.shot('reload-1-before');
    await window.reload();
    await openViews(window);
    await window.row(/main\.nf.*running/).waitFor();
    await showsInFront(window, 'the first line of the run');
    await window.shot('reload-2-after');

    await window.page.close();
    // The server would keep it for minutes, in case that the page comes back.
    for (const host of await editor.extensionHosts()) {
      process.kill(host, 'SIGKILL');
    }
    writeFileSync(join(folder, 'go'), '');
    await closedRuns(state);
    const next = await editor.openWindow();
    await openViews(next);
    await showsInFront(next, 'the first line of the run');
    await showsInFront(next, 'succeeded · no copies');
    await next.shot('reload-3-ended-unseen');
    assert.ok(readdirSync(folder).includes('.nextflow.log'));
  },
);

editorTest(
  'the run of a task goes on when its window is reloaded, and its terminal is there again',
  { folder: pipeline, settings: { 'terminal.integrated.gpuAcceleration': 'off' } },
  async ({ window, folder, state }) => {
    await window.openSecrets();
    // The list of tasks closes with the focus, which a window that is still opening may take.
    const offered = window.quickInput.getByRole('option', { name: /^wait for go/ }).first();
    await until(async () => {
      await window.command('Tasks: Run Task');
      return offered.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
    }, 'the task among those of the folder');
    await offered.click();
    await window.row(/main\.nf.*running/).waitFor();
    await showsInFront(window, 'the first line of the run');
    await window.shot('task-1-before');
    await window.reload();
    await openViews(window);
    await window.row(/main\.nf.*running/).waitFor();
    await showsInFront(window, 'the first line of the run');
    await window.shot('task-2-after');
    writeFileSync(join(folder, 'go'), '');
    await showsInFront(window, 'succeeded · no copies');
    await window.shot('task-3-ended');
    await closedRuns(state);
  },
);

for (const supervisorToo of [false, true]) {
  const also = supervisorToo ? ' and its supervisor' : '';
  editorTest(
    `an extension host${also} that is killed in the middle of a run is followed by a window that finishes it`,
    { folder: pipeline, settings: { 'terminal.integrated.gpuAcceleration': 'off' } },
    async editor => {
      const { window, folder, state } = editor;
      await launch(editor);
      // What a script prints while nobody reads it is in no log.
      await showsOutput(window);
      const root = join(state, 'nextflow-secrets/runs');
      const run = new RunFolder(root, readdirSync(root)[0] ?? assert.fail('launched'));
      const record = (await readRecord(run.record)) ?? assert.fail('on record');
      if (supervisorToo) {
        await signalProcess(record.supervisor, 'SIGKILL', 'process');
      }
      const [host, ...others] = await editor.extensionHosts();
      assert.ok(host !== undefined && others.length === 0);
      process.kill(host, 'SIGKILL');
      await window.page.close();
      const next = await editor.openWindow();
      await openViews(next);
      await next.row(/main\.nf.*running/).waitFor();
      await showsOutput(next);
      await next.shot(`killed-${supervisorToo ? 'both' : 'host'}-next-window`);
      writeFileSync(join(folder, 'go'), '');
      await next.row(/main\.nf.*succeeded/).waitFor();
      await closedRuns(state);
    },
  );
}
