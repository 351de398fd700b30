import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunRig } from '../test/support/runRig.ts';

const sizes = [10, 20, 40];

/**
 * Output without a line end through a supervisor, from a program that begins to print until all is
 * on disk: time that is linear in the output, and memory that is the same for any.
 */
export async function benchOutput(): Promise<void> {
  console.log('\nOutput without a line end through a supervisor');
  let first: number | null = null;
  for (const size of sizes) {
    const { milliseconds, peak } = await printed(size);
    first ??= milliseconds / size;
    const ratio = (milliseconds / size / first).toFixed(2);
    console.log(
      `  ${size} MB  ${milliseconds.toFixed(0).padStart(6)} ms  × ${ratio} a megabyte  peak ${peak} MB`,
    );
  }
}

/** Prints so many megabytes in a run of its own. */
async function printed(size: number): Promise<{ milliseconds: number; peak: string }> {
  const rig = await RunRig.create({ after: () => undefined }, '/bin/true', {});
  try {
    const talker = join(rig.home, 'talker');
    writeFileSync(
      talker,
      `#!/bin/sh\ntouch started\nhead -c ${size}M /dev/zero | tr '\\0' x\ntouch said\nwhile [ ! -e go ]; do sleep 0.1; done\n`,
    );
    chmodSync(talker, 0o755);
    const run = await rig.launch([rig.secret('KEY', 'raw')], { program: talker });
    const { record } = await rig.find(run);
    await rig.reached('started');
    const began = performance.now();
    while (!existsSync(join(rig.launchFolder, 'said'))) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const milliseconds = performance.now() - began;
    const peak = peakOf(record.supervisor.pid);
    await rig.letGo();
    await rig.ended(run);
    return { milliseconds, peak };
  } finally {
    await rig.dispose();
  }
}

/** The most resident memory that a process ever had, in megabytes; Linux alone remembers it. */
function peakOf(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return (Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1] ?? NaN) / 1024).toFixed(0);
  } catch {
    return '?';
  }
}
