import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { leakyPipeline, leakySecrets } from '../support/leakyPipeline.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** The signal at which a test makes the command line lose an error. */
const lost = 'SIGUSR2';
const losing = `data:text/javascript,process.on('${lost}',()=>void Promise.reject(new Error('lost')))`;

/** A pipeline's folder, and the command line of this build on it. */
class CanaryRig {
  readonly home: string;
  readonly #nextflow: string;

  constructor(home: string, nextflow: string) {
    this.home = home;
    this.#nextflow = nextflow;
  }

  static async create(t: TestContext): Promise<CanaryRig> {
    const nextflow = requireTool('Nextflow');
    const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-canary-'));
    t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
    await mkdir(join(home, 'pipeline'));
    return new CanaryRig(home, nextflow);
  }

  get folder(): string {
    return join(this.home, 'pipeline');
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(this.folder, name), text);
    }
  }

  /** `whenStarted` gets the process once a file called `started` is in the folder. */
  async run(words: readonly string[], whenStarted?: (pid: number) => void): Promise<Ended> {
    const own = ['--nextflow', this.#nextflow, '--run-directory', join(this.home, 'runs')];
    const line = [resolve('dist/cli.js'), 'canary', this.folder, ...own, ...words];
    const child = spawn(process.execPath, ['--import', losing, ...line]);
    let out = '';
    let error = '';
    child.stdout.on('data', (text: Buffer) => (out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (error += text.toString()));
    const ended = new Promise<Ended>(done => {
      child.once('close', code => {
        done({ code, out, error });
      });
    });
    if (whenStarted) {
      await until(
        () => Promise.resolve(existsSync(join(this.folder, 'started')) ? true : null),
        'the task to start',
      );
      whenStarted(child.pid ?? 0);
    }
    return ended;
  }

  /** What is left of its runs. */
  get left(): readonly string[] {
    return readdirSync(join(this.home, 'runs'));
  }
}

test('the canary command finds where real values would have gone, and leaves no run', async t => {
  const rig = await CanaryRig.create(t);
  await rig.write(leakyPipeline);
  const { code, out, error } = await rig.run(['--format', 'json']);
  assert.equal(code, 1, error);
  const rows = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { name: string; file: string | null; line: number | null });
  assert.deepEqual([...new Set(rows.map(({ name }) => name))].sort(), [...leakySecrets].sort());
  const script = rows.find(({ name, file }) => name === 'SCRIPT' && file?.endsWith('.command.sh'));
  assert.equal(script?.line, 2);
  assert.doesNotMatch(out + error, /not-a-secret/);
  assert.deepEqual(rig.left, []);
});

test('the sample passes the canary command', async t => {
  const rig = await CanaryRig.create(t);
  await cp('samples/quickstart', rig.folder, { recursive: true });
  const { code, out, error } = await rig.run([]);
  assert.equal(code, 0, error);
  assert.equal(out, '');
  assert.match(error, /no leaks; \d+ files searched/);
  assert.match(error, /main\.nf:\d+ computes the name of a secret/);
  assert.deepEqual(rig.left, []);
});

for (const [signal, what, status] of [
  ['SIGINT', 'SIGINT to the canary command', 130],
  ['SIGTERM', 'SIGTERM to the canary command', 130],
  [lost, 'an error that nobody waits for', 2],
] as const) {
  test(`${what} stops the run and sweeps`, async t => {
    const rig = await CanaryRig.create(t);
    const script = `process WAIT {
  secret 'TOKEN'
  script: "touch $launchDir/started; sleep 600"
}
workflow { WAIT() }
`;
    await rig.write({ 'main.nf': script });
    const { code, error } = await rig.run([], pid => {
      process.kill(pid, signal);
    });
    assert.equal(code, status, error);
    assert.deepEqual(rig.left, []);
    assert.doesNotMatch(error, /^ +at /m);
    assert.equal(error.includes('unexpected error: lost'), signal === lost);
  });
}

