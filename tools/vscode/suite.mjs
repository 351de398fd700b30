// @ts-check
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A suite of in-editor tests is a folder of `test/host`: its tests, the `workspace` that they run
 * in, `options.json`, and `prepare.mjs`, which is run before VS Code starts, with the suite's home.
 * @typedef {object} SuiteOptions
 * @property {boolean} [restricted]  whether the folder is untrusted
 * @property {Record<string, unknown>} [settings]  the user's
 * @property {Record<string, string>} [env]  of VS Code; `${home}` is a folder of the suite's own
 * @property {string} [open]  a file of the workspace to open instead of it, say `all.code-workspace`
 */

/** The names of all suites. */
export function suites() {
  return readdirSync('test/host', { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name);
}

/**
 * A fresh copy of a suite's workspace in a folder of its own, which `remove` deletes.
 * @param {string} suite
 */
export function stage(suite) {
  const source = join('test/host', suite);
  const home = mkdtempSync(join(tmpdir(), 'nfs-host-'));
  const workspace = join(home, 'workspace');
  mkdirSync(workspace);
  if (existsSync(join(source, 'workspace'))) {
    cpSync(join(source, 'workspace'), workspace, { recursive: true });
  }
  const prepare = join(source, 'prepare.mjs');
  if (existsSync(prepare)) {
    execFileSync(process.execPath, [prepare, home], { stdio: 'inherit' });
  }
  const file = join(source, 'options.json');
  /** @type {SuiteOptions} */
  const options = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return {
    home,
    options,
    open: join(workspace, options.open ?? ''),
    /** @type {NodeJS.ProcessEnv} */
    env: {
      NFS_SUITE: suite,
      XDG_STATE_HOME: join(home, 'state'),
      NXF_SECRETS_FILE: join(home, 'nextflow/store.json'),
      ...Object.fromEntries(
        Object.entries(options.env ?? {}).map(([name, value]) => [
          name,
          value.replaceAll('${home}', home),
        ]),
      ),
    },
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}
