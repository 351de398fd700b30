import assert from 'node:assert/strict';
import { afterwards, launchInCloud, markedValues, readLaunched } from '../support/cloudLaunch.ts';
import { googleBatch } from '../support/google/googleBatch.ts';
import { test } from '../support/test.ts';

/** Processes, by what the `beforeScript` in force is, and what a task then sees. */
const seen = {
  INPUTS: 'inputs-s1',
  TEXT: 'text-s1',
  FUNCTION: 'function-s1!',
  ALIAS_A: 'a-s1-1',
  ALIAS_B: 'shared',
  LOCAL: 'local-s1',
  LABELLED: 'user',
  CONDITION: 'on',
  PROFILE: 'lab-s1',
  PLAIN: 'all',
};

function process(name: string, directives: string): string {
  return `process ${name} {
  secret 'ONE'
  ${directives}
  input: val meta
  script:
  """
  one="\\\${ONE-}"
  printf %s "\\\${MINE-} \\\${#one}" > "$launchDir/\${task.process}"
  """
}
`;
}

const files = {
  'main.nf': `include { SHARED as ALIAS_A; SHARED as ALIAS_B; imported } from './shared'
def mine(m) { def n = other(m.id); "export MINE=function-$n" }
def other(String text) { text + '!' }
${process('INPUTS', 'beforeScript { "export MINE=inputs-${meta.id}" }')}
${process('TEXT', 'beforeScript "export MINE=text-${meta.id}"')}
${process('FUNCTION', 'beforeScript { mine(meta) }')}
${process('LOCAL', "beforeScript 'export MINE=overridden'")}
${process('LABELLED', "label 'big'")}
${process('CONDITION', '')}
${process('PROFILE', '')}
${process('PLAIN', '')}
${process('IMPORTED', 'beforeScript { imported(meta) }')}
workflow {
  one = Channel.of([id: 's1'])
  ${[...Object.keys(seen), 'IMPORTED'].map(name => `${name}(one)`).join('\n  ')}
}
`,
  'shared.nf': `def imported(m) { "export MINE=imported-\${m.id}" }
${process('SHARED', "beforeScript 'export MINE=shared'")}
`,
  config: `process { withLabel: big { beforeScript = 'export MINE=user' } }\n`,
};

const config = `
def local = 'local'
params.on = true
process {
  beforeScript = 'export MINE=all'
  withName: ALIAS_A { beforeScript = { "export MINE=a-\${meta.id}-\${task.attempt}" } }
  withName: LOCAL { beforeScript = { "export MINE=\${local}-\${meta.id}" } }
  withName: CONDITION { beforeScript = params.on ? 'export MINE=on' : 'export MINE=off' }
}
profiles { lab { process { withName: PROFILE { beforeScript = { "export MINE=lab-\${meta.id}" } } } } }
`;

test('tasks fetch their secrets behind any beforeScript of a pipeline, and a plan names whose not', async t => {
  const launched = await launchInCloud(
    t,
    async () => ({ ...(await googleBatch(t)), config, options: { profiles: ['lab'] } }),
    files,
    rig => markedValues(rig, ['ONE']),
    [],
    (_, { launchFolder }) => {
      const { NXF_HOME } = globalThis.process.env;
      globalThis.process.env['NXF_HOME'] = launchFolder;
      t.after(() => {
        if (NXF_HOME === undefined) {
          delete globalThis.process.env['NXF_HOME'];
        } else {
          globalThis.process.env['NXF_HOME'] = NXF_HOME;
        }
      });
    },
  );
  const { plan, rig } = launched;
  assert.deepEqual(
    plan.backend.deliveries.flatMap(({ process: name, delivery }) => (delivery ? [] : [name])),
    ['IMPORTED'],
  );
  const outcome = await afterwards(launched);
  assert.equal(outcome, 'succeeded 0', await rig.host.readConsole(launched.run, 0));
  const length = `${rig.canary}ONE`.length;
  for (const [name, mine] of Object.entries(seen)) {
    assert.equal(await readLaunched(launched, name), `${mine} ${length}`, name);
  }
  assert.equal(await readLaunched(launched, 'IMPORTED'), 'imported-s1 0');
});