test('a run that fails without a leak is no clean one', async t => {
  const rig = await CanaryRig.create(t);
  await rig.write({
    'main.nf': "process P {\n  secret 'TOKEN'\n  script: 'exit 3'\n}\nworkflow { P() }\n",
  });
  assert.equal((await rig.run([])).code, 3);
  assert.deepEqual(rig.left, []);
});

test('only what the script and its configs read gets a value, by the executor of the config', async t => {
  const rig = await CanaryRig.create(t);
  await mkdir(join(rig.folder, 'modules'));
  await mkdir(join(rig.folder, 'work/ab'), { recursive: true });
  await rig.write({
    'main.nf': "include { P } from './modules/p'\nworkflow { P() }\n",
    'modules/p.nf': `process P {
  secret 'OWN'
  script: 'set | grep "^OTHER=" && exit 9; echo "$OWN"'
}
`,
    'other.nf': "process Q {\n  secret 'OTHER'\n  script: 'true'\n}\nworkflow { Q() }\n",
    'work/ab/left.nf': 'workflow { println secrets.LEFT }',
    'nextflow.config': "profiles { grid { process.executor = 'lsf' } }\n",
  });
  const own = await rig.run([]);
  assert.equal(own.code, 1, own.error);
  assert.match(own.out, /OWN/);
  assert.doesNotMatch(own.out + own.error, /OTHER|LEFT/);
  assert.match(own.error, /The scripts themselves run, .* stubs would not show where values go/);
  assert.match(own.error, /Tasks run on this machine: its config names no executor/);
  assert.deepEqual(rig.left, []);
  const grid = await rig.run(['--', '-profile', 'grid']);
  // There is no LSF here, so its command is missed: the tasks were not run on this machine.
  assert.equal(grid.code, 3, grid.error);
  assert.match(grid.error, /bsub/);
  assert.match(grid.error, /The scripts run with the profile `grid`/);
  assert.match(grid.error, /Tasks run on LSF: its config says process\.executor = lsf/);
});

test('what only Nextflow can tell of a config is asked of it, and what is assumed is said', async t => {
  const rig = await CanaryRig.create(t);
  await mkdir(join(rig.folder, 'conf'));
  await rig.write({
    'main.nf': `process P {
  script: "[ '\${params.site}' = \\"\\\${SITE_TOKEN:+a}\\\${OTHER_TOKEN:+b}\\\${OWN-}\\" ]"
}
process Q {
  label 'net'
  secret 'OWN'
  script: '[ -n "$NET_TOKEN" ] && [ -z "\${OWN-}" ]'
}
workflow { P(); Q() }
`,
    'nextflow.config': `params.site = 'a'
includeConfig "conf/\${params.site}.cfg"
def token(name) { [name + '_TOKEN'] }
process { withLabel: net { secret = token('NET') } }
`,
    'conf/a.cfg': "process.secret = ['SITE_TOKEN']\n",
    'conf/b.cfg': "process.secret = ['OTHER_TOKEN']\n",
  });
  const asked = await rig.run([]);
  assert.equal(asked.code, 0, asked.error);
  assert.doesNotMatch(asked.error, /The config is taken|not known/);
  const given = await rig.run(['--', '--site', 'b']);
  assert.equal(given.code, 0, given.error);
  assert.doesNotMatch(given.error, /The config is taken|not known/);
  await rig.write({ 'site.json': '{"site":["b"]}' });
  const assumed = await rig.run(['--', '-params-file', 'site.json']);
  assert.equal(assumed.code, 3, assumed.error);
  assert.match(assumed.error, /The config is taken as its files say\. .*params/);
  assert.deepEqual(rig.left, []);
});

test('what cannot be run is told with its own status', async t => {
  const rig = await CanaryRig.create(t);
  const { code, error } = await rig.run(['--script', 'other.nf']);
  assert.equal(code, 2);
  assert.match(error, /other\.nf was not found/);
});
