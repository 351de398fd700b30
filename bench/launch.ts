import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalRunHost } from '../src/adapters/runs/localRunHost.ts';
import { localTarget } from '../src/core/runs/backends/runTarget.ts';
import { newRunId, type RunId } from '../src/core/runs/record/runId.ts';
import { secretName } from '../test/support/catalogs.ts';

const pairs = 9;
/** Megabytes of output that a long run prints. */
const printed = 16;

/** Twelve tasks that read a secret and take a second each: little for a pipeline, so hard for us. */
const pipeline = `
process P {
  secret 'KEY'
  input: val n
  output: stdout
  script: "sleep 1; echo \\$KEY | wc -c"
}
workflow { channel.of(1..12) | P | view }
`;

/**
 * The wall time of a launch through a supervisor against that of `nextflow run` alone, in pairs
 * whose order changes, because the machine does; and what a supervisor takes of memory.
 */
export async function benchLaunch(nextflow: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-bench-'));
  const host = new LocalRunHost({
    root: () => join(home, 'runs'),
    supervisor: join(process.cwd(), 'dist/supervisor.js'),
  });
  try {
    const launchFolder = join(home, 'launch');
    mkdirSync(launchFolder);
    writeFileSync(join(launchFolder, 'main.nf'), pipeline);
    const nothing = join(home, 'nothing');
    writeFileSync(nothing, '#!/bin/sh\n', { mode: 0o755 });
    console.log(`\nLaunch through a supervisor against the program alone, in pairs`);
    await launches(host, home, nothing, 'a program that does nothing');
    await launches(host, home, nextflow, 'nextflow run, twelve tasks');
    await memory(host, home, launchFolder);
  } finally {
    host.dispose();
    rmSync(home, { recursive: true, force: true });
  }
}

async function launches(
  host: LocalRunHost,
  home: string,
  program: string,
  name: string,
): Promise<void> {
  const launchFolder = join(home, 'launch');
  const argv = [program, 'run', 'main.nf', '-ansi-log', 'false'];
  const store = join(home, 'bare.json');
  writeFileSync(store, JSON.stringify([{ name: 'KEY', value: 'bare' }]), { mode: 0o600 });
  const env = { ...process.env, NXF_SECRETS_FILE: store };
  const bare = (): Promise<number> =>
    timed(() => {
      execFileSync(program, argv.slice(1), { cwd: launchFolder, stdio: 'ignore', env });
      return Promise.resolve();
    });
  const ours = (): Promise<number> => timed(() => supervised(host, launchFolder, argv));
  await bare(); // Warms what Nextflow keeps in its home.
  const ratios: number[] = [];
  const added: number[] = [];
  const fastest = { alone: Infinity, through: Infinity };
  for (let pair = 0; pair < pairs; pair += 1) {
    const oursFirst = pair % 2 === 1;
    const first = await (oursFirst ? ours : bare)();
    const second = await (oursFirst ? bare : ours)();
    const [alone, through] = oursFirst ? [second, first] : [first, second];
    ratios.push(through / alone);
    added.push(through - alone);
    fastest.alone = Math.min(fastest.alone, alone);
    fastest.through = Math.min(fastest.through, through);
  }
  const all = ratios.toSorted((a, b) => a - b).map(ratio => ratio.toFixed(3));
  console.log(`  ${name.padEnd(28)} median × ${median(ratios).toFixed(3)}`);
  console.log(`    added, median of ${pairs} pairs  ${median(added).toFixed(0)} ms`);
  // Of all that a busy machine does to a time, nothing makes it shorter.
  console.log(`    fastest of each            × ${(fastest.through / fastest.alone).toFixed(3)}`);
  console.log(`    all                        × ${all.join('  ')}`);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

async function start(
  host: LocalRunHost,
  launchFolder: string,
  argv: readonly string[],
): Promise<RunId> {
  const run = newRunId(randomBytes);
  const place = await host.prepare(run, localTarget);
  if (!place.ok) {
    throw new Error(JSON.stringify(place.error));
  }
  const started = await host.start({
    version: 1,
    run,
    ...place.value,
    folder: launchFolder,
    launchFolder,
    profiles: [],
    test: false,
    work: { kind: 'pipeline', script: join(launchFolder, 'main.nf') },
    target: localTarget,
    options: null,
    argv: [...argv],
    environment: {},
    stopTimeout: 1000,
    secrets: [
      {
        name: secretName('KEY'),
        scope: 'user',
        value: randomBytes(16).toString('hex'),
        form: 'raw',
      },
    ],
  });
  if (!started.ok) {
    throw new Error(JSON.stringify(started.error));
  }
  return run;
}

/** From the start to the last copy's removal. */
async function supervised(
  host: LocalRunHost,
  launchFolder: string,
  argv: readonly string[],
): Promise<void> {
  const run = await start(host, launchFolder, argv);
  const connected = await host.connect(run, AbortSignal.timeout(5000));
  if (connected.ok) {
    await new Promise<void>(resolve => {
      connected.value.onDidClose(resolve);
    });
  }
}

/** Resident memory of a supervisor at rest, and after its run has printed a lot. */
async function memory(host: LocalRunHost, home: string, launchFolder: string): Promise<void> {
  const talker = join(home, 'talker');
  const lines = (printed * 1024 * 1024) / 64;
  writeFileSync(
    talker,
    `#!/bin/sh\nwhile [ ! -e talk ]; do sleep 0.1; done\nyes ${'x'.repeat(63)} | head -n ${lines}\ntouch said\nwhile [ ! -e go ]; do sleep 0.1; done\n`,
    { mode: 0o755 },
  );
  const run = await start(host, launchFolder, [talker, 'run']);
  const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 1000));
  await pause();
  const pid = (await host.list()).find(({ record }) => record.run === run)?.record.supervisor.pid;
  const quiet = resident(pid ?? 0);
  writeFileSync(join(launchFolder, 'talk'), '');
  while (!readable(join(launchFolder, 'said'))) {
    await pause();
  }
  const talked = resident(pid ?? 0);
  writeFileSync(join(launchFolder, 'go'), '');
  console.log(`\nMemory of a supervisor`);
  console.log(`  at rest                  ${quiet} MB`);
  console.log(`  after ${printed} MB of output    ${talked} MB`);
}

function readable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

function resident(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString();
  return Math.round(Number(kilobytes) / 1024);
}
