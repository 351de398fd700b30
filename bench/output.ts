import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { RunFolder } from '../src/adapters/runFolders/runFolder.ts';
import { formatMessage } from '../src/core/runs/record/protocol.ts';
import { RunRig } from '../test/support/runRig.ts';

const sizes = [10, 20, 40];
const deafClients = 10;

/**
 * Output without a line end through a supervisor, from a program that begins to print until all is
 * on disk: time that is linear in the output, and memory that is the same for any.
 */
export async function benchOutput(): Promise<void> {
  console.log('\nOutput without a line end through a supervisor');
  for (const deaf of [false, true]) {
    let first: number | null = null;
    for (const size of sizes) {
      const { milliseconds, peak } = await printed(size, deaf);
      first ??= milliseconds / size;
      const ratio = (milliseconds / size / first).toFixed(2);
      console.log(
        `  ${size} MB${deaf ? ', with clients that do not read' : ''}  ${milliseconds.toFixed(0).padStart(6)} ms  × ${ratio} a megabyte  peak ${peak} MB`,
      );
    }
  }
}

/** Prints so many megabytes in a run of its own, beside clients that follow it and read nothing. */
async function printed(
  size: number,
  deaf: boolean,
): Promise<{ milliseconds: number; peak: string }> {
  const rig = await RunRig.create({ after: () => undefined }, '/bin/true', {});
  try {
    const talker = join(rig.home, 'talker');
    // It ends with this benchmark, and its supervisor with it, also where somebody ends that.
    writeFileSync(
      talker,
      `#!/bin/sh\nawait() { while [ ! -e "$1" ] && kill -0 ${process.pid} 2>/dev/null; do sleep 0.1; done; }\nawait begin\nhead -c ${size}M /dev/zero | tr '\\0' x\ntouch said\nawait go\n`,
    );
    chmodSync(talker, 0o755);
    const run = await rig.launch([rig.secret('KEY', 'raw')], { program: talker });
    const { record } = await rig.find(run);
    const { socket } = new RunFolder(join(rig.home, 'runs'), run);
    const clients = Array.from({ length: deaf ? deafClients : 0 }, () =>
      createConnection(socket).pause(),
    );
    clients.forEach(client => client.write(formatMessage({ type: 'follow', from: 0 })));
    await writeFile(join(rig.launchFolder, 'begin'), '');
    const began = performance.now();
    while (!existsSync(join(rig.launchFolder, 'said'))) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const milliseconds = performance.now() - began;
    const peak = peakOf(record.supervisor.pid);
    clients.forEach(client => client.destroy());
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
