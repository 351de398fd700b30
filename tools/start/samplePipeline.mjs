// @ts-check
import { cpSync, existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onPath, say } from '../provision/shell.mjs';
import { pushedRepository } from './pushedRepository.mjs';

/** That of the pipeline in the launchpad of the sample organisation. */
const remote = 'https://github.com/genomics/rnaseq';

/**
 * A copy of the sample that is a repository with the remote of the sample launchpad, so that a launch
 * on the Platform needs nothing typed. One of an earlier start stays as it is.
 * @param {string} home
 */
export function samplePipeline(home) {
  const folder = join(home, 'rnaseq');
  if (!existsSync(folder)) {
    cpSync('samples/quickstart', folder, { recursive: true, filter: isSource });
    try {
      if (onPath('git') === null) {
        say('git is not on the PATH: a launch on the Platform asks for the repository.');
      } else {
        pushedRepository(folder, remote);
      }
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
  }
  return folder;
}

/** What runs have left in the sample stays there. @param {string} path */
function isSource(path) {
  return !/^(work|results|results-test|\.nextflow.*)$/.test(basename(path));
}
