import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FoundLeak, LeakScan } from '../../../../src/core/leaks/leakScan.ts';
import { Needles, placeholderNeedles, type Searched } from '../../../../src/core/leaks/needles.ts';
import { LogFacts } from '../../../../src/core/runs/output/logFacts.ts';

function scan(needles: Searched, chunks: readonly string[]): readonly FoundLeak[] {
  const leaks = new LeakScan(needles);
  return [...chunks.flatMap(chunk => leaks.push(chunk)), ...leaks.finish()];
}

/** Each leak as `line:column-endLine:endColumn name form`. */
function seen(secrets: Readonly<Record<string, string>>, text: string): readonly string[] {
  const hidden = Object.entries(secrets).map(([name, value]) => ({ name, value }));
  return scan(new Needles(hidden), [text]).map(
    ({ range, mark }) =>
      `${range.line}:${range.column}-${range.endLine}:${range.endColumn} ${mark.name} ${mark.form}`,
  );
}

test('tells line, columns, name and form of each leak', () => {
  const text = [
    'nothing',
    'curl -H "Token: hunter2-hunter2"',
    `Basic ${Buffer.from('ada:hunter2-hunter2').toString('base64')} hunter2-hunter2`,
    'https://host/?q=a%20b%26c%20d',
  ].join('\n');
  assert.deepEqual(seen({ A: 'hunter2-hunter2', B: 'a b&c d' }, text), [
    '2:17-2:32 A plain',
    '3:13-3:33 A base64',
    '3:36-3:51 A plain',
    '4:17-4:30 B url',
  ]);
});

test('a value of several lines is one leak from its first to its last', () => {
  assert.deepEqual(seen({ PEM: 'BEGIN\nabcdefghijkl\nEND' }, 'x BEGIN\r\nabcdefghijkl\r\nEND y'), [
    '1:3-3:4 PEM plain',
  ]);
});

test('finds every planted value at its place, however the text is cut', () => {
  const planted = fc.array(
    fc.record({
      before: fc.string({ unit: fc.constantFrom('.', '\n', ' ', '\r\n') }),
      name: fc.constantFrom('A', 'B'),
    }),
  );
  const values = { A: 'first value', B: 'second\nvalue' };
  const needles = new Needles(Object.entries(values).map(([name, value]) => ({ name, value })));
  fc.assert(
    fc.property(planted, fc.array(fc.integer({ min: 1, max: 9 })), (parts, cuts) => {
      let text = '';
      const expected: FoundLeak[] = [];
      for (const { before, name } of parts) {
        text += `${before};`;
        const from = at(text);
        text += values[name];
        const to = at(text);
        const range = { ...from, endLine: to.line, endColumn: to.column };
        expected.push({ mark: { name, form: 'plain' }, range });
      }
      const chunks: string[] = [];
      let rest = text;
      for (const cut of cuts) {
        chunks.push(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
      assert.deepEqual(scan(needles, [...chunks, rest]), expected);
    }),
  );
});

/** The position after a text. */
function at(text: string): { line: number; column: number } {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

test('finds the placeholders of a redacted text', () => {
  const needles = placeholderNeedles(['KEY', 'OTHER']);
  assert.deepEqual(scan(needles, ['a [secret KEY] [secret X]']), [
    {
      mark: { name: 'KEY', form: 'redacted' },
      range: { line: 1, column: 3, endLine: 1, endColumn: 15 },
    },
  ]);
});

test('learns from Nextflow’s log where the tasks are', () => {
  const facts = new LogFacts();
  const log = `
Nov-25 01:43:16.599 [main] DEBUG nextflow.Session - Session UUID: 38e850fe-3033-4a32-a1dc-1e58c9e3ce52
Nov-25 01:43:16.742 [main] DEBUG nextflow.Session - Work-dir: /data/my work [ext2/ext3]
Nov-25 01:43:18.955 [Task submitter] INFO  nextflow.Session - [7d/39c6d0] Submitted process > A (1)
Nov-25 01:43:18.955 [Actor] INFO  nextflow.processor.TaskProcessor - [aa/bbcc00] Cached process > B
Nov-25 01:43:19.039 [Task monitor] DEBUG n.processor.TaskPollingMonitor - Task completed > TaskHandler[id: 1; name: A; status: COMPLETED; exit: 2; error: -; workDir: /data/my work/7d/39c6d05e5d7a]
Nov-25 01:43:19.039 [Task monitor] DEBUG n.processor.TaskPollingMonitor - Task completed > TaskHandler[jobId: 7; id: 2; name: C; status: COMPLETED; exit: 0; error: -; workDir: /w/00/11 started: 1700000000; exited: 2024-01-01T00:00:00Z; ]
`;
  for (const character of log) {
    facts.push(character);
  }
  const { session, workRoot, hashes, folders } = facts;
  assert.deepEqual([session, workRoot], ['38e850fe-3033-4a32-a1dc-1e58c9e3ce52', '/data/my work']);
  assert.deepEqual([...hashes], ['7d/39c6d0', 'aa/bbcc00']);
  assert.deepEqual([...folders], ['/data/my work/7d/39c6d05e5d7a', '/w/00/11']);
});
