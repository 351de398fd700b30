// @ts-check
// npm run test:desktop: the in-editor tests in the desktop VS Code that VSCODE_PATH names, else in
// one that is downloaded. Needs a display (on a server: xvfb-run npm run test:desktop).
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { nextflowOfTests } from './test/tools.mjs';
import { MissingTool, run, say } from './provision/shell.mjs';
import { stage, suites } from './vscode/suite.mjs';
import { makeUser } from './vscode/user.mjs';

/** @returns {Promise<string>} */
async function desktop() {
  const named = process.env['VSCODE_PATH'];
  if (named && !existsSync(named)) {
    throw new MissingTool('the desktop VS Code', `VSCODE_PATH names ${named}, which is not there.`);
  }
  if (named) {
    say(`VS Code: ${named}`);
    return named;
  }
  try {
    return await downloadAndUnzipVSCode({ cachePath: resolve('.cache/desktop') });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const how = `it could not be downloaded (${reason}); set VSCODE_PATH to its program.`;
    throw new MissingTool('the desktop VS Code', how);
  }
}

async function main() {
  const vscode = await desktop();
  const { env } = await nextflowOfTests();
  await run(process.execPath, ['esbuild.mjs']);
  await run(process.execPath, ['esbuild.mjs', '--tests']);
  let failed = 0;
  for (const suite of suites()) {
    console.log(`\n▶ in the desktop editor: ${suite}`);
    const { home, options, open, env: own, remove } = stage(suite);
    const user = join(home, 'user');
    makeUser(user, { 'nextflowSecrets.nextflowPath': env['NFS_NEXTFLOW'], ...options.settings });
    const trust = options.restricted === true ? [] : ['--disable-workspace-trust'];
    failed += await runTests({
      vscodeExecutablePath: vscode,
      extensionDevelopmentPath: resolve('.'),
      extensionTestsPath: resolve('out/test/host/index.cjs'),
      launchArgs: [open, '--user-data-dir', user, '--disable-extensions', ...trust],
      extensionTestsEnv: { ...env, ...own },
    }).then(
      () => 0,
      () => 1,
    );
    remove();
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof MissingTool ? error.message : error);
  process.exitCode = 1;
}
