import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { currentUser } from '../../src/adapters/system/currentUser.ts';
import { commonConsequence } from '../../src/core/arrival/arrivalConsequence.ts';
import { isTooCommon } from '../../src/core/arrival/isTooCommon.ts';
import { isTooShort } from '../../src/core/arrival/isTooShort.ts';
import { noCloudSettings } from '../../src/core/runs/backends/chooseTarget.ts';
import { launchAsPlanned } from '../support/launchRig.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

const script = `
process HELLO {
  input: val x
  output: path 'o.txt'
  script: "cat /dev/null > o.txt"
}
workflow { HELLO(Channel.of(1, 2)) }
`;

/** The plain words of the wrapper of a task, which any run has whatever its pipeline is. */
function wordsOf(nextflow: string): ReadonlySet<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nfs-'));
  try {
    writeFileSync(join(folder, 'main.nf'), script);
    execFileSync(nextflow, ['run', 'main.nf', '-ansi-log', 'false'], { cwd: folder });
    const wrapper = readdirSync(join(folder, 'work'), { recursive: true, encoding: 'utf8' }).find(
      file => file.endsWith('.command.run'),
    );
    const text = readFileSync(join(folder, 'work', wrapper ?? ''), 'utf8').replaceAll(folder, '');
    return new Set(text.split(/[^\w./-]+/).filter(word => /^([A-Z]?[a-z]+|[A-Z]+)$/.test(word)));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

test('no word that the wrapper of any task has is looked for in files and output', () => {
  const newer = wordsOf(requireTool('a newer Nextflow'));
  const both = [...wordsOf(requireTool('Nextflow'))].filter(word => newer.has(word));
  const names = both.filter(word => !isTooShort(word) && word !== 'HELLO');
  assert.ok(names.length > 40, names.join());
  assert.deepEqual(
    names.filter(word => !isTooCommon(word)),
    [],
  );
});

const pipeline: Readonly<Record<string, string>> = {
  'main.nf': `include { TRIM_READS } from './modules/cutter'
params.cohort_name = 'x'
workflow { TRIM_READS() }
`,
  'modules/cutter.nf': `process TRIM_READS {
  debug true
  secret 'OF_PROCESS'
  secret 'OF_FILE'
  secret 'OF_USER'
  secret 'OF_FOLDER'
  secret 'OF_PARAM'
  secret 'OF_PROFILE'
  secret 'OF_PATH'
  secret 'REAL'
  output: path 'o.txt'
  script: 'echo "cutter institute_x $OF_USER $OF_FOLDER $REAL" | tee o.txt'
}
`,
  'nextflow.config': 'profiles { institute_x { process.cpus = 1 } }\n',
};

test('a value that is a name of its own run is told in the plan, and neither hidden nor looked for', async t => {
  const rig = await RunRig.create(t, requireTool('Nextflow'), {});
  mkdirSync(join(rig.launchFolder, 'modules'));
  for (const [name, text] of Object.entries(pipeline)) {
    writeFileSync(join(rig.launchFolder, name), text);
  }
  const secrets = {
    OF_PROCESS: 'TRIM_READS',
    OF_FILE: 'cutter',
    OF_USER: currentUser().name,
    OF_FOLDER: basename(rig.home),
    OF_PARAM: 'cohort_name',
    OF_PROFILE: 'institute_x',
    OF_PATH: `${rig.launchFolder}/modules`,
    REAL: `${rig.canary}-x`,
  };
  const { run, plan } = await launchAsPlanned(rig, {
    secrets,
    options: { profiles: ['institute_x'], extraArguments: ['--cohort_name', 'c7'] },
    clouds: noCloudSettings,
    environment: {},
  });
  const warned = plan.published
    .filter(({ consequences }) => consequences.includes(commonConsequence))
    .map(({ name }) => String(name));
  const names = Object.keys(secrets)
    .filter(name => name !== 'REAL')
    .sort();
  assert.deepEqual(warned, names);
  const { record } = await rig.ended(run);
  assert.ok(record.state.kind === 'ended' && record.state.outcome === 'succeeded');
  assert.deepEqual([...(record.tooCommon ?? [])].sort(), names);
  const console = await rig.host.readConsole(run, 0);
  assert.match(console, /TRIM_READS/);
  assert.ok(console.includes(`institute_x ${secrets.OF_USER} ${secrets.OF_FOLDER} [secret REAL]`));
  const found = record.leaks?.leaks.map(({ name }) => name) ?? [];
  assert.deepEqual([...new Set(found)], ['REAL']);
});
