// @ts-check
// npm run package -- [--out FILE]: makes what a release publishes, the extension and the command
// line; with --out, the extension alone, as FILE.
import { copyFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { packageCli } from './package/cli.mjs';
import { packageExtension } from './package/extension.mjs';
import { packageJson } from './package/identity.mjs';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const { name, version } = packageJson();

/** @param {string} made @param {string} file */
function keep(made, file) {
  copyFileSync(made, file);
  console.log(`· ${file}`);
}

keep(await packageExtension('out/package'), values.out ?? `${name}-${version}.vsix`);
if (values.out === undefined) {
  keep(await packageCli('out/package'), `${name}-${version}.tgz`);
}
