import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { processOf, ProgressCounter } from '../../../../../src/core/runs/output/progressCounter.ts';
import type { RunProgress } from '../../../../../src/core/runs/record/runRecord.ts';

/** What Nextflow 24.10.0 printed of a pipeline with a retry, an ignored error and a failure. */
const output = `N E X T F L O W  ~  version 24.10.0
Launching \`main.nf\` [trusting_avogadro] DSL2 - revision: e1dc4c3b74
WARN: careful
[2b/cec676] Cached process > ALIGN (b)
[b7/668dc5] Cached process > ALIGN (a)
[c3/7c3e88] Submitted process > IGN (1)
[4b/7bc4b1] Submitted process > FLAKY
[c3/7c3e88] NOTE: Process \`IGN (1)\` terminated with an error exit status (7) -- Error is ignored
[4b/7bc4b1] NOTE: Process \`FLAKY\` terminated with an error exit status (5) -- Execution is retried (1)
[24/37cc65] Re-submitted process > FLAKY
[91/1f7d17] Submitted process > SUB:BAD
[0d/77aa10] Submitted process > SUB:SLOW
[skipping] Stored process > KEEP (x)
ERROR ~ Error executing process > 'SUB:BAD'

Caused by:
  Process \`SUB:BAD\` terminated with an error exit status (3)


Command exit status:
  3
`;
const trace = `task_id	hash	native_id	name	status	exit	submit
1	b7/668dc5	27387	ALIGN (a)	CACHED	0	2026-11-25
2	2b/cec676	27384	ALIGN (b)	CACHED	0	2026-11-25
5	4b/7bc4b1	28295	FLAKY	FAILED	5	2026-11-25
4	c3/7c3e88	28288	IGN (1)	FAILED	7	2026-11-25
6	24/37cc65	28359	FLAKY	COMPLETED	0	2026-11-25
7	91/1f7d17	28446	SUB:BAD	FAILED	3	2026-11-25
8	0d/77aa10	28447	SUB:SLOW	ABORTED	-	2026-11-25
`;

test('tasks are counted by process, as they are submitted and as they end', () => {
  const counter = new ProgressCounter();
  counter.output(output);
  assert.deepEqual(table(counter.current), [
    'ALIGN 0 submitted, 0 done, 2 cached',
    'IGN 1 submitted, 0 done',
    'FLAKY 2 submitted, 0 done, 1 retried',
    'SUB:BAD 1 submitted, 0 done',
    'SUB:SLOW 1 submitted, 0 done',
    'KEEP 0 submitted, 0 done, 1 cached',
  ]);
  counter.trace(trace);
  assert.deepEqual(table(counter.current), [
    'ALIGN 0 submitted, 0 done, 2 cached',
    'IGN 1 submitted, 0 done, 1 failed',
    'FLAKY 2 submitted, 1 done, 1 failed, 1 retried',
    'SUB:BAD 1 submitted, 0 done, 1 failed',
    'SUB:SLOW 1 submitted, 0 done, 1 aborted',
    'KEEP 0 submitted, 0 done, 1 cached',
  ]);
});

test('failed tasks are told with exit code, work folder and what Nextflow did about them', () => {
  const counter = new ProgressCounter();
  counter.output(output);
  counter.trace(trace);
  assert.deepEqual(counter.current.failures, [
    { task: 'FLAKY', hash: '4b/7bc4b1', exit: 5, then: 'retried' },
    { task: 'IGN (1)', hash: 'c3/7c3e88', exit: 7, then: 'ignored' },
    { task: 'SUB:BAD', hash: '91/1f7d17', exit: 3, then: 'ended-run' },
  ]);
  assert.equal(
    counter.current.error,
    "Error executing process > 'SUB:BAD': Process `SUB:BAD` terminated with an error exit status (3)",
  );
  assert.equal(counter.current.runName, 'trusting_avogadro');
});

test('counts do not depend on how output and trace are cut and mixed, or on what comes twice', () => {
  const whole = new ProgressCounter();
  whole.output(output);
  whole.trace(trace);
  const cuts = fc.array(fc.nat(output.length), { maxLength: 8 });
  fc.assert(
    fc.property(cuts, fc.nat(trace.length), fc.boolean(), (at, cut, traceFirst) => {
      const counter = new ProgressCounter();
      if (traceFirst) {
        counter.trace(trace.slice(0, cut));
      }
      const edges = [0, ...at.sort((a, b) => a - b), output.length];
      edges.slice(1).forEach((end, index) => counter.output(output.slice(edges[index], end)));
      // `.nextflow.log` says the same with more words before it.
      counter.output(
        'Nov-25 01:43:09.709 INFO  nextflow.Session - [4b/7bc4b1] Submitted process > FLAKY\n',
      );
      counter.trace(trace.slice(traceFirst ? cut : 0));
      assert.deepEqual(table(counter.current).sort(), table(whole.current).sort());
      assert.equal(counter.current.failures.length, 3);
    }),
  );
});

test('a task belongs to the process before its tag', () => {
  assert.equal(processOf('RNASEQ:ALIGN (sample (3))'), 'RNASEQ:ALIGN');
  assert.equal(processOf('ALIGN'), 'ALIGN');
});

function table({ processes }: RunProgress): string[] {
  return processes.map(({ name, submitted, completed, cached, failed, retried, aborted }) =>
    [
      `${name} ${submitted} submitted`,
      `${completed} done`,
      ...Object.entries({ cached, failed, retried, aborted })
        .filter(([, count]) => count > 0)
        .map(([word, count]) => `${count} ${word}`),
    ].join(', '),
  );
}
