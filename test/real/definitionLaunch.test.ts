import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import {
  afterwards,
  type Cloud,
  type CloudLaunch,
  launchInCloud,
  markedValues,
  readLaunched,
} from '../support/cloudLaunch.ts';
import { awsRuns } from '../support/cloudRuns.ts';
import { filesBelow } from '../support/filesWith.ts';
import { MotoBatch } from '../support/motoBatch.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/**
 * Launches whose tasks AWS Batch gives their secrets, by job definitions of the run. Where Nextflow
 * would name a definition to Batch it names it to `docker` here, which does what Batch does: looks
 * the definition up, reads the secrets that it names, and starts the task with them.
 */

const role = 'arn:aws:iam::123456789012:role/TowerForge-abc-ExecutionRole';

const docker = (aws: string): string => `#!/bin/bash
set -e
for word; do
  case $word in job-definition://*) definition=\${word#job-definition://} ;; esac
done
while [ $# -gt 0 ] && [ "$1" != /bin/bash ]; do shift; done
[ $# -gt 0 ] || exit 0
if [ -n "$definition" ]; then
  secrets=$('${aws}' batch describe-job-definitions --region eu-west-1 --status ACTIVE \\
    --job-definition-name "$definition" --output text \\
    --query 'jobDefinitions[0].containerProperties.secrets[].[name,valueFrom]')
  while read -r name arn; do
    value=$('${aws}' secretsmanager get-secret-value --region eu-west-1 --secret-id "$arn" \\
      --output text --query SecretString)
    export "$name=$value"
  done <<< "$secrets"
fi
exec "$@"
`;

interface BatchCloud extends Cloud {
  readonly batch: MotoBatch;
}

async function cloud(): Promise<BatchCloud> {
  const [moto, cli] = [requireTool('moto'), requireTool('the aws command')];
  const context = await awsRuns(moto, role);
  return {
    context,
    batch: new MotoBatch(context.url),
    config: `aws.batch.cliPath = '${cli}'\ndocker.enabled = true\n`,
    // Batch reads with the execution role, and a task that fetches has the role of its job.
    environment: { AWS_ACCESS_KEY_ID: 'AKIARESEARCH', AWS_SECRET_ACCESS_KEY: 'research-key' },
    reach: config => config,
    options: { delivery: 'job-definition' },
    programs: { docker: docker(cli) },
  };
}

/** A task that waits for the test, one behind it, and one whose image only the run knows. */
const script = `
params.status = 0
params.tool = 'tool'
process FIRST {
    container 'quay.io/lab/first:1.0'
    secret 'ONE'
    output: val true
    script:
    """
    [ "\\\${ONE#canary}" != "\\$ONE" ] && [ -z "\\\${TWO-}\\\${THREE-}" ] || exit 70
    touch $launchDir/started
    while [ ! -e $launchDir/go ]; do sleep 0.1; done
    exit $params.status
    """
}
process SECOND {
    container 'quay.io/lab/second:1.0'
    secret 'TWO'
    secret 'ONE'
    input: val ready
    script:
    """
    [ "\\\${TWO#canary}" != "\\$TWO" ] && [ "\\\${ONE#canary}" != "\\$ONE" ] && [ -z "\\\${THREE-}" ] || exit 71
    touch $launchDir/second
    """
}
process THIRD {
    container "quay.io/lab/\${params.tool}:1.0"
    secret 'THREE'
    input: val ready
    script:
    """
    [ "\\\${THREE#canary}" != "\\$THREE" ] && [ -z "\\\${ONE-}\\\${TWO-}" ] || exit 72
    touch $launchDir/third
    """
}
workflow {
    FIRST()
    SECOND(FIRST.out)
    THIRD(FIRST.out)
}
`;

type Started = CloudLaunch<BatchCloud>;

/** Launches, and waits until the first task has its secret. */
async function started(t: TestContext, ...options: readonly string[]): Promise<Started> {
  const launched = await launchInCloud(
    t,
    cloud,
    script,
    rig => markedValues(rig, ['ONE', 'TWO', 'THREE']),
    options,
  );
  await launched.rig.reached('started');
  return launched;
}

