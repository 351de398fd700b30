import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Skip } from './test.ts';

/**
 * A grid whose jobs do not see one folder of this machine, as tasks in a cloud do not: stand-ins for
 * Slurm's commands that run each job in a mount namespace with an empty file system over it.
 */
export interface BlindGrid {
  /** Stands first on the PATH of Nextflow. */
  readonly bin: string;
  /** Lines of a config that make Nextflow use it without long waits. */
  readonly config: string;
}

/** The command that gives a job mounts of its own; skips the test where the system does not allow that. */
export function requireNamespaces(): readonly string[] {
  const ways = [
    ['unshare', '-m'],
    ['unshare', '-rm'],
  ];
  const mounts = ['sh', '-c', 'mount -t tmpfs none /mnt'];
  const way = ways.find(
    ([program = '', ...args]) => spawnSync(program, [...args, ...mounts]).status === 0,
  );
  if (!way) {
    throw new Skip('this system gives a process no mounts of its own (unshare -m)');
  }
  return way;
}

export async function makeBlindGrid(
  folder: string,
  hidden: string,
  namespace: readonly string[],
): Promise<BlindGrid> {
  const bin = join(folder, 'bin');
  const jobs = join(folder, 'jobs');
  await mkdir(bin);
  await mkdir(jobs);
  const commands = {
    sbatch: `#!/bin/bash
script=\${@: -1}
log=$(sed -n 's/^#SBATCH -o //p' "$script")
${namespace.join(' ')} bash -c 'mount -t tmpfs none "$1" && exec bash "$2"' - '${hidden}' "$PWD/$script" > "$log" 2>&1 < /dev/null &
echo $! > '${jobs}'/$!
echo "Submitted batch job $!"
`,
    squeue: `#!/bin/bash
for job in '${jobs}'/*; do
  id=\${job##*/}
  kill -0 "$id" 2> /dev/null && echo "$id R"
done
exit 0
`,
    scancel: `#!/bin/bash
kill "$@" 2> /dev/null
exit 0
`,
  };
  for (const [name, text] of Object.entries(commands)) {
    await writeFile(join(bin, name), text, { mode: 0o755 });
  }
  return {
    bin,
    config: `process.executor = 'slurm'
executor { queueStatInterval = '1 sec'; pollInterval = '500 ms'; dumpInterval = '1 min'; exitReadTimeout = '20 sec' }
`,
  };
}
