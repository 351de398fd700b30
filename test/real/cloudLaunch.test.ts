import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { commonConsequence } from '../../src/core/arrival/arrivalConsequence.ts';
import {
  afterwards,
  type Cloud,
  type CloudLaunch,
  launchInCloud,
  markedValues,
  readLaunched,
} from '../support/cloudLaunch.ts';
import { awsRuns } from '../support/cloudRuns.ts';
import { fetchedValues } from '../support/fetchedValues.ts';
import { googleBatch } from '../support/google/googleBatch.ts';
import { taskToken } from '../support/google/httpFace.ts';
import type { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** Launches whose tasks fetch their secrets, in both clouds; see `support/cloudLaunch`. */

const clouds = {
  async 'AWS Batch'(): Promise<Cloud> {
    const [moto, cli] = [requireTool('moto'), requireTool('the aws command')];
    const context = await awsRuns(moto);
    return {
      context,
      config: `aws.batch.cliPath = '${cli}'\n`,
      // A task has the role of its job instead.
      environment: { AWS_ACCESS_KEY_ID: 'AKIARESEARCH', AWS_SECRET_ACCESS_KEY: 'research-key' },
      reach: config => config,
    };
  },

  'Google Batch': googleBatch,
};

type CloudName = keyof typeof clouds;

type Started = CloudLaunch<Cloud>;

function start(
  t: TestContext,
  name: CloudName,
  ...more: Tail<Parameters<typeof launchInCloud<Cloud>>>
): Promise<Started> {
  return launchInCloud<Cloud>(t, context => clouds[name](context), ...more);
}

type Tail<T> = T extends [unknown, unknown, ...infer Rest] ? Rest : never;

/** A task that waits for the test, and one behind it that is submitted later. */
const waiting = `
params.wait = false
params.status = 0
params.last = 0
process FIRST {
    secret 'ONE'
    output: val true
    script:
    """
    [ "\\\${ONE#canary}" != "\\$ONE" ] && [ -z "\\\${TWO-}" ] || exit 70
    touch $launchDir/started
    while [ $params.wait = true ] && [ ! -e $launchDir/go ]; do sleep 0.1; done
    exit $params.status
    """
}
process SECOND {
    secret 'TWO'
    input: val ready
    script:
    """
    [ "\\\${TWO#canary}" != "\\$TWO" ] && [ -z "\\\${ONE-}" ] || exit 71
    touch $launchDir/second
    if [ $params.last != 0 ]; then echo "said \\$TWO"; exit $params.last; fi
    """
}
workflow {
    println "head: \${secrets.HEAD}"
    SECOND(FIRST())
}
`;

const marked = (rig: RunRig): Readonly<Record<string, string>> =>
  markedValues(rig, ['ONE', 'TWO', 'HEAD', 'UNUSED']);

const every = Object.fromEntries(fetchedValues.map(({ value }, at) => [`V${at}`, value]));
const everyValue = `
process EVERY {
    secret ${Object.keys(every)
      .map(name => `'${name}'`)
      .join(', ')}
    script:
    """
    for name in ${Object.keys(every).join(' ')}; do printf %s "\\\${!name}" > "$launchDir/\\$name"; done
    """
}
workflow { EVERY() }
`;

for (const name of Object.keys(clouds) as CloudName[]) {
  test(`${name}: every value arrives byte for byte, as its plan says`, async t => {
    const started = await start(t, name, everyValue, () => every);
    const { plan, rig, run, cloud } = started;
    const advice = plan.published.flatMap(({ consequences }) => consequences);
    assert.deepEqual(
      // That a common word is not redacted has nothing to do with how it arrives.
      advice.filter(({ severity, text }) => severity !== 'info' && text !== commonConsequence.text),
      [],
    );
    assert.deepEqual(
      plan.backend.deliveries.map(({ process, delivery }) => `${process} ${delivery ?? 'none'}`),
      ['EVERY fetch'],
    );
    const { record } = await rig.ended(run);
    assert.ok(record.state.kind === 'ended');
    assert.equal(record.state.outcome, 'succeeded', await rig.host.readConsole(run, 0));
    for (const [at, { what, value }] of fetchedValues.entries()) {
      assert.equal(await readLaunched(started, `V${at}`), value, what);
    }
    assert.deepEqual(await cloud.context.standing(), []);
    assert.equal((await rig.host.readConsole(run, 0)).includes(taskToken), false);
  });

  test(`${name}: while it runs the cloud has what tasks declare, the head what it reads`, async t => {
    const started = await start(t, name, waiting, marked, ['--wait', 'true']);
    const { rig, run, cloud } = started;
    await rig.reached('started');
    const keys = await cloud.context.standing();
    assert.deepEqual(
      keys.map(key => key.replace(/^tower-\w{14}[-/]/, '')),
      ['ONE', 'TWO'],
    );
    const { record } = await rig.find(run);
    assert.equal(record.target?.kind, cloud.context.target.kind);
    await rig.letGo();
    assert.equal(await afterwards(started), 'succeeded 0');
    assert.match(await rig.host.readConsole(run, 0), /head: \[secret HEAD\]/);
    await readLaunched(started, 'second');
  });

  test(`${name}: a failing task fails the run, and nothing is left`, async t => {
    const started = await start(t, name, waiting, marked, ['--status', '3']);
    assert.equal(await afterwards(started), 'failed 1');
  });

  test(`${name}: a task that may not read its secret fails and says so, and nothing is left`, async t => {
    const started = await start(t, name, waiting, marked, [], cloud => {
      cloud.context.next('read', 'deny');
    });
    assert.equal(await afterwards(started), 'failed 1');
    const console = await started.rig.host.readConsole(started.run, 0);
    assert.match(console, /Nextflow Secrets: cannot read the secret ONE/);
    await assert.rejects(readLaunched(started, 'started'), { code: 'ENOENT' });
  });

  test(`${name}: Stop ends Nextflow and its job, and nothing is left`, async t => {
    const started = await start(t, name, waiting, marked, ['--wait', 'true']);
    const { rig, run } = started;
    await rig.reached('started');
    await rig.stop(run);
    assert.equal(await afterwards(started), 'stopped 1');
  });

  test(`${name}: a killed supervisor’s copies stay for the tasks to come, and go with the run`, async t => {
    const started = await start(t, name, waiting, marked, ['--wait', 'true']);
    const { rig, run, cloud } = started;
    await rig.reached('started');
    await rig.kill(run, 'supervisor');
    assert.deepEqual(await rig.recover(), [{ ok: true, value: run }]);
    assert.equal((await cloud.context.standing()).length, 2);
    await rig.letGo();
    assert.equal(await afterwards(started), 'succeeded');
    await readLaunched(started, 'second');
  });

  for (const readable of [true, false]) {
    const what = readable
      ? 'is redacted with values from the cloud'
      : 'is left out where values cannot be read again';
    test(`${name}: what a task prints after its run was adopted ${what}`, async t => {
      const options = ['--wait', 'true', '--last', '5'];
      const started = await start(t, name, waiting, marked, options);
      const { rig, run, cloud } = started;
      await rig.reached('started');
      await rig.kill(run, 'supervisor');
      if (!readable) {
        cloud.context.next('read', 'deny', 'deny');
      }
      await rig.recover();
      if (!readable) {
        // Tasks read there too, and what is denied is to be denied to the supervisor.
        const leftOut = /Output is skipped from here on/;
        await until(async () => leftOut.test(await rig.host.readConsole(run, 0)), 'the adoption');
      }
      await rig.letGo();
      const { record } = await rig.ended(run);
      const console = await rig.host.readConsole(run, 0);
      assert.ok(!console.includes(rig.canary));
      assert.match(console, /Submitted process > SECOND/);
      if (readable) {
        assert.match(console, /said \[secret TWO\]/);
        assert.ok(record.leaks);
      } else {
        assert.match(console, /Output is skipped from here on: ONE, TWO/);
        assert.doesNotMatch(console, /said/);
        assert.equal(record.leaks, undefined);
      }
    });
  }

  test(`${name}: what a supervisor and Nextflow leave that are killed together is swept`, async t => {
    const started = await start(t, name, waiting, marked, ['--wait', 'true']);
    const { rig, run, cloud } = started;
    await rig.reached('started');
    await rig.kill(run, 'both');
    assert.equal((await cloud.context.standing()).length, 2);
    await rig.recover();
    assert.equal(await afterwards(started), 'lost');
    await rig.letGo(); // Its job is still there.
  });
}
