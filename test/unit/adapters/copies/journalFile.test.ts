import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JournalFile } from '../../../../src/adapters/copies/journalFile.ts';
import type { JournalEntry } from '../../../../src/core/runs/record/journal.ts';
import { mountSmall } from '../../../support/mountSmall.ts';
import { test } from '../../../support/test.ts';

test('an intent that the disk takes a part of fails, so that nothing is made, and leaves no torn line', async t => {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-journal-'));
  mountSmall(t, home, 'size=16k,mode=0700');
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const path = join(home, 'journal.jsonl');
  const copies = Array.from({ length: 80 }, (_, at) => ({
    manager: `file:/dev/shm/nextflow-secrets-0/1k0K4WlGep8ZTM`,
    key: `SECRET_${at}`,
  }));
  const many: JournalEntry = { kind: 'intended', at: 1, copies };
  const few: JournalEntry = { kind: 'intended', at: 1, copies: copies.slice(0, 1) };
  const filler = join(home, 'filler');
  for (const before of [[], [few]]) {
    await rm(path, { force: true });
    await rm(filler, { force: true });
    const written = new JournalFile(path);
    for (const entry of before) {
      await written.append(entry);
    }
    // Less than two pages are left of four.
    await writeFile(filler, Buffer.alloc(3 * 4096));
    await assert.rejects(written.append(many), { code: 'ENOSPC' });
    assert.deepEqual(await new JournalFile(path).read(), before);
    assert.ok((await readFile(path, 'utf8')).length < 400);
  }
  await rm(filler);
  const journal = new JournalFile(path);
  await journal.append(many);
  assert.deepEqual(await journal.read(), [few, many]);
});
