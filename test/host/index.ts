import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { testLimit } from '../support/until.ts';

/** Runs one suite inside the extension host; VS Code calls this and waits. */
export async function run(): Promise<void> {
  const folder = join(__dirname, process.env['NFS_SUITE'] ?? '.');
  const mocha = new Mocha({ ui: 'tdd', timeout: testLimit, reporter: Reporter });
  const grep = process.env['NFS_GREP'];
  if (grep) {
    mocha.grep(grep);
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.test.cjs')) {
      mocha.addFile(join(folder, name));
    }
  }
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} failed`);
  }
}

/** Prints each test on a line of its own and, last, the counts that the runner reads. */
class Reporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    runner.on('pass', test => {
      console.log(`  ✔ ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error: unknown) => {
      console.log(`  ✖ ${test.fullTitle()}\n    ${describe(error)}`);
    });
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      console.log(`host: ${passes} passed, ${failures} failed`);
    });
  }
}

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.split('\n').join('\n    ');
}
