// @ts-check
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Where it answers: settings of an earlier start name it. */
const port = 7312;

/**
 * Starts the Platform of the tests with a sample organisation; it lives as long as this process.
 * Gives the settings and the environment with which VS Code is signed in to it.
 * @param {string} folder  where its program is built
 */
export async function samplePlatform(folder) {
  const outfile = resolve(join(folder, 'samplePlatform.mjs'));
  await build({
    entryPoints: ['test/support/seqera/samplePlatform.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  const { startSample } =
    /** @type {typeof import('../../test/support/seqera/samplePlatform.ts')} */ (
      await import(pathToFileURL(outfile).href)
    );
  const { endpoint, token } = await startSample(port);
  return {
    settings: {
      'nextflowSecrets.seqera.endpoint': endpoint,
      'nextflowSecrets.seqera.workspace': 'genomics/rnaseq',
      'nextflowSecrets.userStore': 'seqera',
      'nextflowSecrets.workspaceStore': 'seqera',
    },
    env: { TOWER_API_ENDPOINT: endpoint, TOWER_ACCESS_TOKEN: token },
    firstSteps: [
      'Launch on Seqera Platform… (F1): choose a compute environment, or a pipeline of the launchpad, and read the plan.',
      'The Runs view follows the run, and those that were there: one hangs, and one left its secrets in the cloud.',
    ],
  };
}
