// @ts-check
// node esbuild.mjs             bundle the extension, the supervisor and the CLI into dist/
//   --outdir DIR               or into another folder
// node esbuild.mjs --tests     bundle every test file into out/test/
// node esbuild.mjs --bench     bundle the benches into out/bench/
// --production minifies; --watch rebuilds on change.
import * as esbuild from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: chosen } = parseArgs({
  options: {
    outdir: { type: 'string', default: 'dist' },
    tests: { type: 'boolean', default: false },
    bench: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
  },
});
const { production } = chosen;

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  sourcemap: !production,
  sourcesContent: false,
  logLevel: 'warning',
  logOverride: { 'import-is-undefined': 'error' },
  mainFields: ['module', 'main'],
  metafile: true,
};

/** A vendor's client is one module, `googleSdk.ts`, and a file of its own in dist/. */
const sdks = readdirSync('src/adapters', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('Sdk.ts'))
  .map(name => join('src/adapters', name));

/** `import('./googleSdk.ts')` loads that file on first use. @type {esbuild.Plugin} */
const loadSdks = {
  name: 'load-sdks',
  setup(build) {
    build.onResolve({ filter: /Sdk\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import'
        ? { path: `./${basename(path, '.ts')}.js`, external: true }
        : undefined,
    );
    // Google's client only passes these on to whoever wants them: a third of its size.
    build.onLoad(
      { filter: /google-gax.build.protos.(iam_service|locations|operations)\.js$/ },
      () => ({
        contents: 'module.exports = {};',
      }),
    );
    // What serves calls, which a client does not.
    build.onLoad({ filter: /grpc-js.build.src.(server|server-interceptors)\.js$/ }, () => ({
      contents: 'module.exports = {};',
    }));
    // Which Node runs this is not the user's choice, and which SDK is ours: no advice in their output.
    build.onLoad(
      { filter: /core.dist-es.submodules.client.emitWarningIfUnsupportedVersion\.js$/ },
      () => ({
        contents:
          'export const state = {}; export const emitWarningIfUnsupportedVersion = () => {};',
      }),
    );
    // It throws where nobody catches it when a program for credentials is ended by a signal: its code is null.
    build.onLoad(
      { filter: /google-auth-library.build.src.auth.pluggable-auth-handler\.js$/ },
      ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const contents = text.replace('code.toString()', 'String(code)');
        if (contents === text) {
          throw new Error('the library has changed: look whether it still needs this');
        }
        return { contents };
      },
    );
    // The service has several versions, of which we call one.
    build.onLoad({ filter: /secret-manager.build.protos.protos\.json$/ }, ({ path }) => {
      const protos = JSON.parse(readFileSync(path, 'utf8'));
      const { nested } = protos.nested.google.nested.cloud.nested.secretmanager;
      protos.nested.google.nested.cloud.nested.secretmanager.nested = { v1: nested.v1 };
      return { contents: JSON.stringify(protos), loader: 'json' };
    });
    // For a Node without streams of the web; ours has them.
    build.onLoad({ filter: /web-streams-polyfill.dist.ponyfill/ }, () => ({
      contents: "module.exports = require('node:stream/web');",
    }));
  },
};

/** What ships: one file for each process that runs our code, and the vendors' clients. @type {esbuild.BuildOptions} */
const product = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    supervisor: 'src/supervisor/main.ts',
    cli: 'src/cli/main.ts',
    ...Object.fromEntries(sdks.map(path => [basename(path, '.ts'), path])),
  },
  plugins: [loadSdks],
  outdir: chosen.outdir,
  format: 'cjs',
  minify: production,
};

/** Each test file is its own bundle. @param {string} folder @returns {string[]} */
const testFiles = folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.test.ts'))
    .map(name => join(folder, name));

/** Tests that run in plain Node. @type {esbuild.BuildOptions} */
const nodeTests = {
  ...common,
  entryPoints: testFiles('test').filter(name => !name.startsWith(join('test', 'host'))),
  outdir: 'out/test',
  outbase: 'test',
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  packages: 'external',
  sourcemap: true,
};

/** Tests that run inside the extension host, which loads CommonJS. @type {esbuild.BuildOptions} */
const hostTests = {
  ...common,
  entryPoints: [...testFiles('test/host'), 'test/host/index.ts'],
  outdir: 'out/test/host',
  outbase: 'test/host',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  packages: 'external',
  sourcemap: true,
};

/** What `npm run bench` runs. @type {esbuild.BuildOptions} */
const benches = {
  ...nodeTests,
  entryPoints: ['bench/main.ts'],
  outdir: 'out/bench',
  outbase: 'bench',
};

const builds = chosen.bench ? [benches] : chosen.tests ? [nodeTests, hostTests] : [product];
// Only what is built anew: the benches measure what is in dist/.
for (const { outdir } of builds) {
  rmSync(outdir ?? '', { recursive: true, force: true });
}
if (chosen.watch) {
  await Promise.all(builds.map(async options => (await esbuild.context(options)).watch()));
} else {
  const results = await Promise.all(builds.map(options => esbuild.build(options)));
  if (builds[0] === product && results[0]?.metafile) {
    mkdirSync('out', { recursive: true });
    writeFileSync('out/meta.json', JSON.stringify(results[0].metafile));
  }
}
