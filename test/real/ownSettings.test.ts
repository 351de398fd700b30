import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { nextflowEnvironment } from '../../src/adapters/nextflow/nextflowEnvironment.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** Tells in files what a pipeline can know of its own run. */
const script = `
process P { secret 'MY_TOKEN'
  tag "$x"
  publishDir 'results'
  input: val x
  output: path '*.txt'
  script:
  """
  echo \\\${#MY_TOKEN} > \${x}.txt
  """
}
process LOST { errorStrategy 'ignore'
  output: path 'nothing'
  script:
  'true'
}
workflow { P(Channel.of('a', 'b')); LOST() }
workflow.onComplete {
  file('results/told.txt').text = [workflow.commandLine, workflow.configFiles, workflow.profile, workflow.stubRun, workflow.resume].join('\\n')
}
`;

/** What pipelines set of Nextflow's own reports; the names of files, and columns, are theirs. */
const variants: Readonly<Record<string, { config: string; arguments?: readonly string[] }>> = {
  'everything set': {
    config: `
trace { enabled = true; file = 'results/execution_trace.txt'; fields = 'name,status'; sep = ';'; overwrite = true }
report { enabled = true; file = 'results/report.html' }
timeline { enabled = true; file = 'results/timeline.html' }
dag { enabled = true; file = 'results/dag.mmd' }
notification { enabled = true; to = 'ada@example.org'; from = 'flow@example.org' }
`,
  },
  'nothing set': { config: '' },
  'a trace without a file': { config: "trace { enabled = true; fields = 'task_id,hash' }" },
  'pages of other kinds': {
    config: `
report.enabled = true
timeline { enabled = true; file = 'results/timeline.html' }
dag { enabled = true; file = 'results/dag.html'; direction = 'LR' }
`,
  },
  'given as arguments': {
    config: "trace.fields = 'name,exit'",
    arguments: [
      '-with-trace',
      'given.txt',
      '-with-dag',
      'given.dot',
      '-with-report',
      'given.html',
      '-with-timeline',
      'given.time.html',
      '-N',
      'ada@example.org',
    ],
  },
};
/** A few by default, since each takes two runs; all with `NFS_ALL=1`. */
const chosen = process.env['NFS_ALL'] === '1' ? Object.keys(variants) : ['everything set'];

for (const name of chosen) {
  test(`a run leaves what it leaves without us: ${name}`, async t => {
    const nextflow = requireTool('Nextflow');
    const { config, arguments: added = [] } = variants[name] ?? { config: '' };
    const rig = await RunRig.create(t, nextflow, { 'main.nf': script, 'nextflow.config': config });
    await sendmailInPath(t, join(rig.home, 'bin'));
    const own = await plainRun(rig, { 'main.nf': script, 'nextflow.config': config }, added);
    const run = await rig.launch([rig.secret('MY_TOKEN', 'raw')], { arguments: added });
    const { record } = await rig.ended(run);
    assert.deepEqual(await leftIn(rig.launchFolder), await leftIn(own));
    assert.equal(record.state.kind === 'ended' && record.state.outcome, 'succeeded');
    const { submitted, completed, failed, aborted } = record.progress;
    assert.deepEqual(
      { submitted, completed, failed, aborted },
      { submitted: 3, completed: 2, failed: 1, aborted: 0 },
    );
  });
}

/** A `sendmail` that keeps the letter in the folder where it is called. */
async function sendmailInPath(t: Pick<TestContext, 'after'>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'sendmail'), '#!/bin/sh\ncat > letter.txt\n', { mode: 0o755 });
  const { PATH = '' } = process.env;
  process.env['PATH'] = `${folder}${delimiter}${PATH}`;
  t.after(() => {
    process.env['PATH'] = PATH;
  });
}

/** The same pipeline by Nextflow alone, in a folder of its own. */
async function plainRun(
  rig: RunRig,
  files: Readonly<Record<string, string>>,
  added: readonly string[],
): Promise<string> {
  const { home, nextflow } = rig;
  const folder = join(home, 'plain', 'launch');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
  }
  const store = join(home, 'plain', 'store.json');
  await writeFile(
    store,
    JSON.stringify([{ name: 'MY_TOKEN', value: rig.secret('MY_TOKEN', 'raw').value }]),
    {
      mode: 0o600,
    },
  );
  await promisify(execFile)(nextflow, ['run', 'main.nf', '-ansi-log', 'false', ...added], {
    cwd: folder,
    env: nextflowEnvironment(process.env, {}, store),
  });
  return folder;
}

/** Every file that is not Nextflow's own state, with what of its text two runs have in common. */
async function leftIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const left: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
    if (!entry.isDirectory() && !/^(work|\.nextflow)\b/.test(path)) {
      const text = await readFile(join(folder, path), 'utf8');
      // Each run has its own hashes, and ends tasks in an order of its own.
      const common = text
        .replaceAll(folder, '<folder>')
        .replaceAll(/\b[0-9a-f]{2}\/[0-9a-f]{6}\b/g, '<hash>');
      left[path.replace(/\d{8}-\d+/, '<time>')] = /trace|given\.txt/.test(path)
        ? withoutTimes(common)
        : /html$|letter/.test(path)
          ? withoutOwn(common)
          : common;
    }
  }
  return left;
}

/** A page or a letter without what each run has of its own: its name, its session, times, sizes. */
function withoutOwn(page: string): string {
  // A timeline has none.
  const name = /\[([a-z]+_[a-z]+)\]/.exec(page)?.[1] ?? '<name>';
  return page
    .split('\n')
    .filter(line => !/"(?:task_id|label|process|starting_time)":/.test(line))
    .join('\n')
    .replaceAll(name, '<name>')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<session>')
    .replaceAll(/\d[\d.]*(?:ms|[smh])?(?: \d+(?:ms|[smh]))*/g, '#');
}

/** The header of a trace, and of each row the words. */
function withoutTimes(trace: string): string {
  const [header = '', ...rows] = trace.trimEnd().split('\n');
  return [header, ...rows.map(row => row.replaceAll(/\d[^\t;]*/g, '#')).sort()].join('\n');
}
