import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { newRunId, parseRunId } from '../../../../../src/core/runs/record/runId.ts';

test('an id is 14 base-62 characters and reads back', () => {
  const id = newRunId(randomBytes);
  assert.equal(parseRunId(id), id);
});

test('every character is equally likely: bytes past the last whole alphabet are skipped', () => {
  const bytes = [248, 255, 0, 61, 62, 247, ...new Array<number>(30).fill(1)];
  assert.equal(
    newRunId(() => Uint8Array.from(bytes)),
    '0z0z1111111111',
  );
});

test('what is no id is not taken for one', () => {
  for (const text of ['', '../../etc/passwd', '1k0K4WlGep8ZT', '1k0K4WlGep8ZTM\n']) {
    assert.equal(parseRunId(text), null);
  }
});
