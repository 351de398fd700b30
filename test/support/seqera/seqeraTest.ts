import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlatformStores } from '../../../src/adapters/seqera/platformStores.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { Result } from '../../../src/core/result.ts';
import { type SecretScope, userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import { failureMessage } from '../../../src/core/words/failureMessage.ts';
import type { SecretStore } from '../../../src/services/ports/stores/secretStore.ts';
import type { SeqeraSession } from '../../../src/services/ports/stores/seqeraSessions.ts';
import type { SeqeraStores } from '../../../src/services/ports/stores/seqeraStores.ts';
import { folder, secretName } from '../catalogs.ts';
import { addOrganization, type FakeOrganization } from './fakeOrganization.ts';
import { FakePlatform } from './fakePlatform.ts';

/** A call that hangs is waited for in vain; any other answers before that. */
const impatient = { timeout: 6000, tries: 4, firstWait: 1, longestWait: 1000 };
export const never = new AbortController().signal;
export const name = secretName('API_TOKEN');
export const canary = 'canary-2b6e';
export const value = new SecretValue(canary);
export const workspaceScope: SecretScope = { kind: 'workspace', folder };

/** A Platform with people, and stores on it. */
export interface SeqeraFixture extends FakeOrganization {
  readonly platform: FakePlatform;
  readonly stores: SeqeraStores;
  /** Opens a store as Ada. */
  readonly open: (workspace: string | null, token?: string) => SecretStore;
  /** The same for runs. */
  readonly session: (workspace: string | null, token?: string) => Promise<SeqeraSession>;
}

/** A test on a Platform of its own; no token, and no value, is where it must not be. */
export function seqera(title: string, body: (context: SeqeraFixture) => Promise<void>): void {
  test(`Seqera: ${title}`, async () => {
    const platform = await FakePlatform.start();
    const people = addOrganization(platform);
    const { endpoint } = platform;
    const as = (token: string): PlatformStores =>
      new PlatformStores(() => Promise.resolve(new SecretValue(token)), impatient);
    const open = (workspace: string | null, token = people.ada.token): SecretStore => {
      const made = as(token);
      const choice = { kind: 'seqera', endpoint, user: null, workspace } as const;
      return made.create(workspace === null ? userScope : workspaceScope, choice);
    };
    const session = async (
      workspace: string | null,
      token = people.ada.token,
    ): Promise<SeqeraSession> => {
      const opened = await as(token).open({ endpoint, user: null, workspace }, never);
      return opened.ok ? opened.value : assert.fail(JSON.stringify(opened.error));
    };
    try {
      const stores = new PlatformStores(() => Promise.resolve(null), impatient);
      await body({ platform, stores, open, session, ...people });
    } finally {
      await platform.stop();
    }
    assert.deepEqual(platform.problems, []);
    for (const { url, headers, body: sent } of platform.requests) {
      const { authorization, ...others } = headers;
      assert.ok(authorization === undefined || authorization.startsWith('Bearer '));
      assert.ok(!`${url}${JSON.stringify(others)}${sent}`.includes('token-of-'), url);
      assert.ok(!`${url}${JSON.stringify(headers)}`.includes('canary'), url);
    }
  });
}

/** `done`, or the failure, which tells no value and no token. */
export function outcome<T>(result: Result<T, Failure>): unknown {
  const said = `${JSON.stringify(result)}${result.ok ? '' : failureMessage(result.error)}`;
  assert.ok(!said.includes('canary') && !said.includes('token-of-'), said);
  return result.ok ? 'done' : result.error;
}

/** Whether a failure has these facts, and maybe more. */
export function partly(found: unknown, expected: unknown): void {
  const given = Object.entries(found as object).filter(([key]) => key in (expected as object));
  assert.deepEqual(Object.fromEntries(given), expected, JSON.stringify(found));
}
