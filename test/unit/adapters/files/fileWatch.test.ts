import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { FileWatch } from '../../../../src/adapters/files/fileWatch.ts';
import { until } from '../../../support/until.ts';

/** Longer than changes settle. */
const quiet = 800;

interface Fixture {
  readonly folder: string;
  readonly watch: FileWatch;
  /** Waits for the next change to be told. */
  readonly notified: () => Promise<void>;
  readonly count: () => number;
}

function watching(title: string, body: (context: Fixture) => Promise<void>): void {
  test(title, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-watch-'));
    let count = 0;
    let seen = 0;
    const watch = new FileWatch(() => {
      count += 1;
    });
    try {
      await body({
        folder,
        watch,
        count: () => count,
        notified: async () => {
          await until(() => count > seen);
          seen = count;
        },
      });
    } finally {
      watch.dispose();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

watching(
  'a file that is made, changed, replaced or removed is told',
  async ({ folder, watch, notified }) => {
    const file = join(folder, 'credentials');
    watch.add(file);
    await writeFile(file, 'one');
    await notified();
    await writeFile(file, 'two');
    await notified();
    await writeFile(`${file}.new`, 'three');
    await rename(`${file}.new`, file);
    await notified();
    await rm(file);
    await notified();
  },
);

watching('what lies beside a file is of no interest', async ({ folder, watch, count }) => {
  watch.add(join(folder, 'credentials'));
  await writeFile(join(folder, 'other'), '');
  await delay(quiet);
  assert.equal(count(), 0);
});

watching(
  'folders that come later are followed to the file',
  async ({ folder, watch, notified }) => {
    const file = join(folder, '.aws', 'sso', 'cache', 'token.json');
    watch.add(file);
    await mkdir(join(folder, '.aws', 'sso', 'cache'), { recursive: true });
    await writeFile(file, '{}');
    await notified();
    await delay(quiet);
    await writeFile(file, '{"a": 1}');
    await notified();
  },
);

watching(
  'a folder that is removed and comes again is watched again',
  async ({ folder, watch, notified }) => {
    const inner = join(folder, 'gcloud');
    const file = join(inner, 'credentials.json');
    await mkdir(inner);
    watch.add(file);
    await rm(inner, { recursive: true, maxRetries: 5 });
    await delay(quiet);
    await mkdir(inner);
    await writeFile(file, '{}');
    await notified();
  },
);
