import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalRunHost } from '../src/adapters/runs/localRunHost.ts';
import { newRunId, type RunId } from '../src/core/runs/runId.ts';
import { localTarget } from '../src/core/runs/runTarget.ts';

const pairs = 5;
/** Megabytes of output that a long run prints. */
const printed = 16;

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
    writeFileSync(join(launchFolder, 'main.nf'), `workflow { println 'hello' }\n`);
    const argv = [nextflow, 'run', 'main.nf', '-ansi-log', 'false'];
    const bare = (): Promise<number> =>
      timed(() => {
        execFileSync(nextflow, argv.slice(1), { cwd: launchFolder, stdio: 'ignore' });
        return Promise.resolve();
      });
    const ours = (): Promise<number> => timed(() => supervised(host, launchFolder, argv));
    await bare(); // Warms what Nextflow keeps in its home.
    const ratios: number[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      const [first, second] = pair % 2 === 0 ? [bare, ours] : [ours, bare];
      const [a, b] = [await first(), await second()];
      ratios.push(pair % 2 === 0 ? b / a : a / b);
    }
    ratios.sort((a, b) => a - b);
    console.log(`\nLaunch through a supervisor against nextflow run, ${pairs} pairs`);
    console.log(`  median × ${(ratios[Math.floor(pairs / 2)] ?? NaN).toFixed(3)}`);
    console.log(`  all    × ${ratios.map(ratio => ratio.toFixed(3)).join('  ')}`);
    await memory(host, home, launchFolder);
  } finally {
    host.dispose();
    rmSync(home, { recursive: true, force: true });
  }
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
    script: join(launchFolder, 'main.nf'),
    profiles: [],
    test: false,
    kind: 'pipeline',
    target: localTarget,
    options: null,
    argv: [...argv],
    environment: {},
    stopTimeout: 1000,
    secrets: [{ name: 'KEY', scope: 'user', value: randomBytes(16).toString('hex'), form: 'raw' }],
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
