import { Skip } from './test.ts';

/** Programs that tests run for real; `npm test` finds or fetches them and names them here. */
const variables = {
  Nextflow: 'NFS_NEXTFLOW',
  'an older Nextflow': 'NFS_NEXTFLOW_OLDER',
  'a newer Nextflow': 'NFS_NEXTFLOW_NEWER',
  moto: 'NFS_MOTO',
  'the aws command': 'NFS_AWS',
  'Node 20.9': 'NFS_NODE_20',
  'Node 22': 'NFS_NODE_22',
  Slurm: 'NFS_SBATCH',
  'VS Code': 'NFS_VSCODE',
  'a browser': 'CHROME_PATH',
  'the installed extension': 'NFS_EXTENSIONS',
} as const;

/** The path of a program that a test runs; skips the test where it is missing. */
export function requireTool(tool: keyof typeof variables): string {
  const path = process.env[variables[tool]];
  if (path === undefined || path === '') {
    throw new Skip(`${tool} is missing; \`npm test\` says how to get it`);
  }
  return path;
}
