import assert from 'node:assert/strict';
import { secretsOf } from '../../src/core/runs/backends/processSecrets.ts';
import { PipelineIndex } from '../../src/services/index/pipelineIndex.ts';
import { readRunModel } from '../../src/services/index/runModel/readRunModel.ts';
import type { ClaimCase } from '../claims/claimCase.ts';
import { runCase } from '../support/claimRun.ts';
import { MemorySource } from '../support/memorySource.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

const names = ['OWN', 'ALL', 'NET', 'BIG', 'BASE', 'ALIAS', 'PATH_A', 'NOT', 'RE', 'LATE'];

/** A process that prints which of the secrets its task has. */
function process(name: string, directives: string): string {
  const read = names.map(secret => `\${${secret}:+${secret}}`).join(' ');
  return `process ${name} {
  debug true
  ${directives}
  script:
  """
  echo "task \${task.process} has ${read.replaceAll('$', '\\$')}"
  """
}
`.replace('\\${task.process}', '${task.process}');
}

const files: Readonly<Record<string, string>> = {
  'main.nf': `include { ONE } from './modules'
include { ONE as FIRST; ONE as SECOND; TWO; SUB; SUB as AGAIN } from './modules'
include { PASSED } from './passes'
workflow { ONE(); FIRST(); SECOND(); TWO(); SUB(); AGAIN(); PASSED() }
`,
  'passes.nf': "include { TWO as PASSED } from './modules'\n",
  'modules.nf': `${process('ONE', "label 'net'\n  secret 'OWN'")}
${process('TWO', "label 'net'\n  label 'big'")}
${process('THREE', "secret 'OWN'")}
${process('FOUR', '')}
workflow SUB {
  ONE()
  THREE()
  FOUR()
}
`,
  'nextflow.config': `includeConfig 'conf/more.conf'
process.secret = ['ALL']
process {
  withName: 'ONE' { secret = ['BASE'] }
  withName: 'SECOND' { secret = ['ALIAS'] }
  withLabel: 'big' { secret = ['BIG'] }
  withLabel: 'net' { secret = ['NET'] }
  withName: 'AGAIN:.*' { secret = ['PATH_A'] }
  withName: 'SUB:THREE' { secret = [] }
  withName: 'SUB:ONE' { secret = ['BASE', 'LATE'] }
  withName: '!(ONE|TWO|THREE|.*:.*|PASSED|FOUR|FIRST|SECOND)' { secret = ['NOT'] }
}
`,
  'conf/more.conf': "process { withName: 'PASS.*' { secret = ['RE', 'LATE'] } }\n",
};

test('each task has the secrets that the model of its run says, by any selector and alias', async () => {
  const program = requireTool('Nextflow');
  const case_: ClaimCase = {
    name: 'selectors',
    files,
    secrets: names,
    with: 'runs',
    without: 'ends',
    found: [],
  };
  const { output } = await runCase(program, case_, true);
  const received = new Map(
    [...output.matchAll(/^task (\S+) has(.*)$/gm)].map(([, path = '', has = '']) => [
      path,
      has.split(' ').filter(name => name !== ''),
    ]),
  );
  assert.equal(received.size, 11, output);
  const source = new MemorySource(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`file:///w/${path}`, text])),
  );
  const model = await readRunModel(new PipelineIndex(), source, {
    script: 'file:///w/main.nf',
    folder: 'file:///w',
    configs: ['file:///w/nextflow.config'],
    profiles: [],
  });
  const references = model.uses.map(({ reference }) => reference);
  const claimed = model.processes.map(process => [
    process.called?.path ?? process.name,
    [...secretsOf(process, references, model.settings).names].sort(),
  ]);
  assert.deepEqual(
    Object.fromEntries(claimed),
    Object.fromEntries([...received].map(([path, has]) => [path, has.sort()])),
  );
});
