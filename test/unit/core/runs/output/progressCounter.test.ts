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
const log = `Nov-26 15:17:51.490 [main] DEBUG nextflow.cli.Launcher - $> nextflow run main.nf
${ended('FLAKY', 5, '4b/7bc4b1')}${failed('FLAKY', '4b/7bc4b1')}${ended('IGN (1)', 0, 'c3/7c3e88')}
Nov-26 15:17:53.621 [TaskFinalizer-3] DEBUG nextflow.processor.TaskProcessor - Process \`IGN\` is unable to find [UnixPath]: \`/w/missing\`
${failed('IGN (1)', 'c3/7c3e88')}${ended('FLAKY', 0, '24/37cc65')}${failed('SUB:BAD', '91/1f7d17')}`;

function ended(name: string, exit: number, hash: string): string {
  return `Nov-26 15:17:53.616 [Task monitor] DEBUG n.processor.TaskPollingMonitor - Task completed > TaskHandler[id: 4; name: ${name}; status: COMPLETED; exit: ${exit}; error: -; workDir: /tmp/a/work/${hash}e3c97ff453c9acb805821c80]\n`;
}

function failed(name: string, hash: string): string {
  return `Nov-26 15:17:53.637 [TaskFinalizer-3] DEBUG nextflow.processor.TaskProcessor - Handling unexpected condition for
  task: name=${name}; work-dir=/tmp/a/work/${hash}e3c97ff453c9acb805821c80
  error [nextflow.exception.X]: it did not work\n`;
}

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
  counter.log(log);
  counter.ended('failed');
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
  counter.log(log);
  counter.ended('failed');
  assert.deepEqual(counter.current.failures, [
    { task: 'FLAKY', hash: '4b/7bc4b1', exit: 5, then: 'retried' },
    { task: 'IGN (1)', hash: 'c3/7c3e88', exit: 0, then: 'ignored' },
    { task: 'SUB:BAD', hash: '91/1f7d17', exit: null, then: 'ended-run' },
  ]);
  assert.equal(
    counter.current.error,
    "Error executing process > 'SUB:BAD': Process `SUB:BAD` terminated with an error exit status (3)",
  );
  assert.equal(counter.current.runName, 'trusting_avogadro');
});

test('counts do not depend on how output and log are cut and mixed, or on what comes twice', () => {
  const whole = new ProgressCounter();
  whole.output(output);
  whole.log(log);
  const cuts = fc.array(fc.nat(output.length), { maxLength: 8 });
  fc.assert(
    fc.property(cuts, fc.nat(log.length), fc.boolean(), (at, cut, logFirst) => {
      const counter = new ProgressCounter();
      if (logFirst) {
        counter.log(log.slice(0, cut));
      }
      const edges = [0, ...at.sort((a, b) => a - b), output.length];
      edges.slice(1).forEach((end, index) => counter.output(output.slice(edges[index], end)));
      // `.nextflow.log` says the same with more words before it.
      counter.output(
        'Nov-25 01:43:09.709 INFO  nextflow.Session - [4b/7bc4b1] Submitted process > FLAKY\n',
      );
      counter.log(log.slice(logFirst ? cut : 0));
      assert.deepEqual(table(counter.current).sort(), table(whole.current).sort());
      assert.equal(counter.current.failures.length, 3);
    }),
  );
});

test('what a task prints into the log is not taken for an end', () => {
  const counter = new ProgressCounter();
  counter.log(ended('A', 0, 'aa/000000').slice('Nov-26 15:17:53.616 '.length));
  counter.log(`Command output:\n  ${ended('A', 0, 'aa/000001')}`);
  counter.log('  task: name=A; work-dir=/tmp/a/work/aa/0000020000\n');
  assert.equal(counter.current.submitted, 0);
});

test('ends are told of grid jobs, of clouds, and whatever a task is called', () => {
  const counter = new ProgressCounter();
  const end = (rest: string): boolean =>
    counter.log(
      `Nov-26 15:17:53.616 [Task monitor] DEBUG n.processor.TaskPollingMonitor - Task completed > TaskHandler[${rest}]\n`,
    );
  end(
    'jobId: 42; id: 1; name: GRID (a; status: b); status: COMPLETED; exit: 0; error: -; workDir: /w/ab/cdef12aa started: 1732; exited: 2026-11-26T15:17:53Z; ',
  );
  end(
    'id: 2; name: CLOUD; status: COMPLETED; exit: 2147483647; error: nextflow.exception.ProcessException: gone; workDir: s3://bucket/work/12/345678aa',
  );
  assert.deepEqual(table(counter.current), [
    'GRID 1 submitted, 1 done',
    'CLOUD 1 submitted, 0 done, 1 failed',
  ]);
  assert.deepEqual(counter.current.failures, [
    { task: 'CLOUD', hash: '12/345678', exit: null, then: 'ended-run' },
  ]);
});

test('without a log nothing is said of how tasks ended but what the end of all tells', () => {
  const failing = new ProgressCounter();
  failing.output(output);
  failing.ended('failed');
  assert.equal(failing.current.aborted, 0);
  const fine = new ProgressCounter();
  fine.output(output);
  fine.ended('succeeded');
  assert.deepEqual(
    table(fine.current).filter(row => /^(IGN|SUB:SLOW) /.test(row)),
    ['IGN 1 submitted, 0 done, 1 failed', 'SUB:SLOW 1 submitted, 1 done'],
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
