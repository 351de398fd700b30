import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { answered } from '../../support/hostAnswers.ts';
import { readyApi } from '../../support/hostApi.ts';

let folder: string;

suiteSetup(async () => {
  // Nobody is signed in here, and no machine of Amazon's is asked.
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  });
  await readyApi();
  folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-iam-'));
});

suiteTeardown(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

suite('Export IAM Policies', () => {
  test('asks for what is not known, writes the documents, and shows the first', async () => {
    const shown = await answered(
      'exportIamPolicies',
      undefined,
      'JSON files',
      'Narrower and newer',
      'eu-west-1',
      '123456789012',
      'TowerForge-abc',
      vscode.Uri.file(folder),
    );
    assert.match(shown, /Choose documents/);
    const files = readdirSync(folder);
    assert.ok(files.length > 3, files.join());
    const texts = files.map(name => readFileSync(join(folder, name), 'utf8'));
    texts.forEach(text => {
      JSON.parse(text);
      assert.doesNotMatch(text, /<ACCOUNT>|<COMPUTE_REGION>|<BATCH_CLUSTER>/);
    });
    assert.ok(texts.some(text => text.includes('TowerForge-abc-ExecutionRole')));
    const open = vscode.window.activeTextEditor?.document.uri.fsPath ?? '';
    assert.ok(open.startsWith(folder), open);
  });

  test('asks before it writes over a file, and remembers what it was told', async () => {
    const files = readdirSync(folder);
    const mine = join(folder, files[0] ?? '');
    const written = readFileSync(mine, 'utf8');
    writeFileSync(mine, 'mine');
    const again = ['JSON files', 'Narrower and newer', vscode.Uri.file(folder)] as const;
    const shown = await answered('exportIamPolicies', undefined, ...again);
    assert.match(shown, new RegExp(`${files.length} files already exist`));
    assert.ok(
      files.every(name => shown.split('\n').includes(name)),
      shown,
    );
    assert.equal(readFileSync(mine, 'utf8'), 'mine');
    await answered('exportIamPolicies', undefined, ...again, 'Replace');
    assert.equal(readFileSync(mine, 'utf8'), written);
  });

  test('other forms go beside them without a question', async () => {
    for (const [form, ending] of [
      ['Terraform', /\.tf$/],
      ['Commands', /\.sh$/],
    ] as const) {
      const shown = await answered(
        'exportIamPolicies',
        undefined,
        form,
        'As on the documentation page',
        vscode.Uri.file(folder),
      );
      assert.doesNotMatch(shown, /already exists?/);
      assert.ok(readdirSync(folder).some(name => ending.test(name)));
    }
  });
});
