// @ts-check
// npm run package -- [--out FILE]: makes what a release publishes.
import { copyFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { packageExtension, packageJson } from './package/extension.mjs';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const { name, version } = packageJson();
const out = values.out ?? `${name}-${version}.vsix`;
copyFileSync(await packageExtension('out/package'), out);
console.log(`· ${out}`);
