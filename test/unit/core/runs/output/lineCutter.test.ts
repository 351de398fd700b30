import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineCutter } from '../../../../../src/core/runs/output/lineCutter.ts';
import { NextflowLog } from '../../../../../src/core/runs/output/nextflowLog.ts';
import { problemsIn } from '../../../../../src/core/runs/output/problemsIn.ts';
import { ProgressCounter } from '../../../../../src/core/runs/output/progressCounter.ts';
import { Colouring } from '../../../../../src/core/views/colouring.ts';

test('lines are the same however a text is cut, and those that are too long are told', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r'), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const lines = new LineCutter(5, '…');
      const found = pieces.flatMap(text => lines.push(text));
      const all = pieces.join('').split('\n');
      const begun = all.pop() ?? '';
      assert.deepEqual(
        found,
        all.map(line => (line.length > 5 ? '…' : line)),
      );
      assert.equal(lines.isTooLong, begun.length > 5);
    }),
  );
});

/** A line of 40 MB, as a pipe gives it. */
function* endless(): Generator<string> {
  const piece = 'x'.repeat(64 * 1024);
  for (let at = 0; at < 640; at += 1) {
    yield piece;
  }
}

test('what comes after a line of tens of megabytes is counted and shown as ever', () => {
  const submitted = '[ab/cdef12] Submitted process > ALIGN (1)\n';
  const counter = new ProgressCounter();
  const log = new NextflowLog(null);
  const colouring = new Colouring();
  let shown = 0;
  let longest = 0;
  for (const text of endless()) {
    counter.output(text);
    counter.log(text);
    assert.equal(log.push(text), '');
    const written = colouring.push(text).length;
    shown += written;
    longest = Math.max(longest, written);
  }
  counter.output(`\n${submitted}`);
  assert.equal(counter.current.submitted, 1);
  const entry = 'Nov-25 01:54:33.599 [Task submitter] INFO  nextflow.Session - ';
  assert.equal(log.push(`\n${entry}${submitted}`), submitted);
  // Nothing of it is waited for: a terminal shows it as it comes.
  assert.equal(shown, 640 * 64 * 1024);
  assert.ok(longest <= 2 * 64 * 1024);
  assert.equal(colouring.push('\r'), '');
  assert.match(colouring.push(`\n${submitted}`), /^\r\n.*\[ab\/cdef12\]/);
});

test('a begun line of a terminal is the same text however it is cut', () => {
  const long = 'y'.repeat(70_000);
  for (const pieces of [
    [long, '\r', '\nWARN: it\n'],
    [`${long}\r`, '\nWARN: it\n'],
    [long, 'WARN: no\nWARN: it\n'],
  ]) {
    const colouring = new Colouring();
    const shown = pieces.map(text => colouring.push(text)).join('') + colouring.flush();
    const end = '\x1b[33mWARN: it\x1b[39m\r\n';
    const own = pieces.join('').replace(/\r?\nWARN: it\n$/, '');
    assert.equal(shown, `${own}\r\n${end}`);
  }
});

test('a line of a megabyte of blanks has no fault, and takes no time in its square', () => {
  assert.deepEqual(problemsIn(`${' '.repeat(1_000_000)}\nERROR ~ none\n`, '/main.nf'), []);
});
