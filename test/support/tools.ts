import type { TestContext } from 'node:test';

/** Programs that tests run for real; `npm test` finds or fetches them and names them here. */
const variables = {
  Nextflow: 'NFS_NEXTFLOW',
  'an older Nextflow': 'NFS_NEXTFLOW_OLDER',
  'a newer Nextflow': 'NFS_NEXTFLOW_NEWER',
  moto: 'NFS_MOTO',
  'the aws command': 'NFS_AWS',
  Slurm: 'NFS_SBATCH',
  'VS Code': 'NFS_VSCODE',
  'a browser': 'CHROME_PATH',
  'the installed extension': 'NFS_EXTENSIONS',
} as const;

/**
 * The path of a program that a test runs; null, with the test skipped, where it is missing. In CI
 * a skipped test counts as failed, so that nothing goes untested unseen.
 */
export function requireTool(t: TestContext, tool: keyof typeof variables): string | null {
  const path = process.env[variables[tool]];
  if (path === undefined || path === '') {
    t.skip(`${tool} is missing; \`npm test\` says how to get it`);
    return null;
  }
  return path;
}
