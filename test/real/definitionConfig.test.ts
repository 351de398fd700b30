import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { analyse } from '../../src/core/nextflow/files/analyse.ts';
import { formatStore } from '../../src/core/runs/copies/storeFile.ts';
import { fetchConfig } from '../../src/core/runs/delivery/fetchConfig.ts';
import { plannedDeliveries } from '../../src/core/runs/delivery/plannedDelivery.ts';
import { runDefinitions } from '../../src/core/runs/delivery/runDefinitions.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { filesBelow } from '../support/filesWith.ts';
import { runId } from '../support/ids.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** Real Nextflow with a config that names job definitions: who runs by one, and who fetches. */

const first = runId('1k0K4WlGep8ZTM');
const second = runId('2XDXxX0vCX8xhx');

const module = `
process A { secret 'ONE'
  container 'lab/a:1'
  script: 'true' }
`;
const script = `
params.tool = 'b'
process B { secret 'ONE'
  container "lab/\${params.tool}"
  script: 'true' }
process C { secret 'TWO', 'ONE'
  container 'lab/c:1'
  beforeScript 'export MINE=c'
  script: 'true' }
process F { container 'lab/f:1'
  script: 'true' }
workflow { A(); A2(); B(); C(); F() }
`;
const includes = `include { A } from './a.nf'\ninclude { A as A2 } from './a.nf'\n`;

/** Tasks run here, in images that nobody pulls: what is seen is Nextflow's own idea of them. */
const config = `docker.enabled = true
process { withName: 'A2' { container = 'lab/other:1' } }
`;

/** Executes what is to run in a container without one. */
const docker = `#!/bin/bash
while [ $# -gt 0 ] && [ "$1" != /bin/bash ]; do shift; done
[ $# -eq 0 ] || exec "$@"
`;
/** Gives any secret. */
const aws = `#!/bin/bash
echo fetched
`;

interface Folder {
  readonly launch: string;
  readonly run: (id: RunId, ...options: readonly string[]) => Promise<string>;
}

async function folder(t: TestContext, nextflow: string): Promise<Folder> {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-definition-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const [launch, bin] = [join(home, 'launch'), join(home, 'bin')];
  await mkdir(launch);
  await mkdir(bin);
  for (const [name, text] of Object.entries({ docker, aws })) {
    await writeFile(join(bin, name), text);
    await chmod(join(bin, name), 0o755);
  }
  const held = ['ONE', 'TWO'].map(name => ({ name, value: 'x', form: 'raw' as const }));
  await writeFile(join(home, 'secrets.json'), formatStore(held), { mode: 0o600 });
  await writeFile(join(launch, 'main.nf'), includes + script);
  await writeFile(join(launch, 'a.nf'), module);
  await writeFile(join(launch, 'nextflow.config'), config);
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    NXF_SECRETS_FILE: join(home, 'secrets.json'),
    NXF_ENABLE_SECRETS: 'true',
  };
  return {
    launch,
    run: async (id, ...options) => {
      const file = join(home, `${id}.config`);
      await writeFile(file, configOf(id, join(bin, 'aws')));
      const line = ['run', 'main.nf', '-ansi-log', 'false', '-c', file, ...options];
      return new Promise((resolve, reject) => {
        execFile(nextflow, line, { cwd: launch, env }, (error, stdout, stderr) => {
          if (error) {
            reject(new Error(stdout + stderr));
          } else {
            resolve(stdout);
          }
        });
      });
    },
  };
}

function configOf(run: RunId, cli: string): string {
  const scanned = analyse(module + script, 'script');
  const { references, processes } = scanned;
  const { settings } = analyse(`${config}process.executor = 'awsbatch'`, 'config');
  const uses = references.map(reference => ({ reference, at: '' }));
  const role = 'arn:aws:iam::123456789012:role/execution';
  const deliveries = plannedDeliveries(
    { kind: 'aws-batch', region: 'eu-west-1', profile: null, executionRole: role },
    processes,
    settings,
    uses,
  );
  const pipeline = { processes, settings, references };
  const { byProcess } = runDefinitions(run, pipeline, deliveries, new Set(['ONE', 'TWO']));
  const source = { cloud: 'aws', region: 'eu-west-1', cli, endpoint: null } as const;
  return fetchConfig(source, run, pipeline, byProcess).text;
}

/** Of each task the name, the container that Nextflow gives it, and what it fetches. */
async function tasks(launch: string): Promise<readonly string[]> {
  const files = filesBelow(launch).filter(file => file.endsWith('.command.run'));
  const texts = await Promise.all(files.map(file => readFile(file, 'utf8')));
  return texts
    .map(text => {
      const name = /^### name: '(\w+)/m.exec(text)?.[1] ?? '?';
      const image = /docker run .* (\S+) \/bin\/bash/.exec(text)?.[1] ?? '?';
      const fetches = /^\s*nfs_fetch (.*)$/m.exec(text)?.[1] ?? 'nothing';
      const own = text.includes('export MINE=c') ? ' after its own' : '';
      return `${name} in ${image} fetches ${fetches}${own}`;
    })
    .sort();
}

test('a task runs by the definition of its process and fetches nothing; the others fetch', async t => {
  const nextflow = requireTool('Nextflow');
  const at = await folder(t, nextflow);
  await at.run(first);
  assert.deepEqual(await tasks(at.launch), [
    `A in job-definition://tower-${first}-A fetches nothing`,
    'A2 in lab/other:1 fetches ONE',
    'B in lab/b fetches ONE',
    `C in job-definition://tower-${first}-C fetches nothing after its own`,
    'F in lab/f:1 fetches nothing',
  ]);
  // A later run has other definitions, which are other containers to Nextflow.
  const resumed = await at.run(second, '-resume');
  const again = ['A', 'A2', 'B', 'C', 'F'].map(name => {
    const cached = new RegExp(`Cached process > ${name}\\b`).test(resumed);
    return `${name} ${cached ? 'cached' : 'runs'}`;
  });
  assert.deepEqual(again, ['A runs', 'A2 cached', 'B cached', 'C runs', 'F cached'], resumed);
});
