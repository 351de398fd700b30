import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { isClosed, readJournal } from '../../src/core/runs/record/journal.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** Reads secrets in every way; its task waits for a file, so that the test decides when it ends. */
const pipeline = {
  'main.nf': `
params.wait = false
params.status = 0
process USE {
    secret 'TASK_ONLY', 'BOTH'
    script:
    """
    [ "LENGTH" = $params.task_length ] || exit 70
    [ -z "\\\${OTHER-}" ] || exit 71
    touch $launchDir/started
    while [ $params.wait = true ] && [ ! -e $launchDir/go ]; do sleep 0.1; done
    exit $params.status
    """
}
workflow {
    log.info "read \${secrets.BOTH?.size()} and \${params.from_config}"
    println "printed: \${secrets.BOTH}"
    USE()
}
`.replace('LENGTH', '\\${#TASK_ONLY}'),
  'nextflow.config': `params.from_config = secrets.IN_CONFIG?.size()\n`,
};

interface Started {
  readonly rig: RunRig;
  readonly run: RunId;
}

async function start(t: TestContext, options: readonly string[]): Promise<Started> {
  const nextflow = requireTool('Nextflow');
  const rig = await RunRig.create(t, nextflow, pipeline);
  const task = rig.secret('TASK_ONLY', 'escaped');
  const secrets = [
    task,
    rig.secret('BOTH', 'raw'),
    rig.secret('IN_CONFIG', 'raw'),
    rig.secret('OTHER', 'raw'),
  ];
  const length = ['--task_length', String(task.value.length)];
  const run = await rig.launch(secrets, { arguments: [...length, ...options], stopTimeout: 5000 });
  return { rig, run };
}

/** Checks that nothing is left of a run, and tells how it ended. */
async function afterwards({ rig, run }: Started): Promise<string> {
  const { record, outstanding } = await rig.ended(run);
  assert.deepEqual(outstanding, []);
  const journal = readFileSync(join(rig.home, 'runs', run, 'journal.jsonl'), 'utf8');
  assert.ok(isClosed(readJournal(journal).entries), journal);
  assert.throws(() => readdirSync(record.storeFolder), { code: 'ENOENT' });
  assert.deepEqual(rig.leaks(run), []);
  const { state } = record;
  assert.equal(state.kind, 'ended');
  return `${state.outcome} ${state.exitCode ?? state.signal ?? ''}`.trim();
}

interface Exposure {
  readonly command: string;
  /** The process's own folder: a task's processes, its helpers too, stay in its work folder. */
  readonly cwd: string;
}

/** Where the marked values stand in the processes of this machine. */
function exposed(canary: string): { argv: Exposure[]; environment: Exposure[] } {
  const found = { argv: [] as Exposure[], environment: [] as Exposure[] };
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const read = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'latin1');
      const [argv, environ] = [read('cmdline'), read('environ')];
      const exposure = {
        command: argv.replaceAll('\0', ' ').trim(),
        cwd: readlinkSync(`/proc/${pid}/cwd`),
      };
      if (argv.includes(canary)) {
        found.argv.push(exposure);
      }
      if (environ.includes(canary)) {
        found.environment.push(exposure);
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

test('a run that succeeds reads its secrets and leaves nothing', async t => {
  const started = await start(t, []);
  assert.equal(await afterwards(started), 'succeeded 0');
  const console = await started.rig.host.readConsole(started.run, 0);
  assert.match(console, /read 26 and 31/);
  assert.match(console, /printed: \[secret BOTH\]/);
});

test('while it runs, values stand in no argument and in no environment but the task’s', async t => {
  const started = await start(t, ['--wait', 'true']);
  const { rig } = started;
  await rig.reached('started');
  const { argv, environment } = exposed(rig.canary);
  assert.deepEqual(argv, []);
  const work = join(rig.launchFolder, 'work/');
  assert.ok(environment.length > 0);
  assert.deepEqual(
    environment.filter(({ cwd }) => !cwd.startsWith(work)),
    [],
  );
  const allowed = rig.leaks(started.run).filter(file => !file.startsWith('/dev/shm/'));
  assert.deepEqual(allowed, []);
  await rig.letGo();
  assert.equal(await afterwards(started), 'succeeded 0');
});

test('a failing task fails the run, and nothing is left', async t => {
  const started = await start(t, ['--status', '3']);
  assert.equal(await afterwards(started), 'failed 1');
});

test('a config that fails, fails the run, and nothing is left', async t => {
  const started = await start(t, ['-profile', 'nonexistent']);
  assert.equal(await afterwards(started), 'failed 1');
});

test('Stop ends Nextflow and its task, and nothing is left', async t => {
  const started = await start(t, ['--wait', 'true']);
  const { rig, run } = started;
  await rig.reached('started');
  await rig.stop(run);
  assert.equal(await afterwards(started), 'stopped 1');
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`after ${signal} to Nextflow nothing is left`, async t => {
    const started = await start(t, ['--wait', 'true']);
    const { rig, run } = started;
    await rig.reached('started');
    const { record } = await rig.find(run);
    process.kill(record.process?.pid ?? assert.fail('Nextflow runs'), signal);
    assert.equal(await afterwards(started), signal === 'SIGTERM' ? 'failed 1' : 'killed SIGKILL');
    await rig.letGo();
  });
}

test('a supervisor that is told to stop stops Nextflow and leaves nothing', async t => {
  const started = await start(t, ['--wait', 'true']);
  const { rig, run } = started;
  await rig.reached('started');
  process.kill((await rig.find(run)).record.supervisor.pid, 'SIGTERM');
  assert.equal(await afterwards(started), 'stopped 1');
});

test('a killed supervisor’s run is adopted while Nextflow lives, and swept at its end', async t => {
  const started = await start(t, ['--wait', 'true']);
  const { rig, run } = started;
  await rig.reached('started');
  await rig.kill(run, 'supervisor');
  const recovered = await rig.recover();
  assert.deepEqual(recovered, [{ ok: true, value: run }]);
  assert.equal((await rig.find(run)).alive, true);
  await rig.letGo();
  assert.equal(await afterwards(started), 'succeeded');
  const console = await rig.host.readConsole(run, 0);
  assert.match(console, /Submitted process > USE/);
});

test('what a supervisor and Nextflow leave that are killed together is swept', async t => {
  const started = await start(t, ['--wait', 'true']);
  const { rig, run } = started;
  await rig.reached('started');
  const { record } = await rig.find(run);
  await rig.kill(run, 'both');
  assert.notDeepEqual(readdirSync(record.storeFolder), []);
  await rig.recover();
  assert.equal(await afterwards(started), 'lost');
});
