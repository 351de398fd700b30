import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { closedRuns } from '../support/closedRuns.ts';
import { editorTest } from '../support/editorTest.ts';
import { checkSpokenRows, cutRows } from '../support/sidebarRows.ts';
import type { Workbench } from '../support/workbench.ts';

/** What VS Code draws as an icon where it draws any. */
const planted = '$(rocket)';
const script = `${planted}.nf`;
const files = {
  // There is nothing to ship, which only the run knows.
  [script]: `process SHIP {
    secret 'S_10'
    secret 'S_2'
    secret '${planted}'
    input: val x
    script: 'true'
}
workflow {
    while (!file("\${launchDir}/go").exists()) { sleep 100 }
    SHIP(Channel.fromPath('*.crate'))
    println secrets.S_2 ?: secrets.S_10?.size()
}
`,
  'nextflow.config': `process { withName: '${planted}' { secret = ['S_10'] } }\n`,
};
const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-looks-'));
cpSync('test/fixtures/optional', folder, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(folder, name), text);
}
after(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

editorTest(
  'optional secrets have a group of their own, names are completed and explained, and no text becomes an icon',
  { folder },
  async ({ window, folder: opened, state }) => {
    const { page, quickInput } = window;
    const { keyboard } = page;
    const row = (text: string) => quickInput.locator('.monaco-list-row', { hasText: text });

    // What the code copes without is there for who wants to know.
    await window.openSecrets();
    await window.row(/^\$\(rocket\), missing/).waitFor();
    const closed = page.locator('[aria-expanded="false"]');
    await window
      .row(/^Optional, not set, 4 secrets/)
      .and(closed)
      .waitFor();
    await look(window, 'looks-1-closed');
    assert.deepEqual(await cutRows(page, /^(?:Missing|Optional, not set|S_\d+)/), []);
    await window.row(/^S_2, missing/).hover();
    await page.locator('.workbench-hover', { hasText: 'S_2, missing, a task will fail' }).waitFor();
    await window.keep('looks-1-tooltip');
    await window.expand(/^Optional, not set/);
    await window.expand(/^LICENSE_BASE64, optional/);
    await window.row('modules/call.nf, line 10').waitFor();
    await look(window, 'looks-2-optional');
    const names = (await window.tree('Secrets')).flatMap(shown => /^ {2}\S+/.exec(shown) ?? []);
    assert.deepEqual(
      names.map(name => name.trim()),
      [planted, 'S_2', 'S_10', 'LICENSE_BASE64', 'MIRROR_2', 'MIRROR_10', 'SLACK_WEBHOOK'],
    );

    // Of a value is told what comes of it, and who reads it.
    await window.command('Nextflow Secrets: Add Secret…');
    await window.choose(/Yours/);
    await window.answer('The name that the pipeline uses', 'S_10');
    await window.answer('The value of S_10', `a"${planted}`);
    await quickInput.getByText('would run as a command in SHIP').waitFor();
    await look(window, 'looks-3-value');
    await window.choose(/Store It as It Is/);
    await window.row(/^S_10, used in 3 places/).waitFor();

    await window.openFile(script);
    await window.lens(`${planted}: not a valid secret name`).waitFor();
    await look(window, 'looks-4-lenses');
    // What a finding says is not said again.
    for (const [line, column, expected] of [
      [2, 13, 'S_10: User secret. Show in Secrets View · Used in 3 places'],
      [
        3,
        13,
        "No secret is named S_2: SHIP will fail when submitted: secret 'S_2' is missing.Nextflow Secrets(missing-secret) S_2 Add It · Used in 2 places",
      ],
      [
        4,
        15,
        `No secret can be named ${planted}. A name must start with a letter or an underscore.Nextflow Secrets(malformed-name) ${planted} Rename It · Used in 1 place`,
      ],
    ] as const) {
      await window.goTo(line, column);
      assert.equal(await hover(window, `looks-5-hover-${line}`), expected);
    }

    await window.goTo(11, 1);
    await keyboard.press('End');
    await keyboard.press('Enter');
    await window.caretIn(12);
    await keyboard.type('def found = secrets.');
    const offered = page.locator('.suggest-widget.visible .monaco-list-row');
    await offered.first().waitFor();
    await window.keep('looks-6-completion');
    assert.deepEqual(await offered.allInnerTexts(), [
      'S_10\nyours',
      'LICENSE_BASE64\noptional, not set',
      'MIRROR_2\noptional, not set',
      'MIRROR_10\noptional, not set',
      'S_2\nmissing',
      'SLACK_WEBHOOK\noptional, not set',
    ]);
    await keyboard.press('Enter');
    await window.row(/^S_10, used in 4 places/).waitFor();

    await window.command('Nextflow Secrets: Run Pipeline…');
    await quickInput.filter({ hasText: `Run ${script}` }).waitFor();
    await look(window, 'looks-7-options');
    await window.choose(/Entry Script/);
    await row('main.nf').waitFor();
    await look(window, 'looks-8-scripts');
    await row(script).click();
    await window.accept(`Run ${script}`);
    await row(planted).getByText('not a valid secret name').waitFor();
    await look(window, 'looks-9-plan');
    await quickInput.getByRole('button', { name: 'Show the Whole Plan' }).click();
    const plan = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    await plan.getByRole('heading', { name: `Run ${script} with 1 secret` }).waitFor();
    await look(window, 'looks-10-document');
    await keyboard.press('Enter');
    await window.status(`${script}: running`).waitFor();
    await look(window, 'looks-11-running');
    writeFileSync(join(opened, 'go'), '');
    await window.row(/^\$\(rocket\)\.nf, succeeded/).waitFor();
    await page.locator('.panel').getByText(`${script} (done)`).waitFor();
    await look(window, 'looks-12-ended');
    await checkSpokenRows(page);
    await closedRuns(state);
  },
);

editorTest(
  'the walkthrough fits its column, and settings stand in groups',
  { folder: 'samples/quickstart' },
  async ({ window }) => {
    const { page, quickInput } = window;
    await window.openSecrets();
    await window.row(/^DB_PASSWORD, missing/).waitFor();
    await window.command('Welcome: Open Walkthrough...');
    await quickInput.locator('input').first().fill('Nextflow');
    await window.choose(/Get Started with Nextflow Secrets/);
    const shown = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    for (const [at, [step, heading]] of Object.entries(steps).entries()) {
      const row = page.locator('.getting-started-step', { hasText: step });
      await row.waitFor();
      if (!(await row.and(page.locator('.expanded')).isVisible())) {
        await row.click();
      }
      await shown.getByRole('heading', { name: heading }).waitFor();
      await window.shot(`looks-walkthrough-${at + 1}`);
      const widths = await shown
        .locator('html, pre')
        .evaluateAll(all => all.map(({ clientWidth, scrollWidth }) => [clientWidth, scrollWidth]));
      assert.ok(
        widths.every(([room = 0, taken = 0]) => room > 100 && taken <= room),
        `${step}: ${JSON.stringify(widths)}`,
      );
    }

    await window.command('Nextflow Secrets: Open Settings');
    const group = (name: string) =>
      page.locator('.settings-toc-container .monaco-list-row', { hasText: name });
    await group('Leftovers').waitFor();
    await window.shot('looks-settings');
    const groups = await page.locator('.settings-toc-container .monaco-list-row').allInnerTexts();
    assert.deepEqual(
      groups.map(group => group.replaceAll(/\s*\(\d+\)\s*$/g, '').trim()),
      [
        'Extensions',
        'Nextflow Secrets',
        'Stores',
        'AWS',
        'Google Cloud',
        'Seqera Platform',
        'Runs',
        'Editor',
        'Leftovers',
      ],
    );
  },
);

/** The steps of the walkthrough, and how what is shown beside each begins. */
const steps = {
  'See which secrets a pipeline needs': 'In scripts and configs',
  'Add the missing secrets': 'User or workspace secrets',
  'Run the pipeline with these secrets': 'Before a run: the plan',
  'Check that no copy remains': 'After a run: nothing',
};

/** Keeps a picture in which nothing of what is planted is an icon. */
async function look(window: Workbench, picture: string): Promise<void> {
  await window.shot(picture);
  const icons = window.page.locator('.codicon-rocket:visible');
  assert.equal(await icons.count(), 0, picture);
}

/** What is told of the name under the caret, without VS Code's own links below a problem. */
async function hover(window: Workbench, picture: string): Promise<string> {
  const { keyboard } = window.page;
  await keyboard.press('ControlOrMeta+K');
  await keyboard.press('ControlOrMeta+I');
  const shown = window.page.locator('.monaco-hover:visible', { hasText: 'Used in' });
  await shown.waitFor();
  await window.keep(picture);
  const text = (await shown.innerText()).replaceAll(/\s+/g, ' ').trim();
  await keyboard.press('Escape');
  await shown.waitFor({ state: 'hidden' });
  return text.replace(/ View Problem.*$/, '');
}
