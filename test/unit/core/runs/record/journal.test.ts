import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatEntry,
  isClosed,
  type JournalEntry,
  outstanding,
  readJournal,
} from '../../../../../src/core/runs/record/journal.ts';

const plain = { noNullPrototype: true };
const copies = fc.array(
  fc.record(
    { manager: fc.constantFrom('file:/a', 'file:/b'), key: fc.constantFrom('A', 'B', 'C') },
    plain,
  ),
  { minLength: 1, maxLength: 3 },
);
const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.record(
    { kind: fc.constantFrom('intended' as const, 'removed' as const), at: fc.nat(), copies },
    plain,
  ),
  fc.record(
    { kind: fc.constant('kept' as const), at: fc.nat(), copies, reason: fc.string() },
    plain,
  ),
  fc.record({ kind: fc.constant('closed' as const), at: fc.nat() }, plain),
);

test('a journal that is cut anywhere tells of every copy whose entry is whole', () => {
  fc.assert(
    fc.property(fc.array(entry), fc.nat(), (entries, at) => {
      const text = entries.map(formatEntry).join('');
      const cut = text.slice(0, at % (text.length + 1));
      const whole = cut.split('\n').length - 1;
      const read = readJournal(cut).entries;
      // An entry that lacks only its line end counts as well: its effect may have begun.
      assert.deepEqual(read.slice(0, whole), entries.slice(0, whole));
      assert.ok(read.length <= whole + 1);
    }),
  );
});

test('what was intended stays outstanding until it is seen removed', () => {
  fc.assert(
    fc.property(fc.array(entry), entries => {
      const open = new Set<string>();
      for (const one of entries) {
        for (const { manager, key } of one.kind === 'closed' ? [] : one.copies) {
          open[one.kind === 'removed' ? 'delete' : 'add'](`${manager} ${key}`);
        }
      }
      assert.deepEqual(
        new Set(outstanding(entries).map(({ manager, key }) => `${manager} ${key}`)),
        open,
      );
    }),
  );
});

test('damage in the middle hides nothing of the rest', () => {
  const intended: JournalEntry = {
    kind: 'intended',
    at: 1,
    copies: [{ manager: 'm', key: 'A' }],
  };
  const text = `${formatEntry(intended)}{"kind":"remo\n\u0000\n${formatEntry({ kind: 'closed', at: 2 })}`;
  const { entries } = readJournal(text);
  assert.deepEqual(
    outstanding(entries).map(({ key }) => key),
    ['A'],
  );
  assert.equal(isClosed(entries), false);
});

test('one flipped bit in a written line is told as damage, wherever it is, and makes nothing up', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1 }), fc.nat(), fc.nat(7), (entries, at, bit) => {
      const bytes = Buffer.from(entries.map(formatEntry).join('\n'));
      const index = at % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
      const read = readJournal(bytes.toString('utf8'));
      const known = new Set(entries.map(one => JSON.stringify(one)));
      assert.ok(read.entries.every(one => known.has(JSON.stringify(one))));
      assert.ok(read.damaged || read.entries.length === entries.length);
    }),
    { numRuns: 1000 },
  );
});

test('a line that a crash cut short is no damage, whatever is written after it', () => {
  fc.assert(
    fc.property(fc.array(entry), entry, entry, fc.nat(), (before, torn, next, at) => {
      const line = formatEntry(torn).trimEnd();
      const cut = line.slice(0, at % line.length);
      const begun = [...before.map(formatEntry), cut].join('\n');
      for (const [text, whole] of [
        [begun, before],
        [`${begun}\n${formatEntry(next)}`, [...before, next]],
      ] as const) {
        const { entries, damaged } = readJournal(text);
        assert.deepEqual(entries, whole);
        assert.equal(damaged, false, text);
      }
    }),
  );
});

test('lines of 0.1.0, which had no checksum, are read, and 0.1.0 reads ours', () => {
  const one: JournalEntry = { kind: 'intended', at: 1, copies: [{ manager: 'm', key: 'A' }] };
  const { entries, damaged } = readJournal(`${JSON.stringify(one)}\n\n${formatEntry(one)}`);
  assert.deepEqual(entries, [one, one]);
  assert.equal(damaged, false);
  const { sum, ...rest } = JSON.parse(formatEntry(one)) as { readonly sum: string };
  assert.deepEqual(rest, one);
  assert.match(sum, /^[\da-f]{8}$/);
});
