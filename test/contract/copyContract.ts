import assert from 'node:assert/strict';
import type { Result } from '../../src/core/result.ts';
import { SecretValue } from '../../src/core/secrets/secretValue.ts';
import type { CopyManager, NewCopy } from '../../src/services/ports/copies/copyManager.ts';
import { runId } from '../support/ids.ts';
import { test } from '../support/test.ts';
import { givenUp, onContext, type Prepare } from './rig.ts';

/** An empty manager, and what its maker knows that the port does not tell. */
export interface CopyContext {
  readonly manager: CopyManager;
  /** Joins a run and a name, as this manager's keys do: `tower-<run>/<NAME>`. */
  readonly keyOf: (run: string, name: string) => string;
  /** The value as a task would read it; null where there is none. */
  readonly read: (key: string) => Promise<string | null>;
  /** Whether a copy's expiry can be told and moved. */
  readonly expires: boolean;
}

const run = runId('1k0K4WlGep8ZTM');
const canary = 'canary-93ab';
const never = new AbortController().signal;
const hour = 3_600_000;
const many = 120;

/** What every manager of copies does. `title` names the one that is held to it. */
export function copyContract(title: string, prepare: Prepare<CopyContext>): void {
  const holds = (name: string, body: (context: CopyContext) => Promise<void>): void => {
    test(`${title}: ${name}`, onContext(prepare, body));
  };

  holds('its id names the very place', ({ manager }) => {
    assert.match(manager.id, /^[a-z]+:[\w:.-]+$/);
    return Promise.resolve();
  });

  holds('a copy is there byte for byte, and listed without its value', async context => {
    const { manager, read } = context;
    const value = `${canary} "quoted" \`x\` $HOME \\ \n ü 🔑`;
    const copy = copyOf(context, 'API_TOKEN', value);
    got(await manager.put(copy, never));
    assert.equal(await read(copy.key), value);
    const listed = got(await manager.list(never));
    assert.deepEqual(
      listed.map(({ key, deletedAt }) => ({ key, deletedAt })),
      [{ key: copy.key, deletedAt: null }],
    );
    assert.ok(!JSON.stringify(listed).includes(canary));
  });

  holds(
    'a copy can be read again by its manager, and one that is not there cannot',
    async context => {
      const { manager } = context;
      const value = `${canary} \n ü 🔑 \n`;
      const copy = copyOf(context, 'API_TOKEN', value);
      got(await manager.put(copy, never));
      assert.equal(got(await manager.read(copy.key, never)).reveal(), value);
      assert.equal((await manager.read(context.keyOf(run, 'NEVER_THERE'), never)).ok, false);
    },
  );

  holds('what it writes on a copy tells the run, where it may write', async context => {
    const { manager } = context;
    got(await manager.put(copyOf(context, 'API_TOKEN'), never));
    const [listed] = got(await manager.list(never));
    assert.ok(Object.values(listed?.tags ?? {}).includes(run), JSON.stringify(listed));
  });

  holds('putting the same copy again succeeds, as an answer may have been lost', async context => {
    const { manager, read } = context;
    const copy = copyOf(context, 'API_TOKEN');
    got(await manager.put(copy, never));
    got(await manager.put(copy, never));
    assert.equal(await read(copy.key), canary);
    assert.equal(got(await manager.list(never)).length, 1);
  });

  holds('a removed copy is gone for good, and removing it again succeeds', async context => {
    const { manager, read } = context;
    const copy = copyOf(context, 'API_TOKEN');
    got(await manager.put(copy, never));
    got(await manager.remove(copy.key, never));
    assert.equal(await read(copy.key), null);
    assert.deepEqual(got(await manager.list(never)), []);
    got(await manager.remove(copy.key, never));
    got(await manager.remove(context.keyOf(run, 'NEVER_THERE'), never));
  });

  holds('a key that was removed can be used again', async context => {
    const { manager, read } = context;
    const copy = copyOf(context, 'API_TOKEN', 'first');
    got(await manager.put(copy, never));
    got(await manager.remove(copy.key, never));
    got(await manager.put({ ...copy, value: new SecretValue('second') }, never));
    assert.equal(await read(copy.key), 'second');
  });

  holds('many are put, listed whole and removed at once', async context => {
    const { manager } = context;
    const copies = Array.from({ length: many }, (_, at) => copyOf(context, `MANY_${at}`));
    await Promise.all(
      copies.map(async copy => {
        got(await manager.put(copy, never));
      }),
    );
    const listed = got(await manager.list(never)).map(({ key }) => key);
    assert.deepEqual(listed.sort(), copies.map(({ key }) => key).sort());
    await Promise.all(
      copies.map(async ({ key }) => {
        got(await manager.remove(key, never));
      }),
    );
    assert.deepEqual(got(await manager.list(never)), []);
  });

  holds('the expiry of a copy moves, where it has one', async context => {
    const { manager } = context;
    const copy = copyOf(context, 'API_TOKEN');
    got(await manager.put(copy, never));
    const later = copy.expiresAt + hour;
    got(await manager.extend(copy.key, later, never));
    const [listed] = got(await manager.list(never));
    const expiresAt = listed?.expiresAt ?? null;
    assert.ok(context.expires ? Math.abs((expiresAt ?? 0) - later) < 1000 : expiresAt === null);
  });

  holds(givenUp.title, ({ manager }) => givenUp.check(signal => manager.list(signal)));
}

function copyOf({ keyOf }: CopyContext, name: string, value = canary): NewCopy {
  return {
    key: keyOf(run, name),
    value: new SecretValue(value),
    run,
    expiresAt: Date.now() + 24 * hour,
  };
}

function got<T, E>(result: Result<T, E>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}
