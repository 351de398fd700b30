import { Bench } from 'tinybench';

/** One thing to time: `bytes` makes a throughput of it. */
export interface Subject {
  readonly name: string;
  readonly run: () => unknown;
  readonly bytes?: number;
}

/**
 * Times subjects in one run and prints each beside the first, which is what the others are
 * measured against: ratios hold on any machine, milliseconds only on this one.
 */
export async function compare(title: string, subjects: readonly Subject[]): Promise<void> {
  const bench = new Bench({ time: 1000, warmupTime: 200 });
  for (const { name, run } of subjects) {
    bench.add(name, async () => {
      await run();
    });
  }
  await bench.run();
  const medians = bench.tasks.map(task => {
    if (task.result.state !== 'completed') {
      throw new Error(`${task.name}: ${task.result.state}`);
    }
    return task.result.latency.p50;
  });
  console.log(`\n${title}`);
  subjects.forEach(({ name, bytes }, index) => {
    const median = medians[index] ?? NaN;
    const ratio = (median / (medians[0] ?? NaN)).toFixed(2);
    const rate = bytes === undefined ? '' : `  ${(bytes / 1e3 / median).toFixed(1)} MB/s`;
    console.log(`  ${name.padEnd(36)} ${median.toFixed(2).padStart(9)} ms  × ${ratio}${rate}`);
  });
}

/**
 * The same for a machine that is busy: takes the subjects in turn, and the median of each one's
 * ratios to the first of its own turn. `time` is a clock's where other processes do the work.
 */
export function compareInTurns(
  title: string,
  subjects: readonly Subject[],
  { turns = 25, time: timed = timeOf } = {},
): void {
  const took = Array.from({ length: turns }, () => subjects.map(({ run }) => timed(run)));
  console.log(`\n${title}`);
  subjects.forEach(({ name, bytes }, index) => {
    const time = median(took.map(turn => turn[index] ?? NaN));
    const ratio = median(took.map(turn => (turn[index] ?? NaN) / (turn[0] ?? NaN))).toFixed(2);
    const rate = bytes === undefined ? '' : `  ${(bytes / 1e3 / time).toFixed(1)} MB/s`;
    console.log(`  ${name.padEnd(36)} ${time.toFixed(2).padStart(9)} ms  × ${ratio}${rate}`);
  });
}

/** How much of the processors something takes, in milliseconds: others’ work is not in it. */
export function timeOf(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}

/** How long something takes, in milliseconds. */
export function clockedTimeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** The value below which a part of them lies: half of them, where none is given. */
export function median(values: readonly number[], part = 0.5): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;
}
