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
