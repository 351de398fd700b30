import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { unattendedPlaces } from '../../../src/adapters/copies/cloudPlaces.ts';
import { JournalFile } from '../../../src/adapters/copies/journalFile.ts';
import { copyKey } from '../../../src/core/runs/copies/copyKey.ts';
import { expiry } from '../../../src/core/runs/copies/expiry.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import { ExpiryRenewer } from '../../../src/supervisor/expiryRenewer.ts';
import { secretName } from '../../support/catalogs.ts';
import { GoogleServer } from '../../support/google/googleServer.ts';
import { runId } from '../../support/ids.ts';
import { until } from '../../support/until.ts';

const run = runId('1k0K4WlGep8ZTM');
const signal = new AbortController().signal;
const hour = 60 * 60 * 1000;
const target = {
  kind: 'google-batch',
  project: 'research',
  location: 'europe-west1',
  credentialsFile: null,
} as const;
const keys = ['ONE', 'TWO'].map(name => copyKey('google', run, secretName(name)));

test('Google: copies live as long as their run, and a day at most without it', async () => {
  // Only dates: what waits for an answer waits in real time.
  mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-expiry-'));
  const server = await GoogleServer.start();
  server.service.now = () => Date.now();
  Object.assign(process.env, server.environment);
  const journal = new JournalFile(join(folder, 'journal.jsonl'));
  const place = await unattendedPlaces.copies(target, signal);
  assert.ok(place.ok);
  const { manager } = place.value;
  let expiryRenewer: ExpiryRenewer | null = null;
  try {
    const copies = keys.map(key => ({ manager: manager.id, key }));
    await journal.append({ kind: 'intended', at: Date.now(), copies });
    for (const key of keys) {
      const expiresAt = Date.now() + expiry;
      assert.ok(
        (await manager.put({ key, value: new SecretValue('x'), run, expiresAt }, signal)).ok,
      );
    }
    await journal.append({ kind: 'published', at: Date.now(), copies });
    expiryRenewer = new ExpiryRenewer(target, journal, 20);
    for (let age = 0; age <= 3 * expiry; age += 23 * hour) {
      mock.timers.tick(23 * hour);
      const end = Math.floor((Date.now() + expiry) / 1000);
      await until(() => ends(server).every(at => at === end));
    }
    expiryRenewer.dispose();
    // A renewal may be under way.
    const renewals = server.faults.count('updateSecret');
    await until(() => server.faults.count('updateSecret') % keys.length === 0);
    assert.ok(renewals >= 3 * keys.length);
    mock.timers.tick(expiry - hour);
    assert.equal(ends(server).length, keys.length);
    mock.timers.tick(2 * hour);
    assert.deepEqual(ends(server), []);
  } finally {
    expiryRenewer?.dispose();
    place.value.dispose();
    server.stop();
    mock.timers.reset();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** When Google removes the copies that are there, in seconds since 1970. */
function ends(server: GoogleServer): readonly number[] {
  return server.service
    .listSecrets('projects/research', '', 100, '')
    .secrets.map(({ expireTime }) => expireTime?.seconds ?? 0);
}
