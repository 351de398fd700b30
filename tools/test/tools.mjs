// @ts-check
import { awscli } from '../provision/awscli.mjs';
import { browser } from '../provision/browser.mjs';
import { java } from '../provision/java.mjs';
import {
  archiveClasses,
  newer,
  nextflowOf,
  older,
  pinnedNextflow,
} from '../provision/nextflow.mjs';
import { moto } from '../provision/moto.mjs';
import { nodeOf } from '../provision/node.mjs';
import { programs } from '../provision/programs.mjs';
import { MissingTool } from '../provision/shell.mjs';
import { slurm } from '../provision/slurm.mjs';
import { vscodeServer } from '../provision/vscode.mjs';

/**
 * The programs that tests run for real, as environment variables, and of those that are missing
 * the reason; `test/support/tools.ts` reads the variables.
 * @typedef {{ env: NodeJS.ProcessEnv, absent: string[] }} Tools
 */

/** Java and Nextflow. @returns {Promise<Tools>} */
export async function nextflowOfTests() {
  const tools = await provide([
    ['JAVA_CMD', java],
    ['NFS_NEXTFLOW', pinnedNextflow],
    ['NFS_NEXTFLOW_OLDER', () => nextflowOf(older)],
    ['NFS_NEXTFLOW_NEWER', () => nextflowOf(newer)],
  ]);
  const { JAVA_CMD } = tools.env;
  if (JAVA_CMD !== undefined) {
    await archiveClasses(JAVA_CMD);
  }
  return tools;
}

/** Servers that speak as clouds do. @returns {Promise<Tools>} */
export function cloudsOfTests() {
  return provide([
    ['NFS_MOTO', moto],
    ['NFS_AWS', awscli],
  ]);
}

/** A grid scheduler that runs jobs, versions of Node, and small programs. @returns {Promise<Tools>} */
export function systemOfTests() {
  return provide([
    ['NFS_SBATCH', slurm],
    ['NFS_NODE_20', () => nodeOf('20.9.0')],
    ['NFS_NODE_22', () => nodeOf('22')],
    [null, programs],
  ]);
}

/** VS Code and a browser to show it. @returns {Promise<Tools>} */
export function editorOfTests() {
  return provide([
    ['NFS_VSCODE', vscodeServer],
    ['CHROME_PATH', browser],
  ]);
}

/** Of programs that tests find on the PATH no variable is set. @param {[variable: string | null, find: () => Promise<string>][]} finders */
async function provide(finders) {
  /** @type {Tools} */
  const tools = { env: {}, absent: [] };
  for (const [variable, find] of finders) {
    try {
      const found = await find();
      if (variable !== null) {
        tools.env[variable] = found;
      }
    } catch (error) {
      if (!(error instanceof MissingTool)) {
        throw error;
      }
      tools.absent.push(error.message);
    }
  }
  return tools;
}
