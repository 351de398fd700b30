import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatEntry,
  type JournalEntry,
  outstanding,
  type OutstandingCopy,
  readJournal,
} from '../../../../../src/core/runs/record/journal.ts';

const memory = 'file:/dev/shm/nextflow-secrets-0/1k0K4WlGep8ZTM';
const cloud = 'aws:123456789012:eu-west-1';
const copies = [
  { manager: memory, key: 'KEY' },
  { manager: cloud, key: 'tower-1k0K4WlGep8ZTM/TOKEN' },
];
const all: readonly JournalEntry[] = [
  { kind: 'intended', at: 1_700_000_000_000, copies },
  { kind: 'published', at: 1_700_000_000_001, copies },
  { kind: 'kept', at: 1_700_000_000_002, copies: copies.slice(1), reason: 'EBUSY' },
  { kind: 'removed', at: 1_700_000_000_003, copies },
  { kind: 'closed', at: 1_700_000_000_004 },
];

for (let length = 1; length <= all.length; length += 1) {
  test(`any bit flipped in a journal of ${length} lines is told, and makes no copy seem gone`, () => {
    // As they are appended, each but the first after a line end of its own.
    const whole = Buffer.from(all.slice(0, length).map(formatEntry).join('\n'));
    const before = keysOf(outstanding(readJournal(String(whole)).entries));
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const flipped = Buffer.from(whole);
      const at = bit >> 3;
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit & 7));
      const { entries, damaged } = readJournal(flipped.toString());
      const place = `byte ${at}, bit ${bit & 7}: ${flipped.toString().slice(Math.max(0, at - 20), at + 20)}`;
      const after = keysOf(outstanding(entries));
      // What is damaged is told with exit status 1; all else must say what it said.
      assert.ok(damaged || before.every(key => after.includes(key)), place);
      assert.ok(damaged || entries.length >= length, place);
    }
  });
}

function keysOf(open: readonly OutstandingCopy[]): readonly string[] {
  return open.map(({ manager, key }) => `${manager} ${key}`);
}
