import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastTag, NextflowLog } from '../../../../../src/core/runs/output/nextflowLog.ts';

/** As Nextflow 24.10.0 logs the beginning of a run. */
const log = `Nov-25 21:40:01.100 [main] DEBUG nextflow.cli.Launcher - $> nextflow run main.nf
Nov-25 21:40:01.200 [main] INFO  nextflow.cli.CmdRun - N E X T F L O W  ~  version 24.10.0
Nov-25 21:40:02.300 [main] INFO  nextflow.cli.CmdRun - Launching \`main.nf\` [happy_euler] DSL2 - revision: 83fc8b475b
Nov-25 21:40:02.400 [main] DEBUG nextflow.Session - Run name: happy_euler
Nov-25 21:40:03.500 [Task submitter] INFO  nextflow.Session - [9b/bc9727] Submitted process > A
Nov-25 21:40:04.600 [main] WARN  nextflow.Session - Killing running tasks (1)
Nov-25 21:40:05.700 [Task submitter] INFO  nextflow.Session - [0c/11aa22] Submitted process > B
`;

const rows = [
  {
    name: 'from its beginning where nothing was printed',
    printed: '',
    shown: ['N E X T', 'Launching', '[9b', 'WARN: Killing', '[0c'],
  },
  {
    name: 'after the launch where no task was printed',
    printed: 'Launching `main.nf` [happy_euler] DSL2 - revision: 83fc8b475b\nfirst words\n',
    shown: ['[9b', 'WARN: Killing', '[0c'],
  },
  {
    name: 'after the last task that was printed',
    printed: 'Launching `main.nf` [happy_euler] DSL2\n[9b/bc9727] Submitted process > A\n',
    shown: ['WARN: Killing', '[0c'],
  },
];

for (const { name, printed, shown } of rows) {
  test(`what nobody read is told from the log, ${name}`, () => {
    const reader = new NextflowLog(lastTag(printed, null));
    const output = [log.slice(0, 250), log.slice(250)].map(piece => reader.push(piece)).join('');
    const lines = output.split('\n').slice(0, -1);
    assert.equal(lines.length, shown.length, output);
    shown.forEach((start, at) => {
      assert.ok(lines[at]?.startsWith(start), lines[at]);
    });
  });
}
