import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { compare } from './measure.ts';

const chunks = ['awsSdk', 'googleSdk', 'seqeraSdk'];

/** First use of each vendor's chunk in a fresh Node, and its size as it ships. */
export async function benchChunks(): Promise<void> {
  const node = (script: string) => () =>
    execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' });
  await compare('First use of a vendor’s chunk in a fresh process', [
    { name: 'a process that does nothing', run: node('') },
    ...chunks.map(name => ({
      name: `${name}.js, ${(statSync(`dist/${name}.js`).size / 1e3).toFixed(0)} kB`,
      run: node(`require('./dist/${name}.js')`),
    })),
  ]);
  const file = 'out/bench/nextflow-secrets.vsix';
  execFileSync('npm', ['run', '--silent', 'package', '--', '--out', file], { stdio: 'pipe' });
  console.log(`\nThe package: ${(statSync(file).size / 1e3).toFixed(0)} kB`);
}