const keys = (run: string): readonly string[] => [`tower-${run}-FIRST`, `tower-${run}-SECOND`];

/** Checks that each definition of the run was deregistered, and nothing else is left of it. */
async function ended(launched: Started): Promise<string> {
  const how = await afterwards(launched);
  const { run, cloud: here } = launched;
  assert.deepEqual(await here.batch.names(), []);
  assert.deepEqual(await here.batch.inactiveNames(), keys(run));
  return how;
}

/** The container that Nextflow gave each task, and what it fetches. */
async function containers({ rig }: Started): Promise<readonly string[]> {
  const files = filesBelow(rig.launchFolder).filter(file => file.endsWith('.command.run'));
  const texts = await Promise.all(files.map(file => readFile(file, 'utf8')));
  return texts
    .map(text => {
      const name = /^### name: '(\w+)/m.exec(text)?.[1] ?? '?';
      const image = /docker run .* (\S+) \/bin\/bash/.exec(text)?.[1] ?? '?';
      const fetches = /^\s*nfs_fetch (.*)$/m.exec(text)?.[1] ?? 'nothing';
      return `${name} in ${image} fetches ${fetches}`;
    })
    .sort();
}

test('AWS Batch sets secrets by the definitions of the run, which end with it', async t => {
  const launched = await started(t);
  const { plan, rig, run, cloud: here } = launched;
  assert.deepEqual(
    plan.backend.deliveries.map(({ process, delivery }) => `${process} ${delivery ?? 'none'}`),
    ['FIRST job-definition', 'SECOND job-definition', 'THIRD fetch'],
  );
  assert.deepEqual(await here.batch.names(), keys(run));
  const active = (await here.batch.active()).map(
    ({ jobDefinitionName, containerProperties: its }) =>
      [
        jobDefinitionName,
        [its?.image, its?.executionRoleArn, its?.secrets?.map(({ name }) => name)],
      ] as const,
  );
  assert.deepEqual([...new Map(active).values()].sort(), [
    ['quay.io/lab/first:1.0', role, ['ONE']],
    ['quay.io/lab/second:1.0', role, ['ONE', 'TWO']],
  ]);
  const copies = ['ONE', 'THREE', 'TWO'].map(name => `tower-${run}/${name}`);
  assert.deepEqual(await here.context.standing(), copies);
  const config = new RunFolder(join(rig.home, 'runs'), run).config;
  const { process: head } = (await rig.find(run)).record;
  const line = await readFile(`/proc/${head?.pid ?? 0}/cmdline`, 'utf8');
  assert.ok(line.includes(`-c\0${config}\0`), line);
  await rig.letGo();
  assert.equal(await ended(launched), 'succeeded 0', await rig.host.readConsole(run, 0));
  assert.deepEqual(await containers(launched), [
    `FIRST in job-definition://tower-${run}-FIRST fetches nothing`,
    `SECOND in job-definition://tower-${run}-SECOND fetches nothing`,
    'THIRD in quay.io/lab/tool:1.0 fetches THREE',
  ]);
  await readLaunched(launched, 'second');
  await readLaunched(launched, 'third');
});

test('a failing task fails the run, and its definitions end with it', async t => {
  const launched = await started(t, '--status', '3');
  await launched.rig.letGo();
  assert.equal(await ended(launched), 'failed 1');
});

test('a killed supervisor’s definitions stay for the tasks to come, and go with the run', async t => {
  const launched = await started(t);
  const { rig, run, cloud: here } = launched;
  await rig.kill(run, 'supervisor');
  assert.deepEqual(await rig.recover(), [{ ok: true, value: run }]);
  assert.deepEqual(await here.batch.names(), keys(run));
  await rig.letGo();
  assert.equal(await ended(launched), 'succeeded');
  await readLaunched(launched, 'second');
  await readLaunched(launched, 'third');
});

test('definitions that a supervisor and Nextflow leave that are killed together are swept', async t => {
  const launched = await started(t);
  const { rig, run, cloud: here } = launched;
  await rig.kill(run, 'both');
  assert.deepEqual(await here.batch.names(), keys(run));
  await rig.recover();
  assert.equal(await ended(launched), 'lost');
  await rig.letGo(); // Its job is still there.
});
