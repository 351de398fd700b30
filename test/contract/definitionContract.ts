import assert from 'node:assert/strict';
import type { Result } from '../../src/core/result.ts';
import type {
  DefinitionManager,
  NewDefinition,
} from '../../src/services/ports/copies/copyManager.ts';
import { runId } from '../support/ids.ts';
import { test } from '../support/test.ts';
import { givenUp, onContext, type Prepare } from './rig.ts';

/** An empty manager, and what its maker knows that the port does not tell. */
export interface DefinitionContext {
  readonly manager: DefinitionManager;
  /** What the tasks of a definition get: `KEY from arn:…`, as whom; null where it is not active. */
  readonly read: (key: string) => Promise<string | null>;
  /** Somebody else registers one of this name. */
  readonly plant: (name: string) => Promise<void>;
}

const run = runId('1k0K4WlGep8ZTM');
const never = new AbortController().signal;

/** What every manager of job definitions does. `title` names the one that is held to it. */
export function definitionContract(title: string, prepare: Prepare<DefinitionContext>): void {
  const holds = (name: string, body: (context: DefinitionContext) => Promise<void>): void => {
    test(`${title}: ${name}`, onContext(prepare, body));
  };

  holds('its id names the very place', ({ manager }) => {
    assert.match(manager.id, /^batch:\d+:[\w-]+$/);
    return Promise.resolve();
  });

  holds(
    'a definition brings its copies to tasks, and tells its run and its time',
    async context => {
      const { manager, read } = context;
      got(await manager.put(definition('ALIGN'), never));
      assert.equal(await read('tower-1k0K4WlGep8ZTM-ALIGN'), 'KEY from arn:copy:ALIGN as arn:role');
      const [listed, ...more] = got(await manager.list(never));
      assert.deepEqual(
        [listed?.key, listed?.tags['nextflow-secrets-run'], more.length],
        ['tower-1k0K4WlGep8ZTM-ALIGN', run, 0],
      );
      assert.ok(Math.abs((listed?.createdAt ?? 0) - Date.now()) < 600_000);
    },
  );

  holds(
    'the same one again succeeds, is listed once, and goes whole',
    async ({ manager, read }) => {
      const align = definition('ALIGN');
      got(await manager.put(align, never));
      got(await manager.put(align, never));
      assert.equal(got(await manager.list(never)).length, 1);
      got(await manager.remove(align.definition.key, never));
      assert.equal(await read(align.definition.key), null);
      assert.deepEqual(got(await manager.list(never)), []);
    },
  );

  holds('removing what is not there succeeds, and takes no other', async ({ manager, read }) => {
    const [align, call] = [definition('ALIGN'), definition('CALL')];
    got(await manager.put(align, never));
    got(await manager.put(call, never));
    got(await manager.remove(align.definition.key, never));
    got(await manager.remove(align.definition.key, never));
    got(await manager.remove('tower-1k0K4WlGep8ZTM-NEVER', never));
    assert.ok(await read(call.definition.key));
  });

  holds('a name that was removed can be used again', async ({ manager, read }) => {
    const align = definition('ALIGN');
    got(await manager.put(align, never));
    got(await manager.remove(align.definition.key, never));
    got(await manager.put({ ...align, executionRole: 'arn:other' }, never));
    assert.equal(await read(align.definition.key), 'KEY from arn:copy:ALIGN as arn:other');
  });

  holds('definitions of other forms are nobody’s run and not listed', async context => {
    await context.plant('tower-of-the-lab');
    await context.plant('nf-lab-align-1');
    await context.plant('tower-2XDXxX0vCX8xhx-CALL');
    assert.deepEqual(
      got(await context.manager.list(never)).map(({ key, createdAt }) => [key, createdAt]),
      [['tower-2XDXxX0vCX8xhx-CALL', null]],
    );
  });

  holds(givenUp.title, ({ manager }) => givenUp.check(signal => manager.list(signal)));
}

function definition(process: string): NewDefinition {
  return {
    definition: {
      key: `tower-${run}-${process}`,
      secrets: ['KEY'],
      image: 'lab/tool:1',
      jobRole: null,
      logsGroup: null,
      mounts: [],
      fargate: false,
    },
    run,
    executionRole: 'arn:role',
    copies: new Map([['KEY', `arn:copy:${process}`]]),
  };
}

function got<T, E>(result: Result<T, E>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}
