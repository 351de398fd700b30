import { execFileSync } from 'node:child_process';
import { activate, standIn } from '../test/support/activation.ts';
import { compare } from './measure.ts';

/**
 * Loading and activating the bundled extension in a fresh Node, against a fresh Node that does
 * nothing. What is measured is our own code: parsing it, and its `activate`.
 */
export async function benchActivation(): Promise<void> {
  const node = (script: string) => () =>
    execFileSync(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  await compare('Activation in a fresh process', [
    { name: 'a process that does nothing', run: node('') },
    { name: 'loading the bundle', run: node(`${standIn}; require('./dist/extension.js')`) },
    {
      name: 'loading and activating',
      run: node(activate),
    },
  ]);
}
