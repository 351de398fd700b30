import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ClaimCase, LeakPlace } from '../claims/claimCase.ts';
import { readsIn } from '../claims/expectedOn.ts';
import type { NextflowHost } from './nextflowHost.ts';

/** What a run of a case did. */
export interface ClaimRun {
  readonly ends: boolean;
  readonly output: string;
  readonly leaks: readonly LeakPlace[];
}

/** The value of a secret of a case. */
function valueIn({ values }: Pick<ClaimCase, 'values'>, name: string): string {
  return values?.[name] ?? `value-of-${name}`;
}

/** Runs a case in a process that has run others. */
export async function hostCase(
  host: NextflowHost,
  case_: ClaimCase,
  withSecrets: boolean,
): Promise<ClaimRun> {
  const secrets = secretsOf(case_, withSecrets);
  if (readsIn(case_, 'config')) {
    // The values that a config read stay in a process.
    await host.renew();
  }
  const { code, output } = await host.run(case_.files, JSON.stringify(secrets));
  const values = secrets.map(({ value }) => value);
  return { ends: code !== 0, output, leaks: await leaksOf(host.folder, output, values) };
}

function secretsOf(
  case_: ClaimCase,
  withSecrets: boolean,
): readonly { readonly name: string; readonly value: string }[] {
  return withSecrets ? case_.secrets.map(name => ({ name, value: valueIn(case_, name) })) : [];
}

/** Runs a case with its secrets in the store, or with none, by a Nextflow of its own. */
export async function runCase(
  program: string,
  case_: ClaimCase,
  withSecrets: boolean,
  environment: NodeJS.ProcessEnv = {},
): Promise<ClaimRun> {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-claims-'));
  const folder = join(home, 'pipeline');
  try {
    for (const [name, text] of Object.entries(case_.files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const secrets = secretsOf(case_, withSecrets);
    const store = join(home, 'store.json');
    await writeFile(store, JSON.stringify(secrets), { mode: 0o600 });
    const env = { ...process.env, NXF_SECRETS_FILE: store, ...environment };
    const { code, output } = await run(program, folder, env);
    const values = secrets.map(({ value }) => value);
    return { ends: code !== 0, output, leaks: await leaksOf(folder, output, values) };
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function run(
  program: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise(resolve => {
    const line = ['run', 'main.nf', '-ansi-log', 'false'];
    const child = execFile(program, line, { cwd, env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

async function leaksOf(
  folder: string,
  output: string,
  values: readonly string[],
): Promise<readonly LeakPlace[]> {
  const has = (text: string): boolean => values.some(value => text.includes(value));
  const found = new Set<LeakPlace>(has(output) ? ['output'] : []);
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    const own = path.slice(folder.length + 1);
    const place = placeOf(own);
    if (place && (has(own) || (file.isFile() && has(await readFile(path, 'utf8'))))) {
      found.add(place);
    }
  }
  return [...found].sort();
}

/** Null for what is looked at elsewhere: the log, which has what is printed, and a task's output. */
function placeOf(path: string): LeakPlace | null {
  const name = path.split('/').at(-1) ?? '';
  if (name === '.command.sh' || name === '.command.run') {
    return name;
  }
  return name.startsWith('.') || /^\.nextflow/.test(path) || /\.(?:nf|config|conf)$/.test(name)
    ? null
    : 'file';
}
