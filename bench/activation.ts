import { execFileSync } from 'node:child_process';
import { compare } from './measure.ts';

/**
 * Loading and activating the bundled extension in a fresh Node, against a fresh Node that does
 * nothing. VS Code's own API is a stand-in that answers every call, so that what is measured is our
 * own code: parsing it, and its `activate`.
 */
export async function benchActivation(): Promise<void> {
  const node = (script: string) => () =>
    execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' });
  await compare('Activation in a fresh process', [
    { name: 'a process that does nothing', run: node('') },
    { name: 'loading the bundle', run: node(`${standIn}; require('./dist/extension.js')`) },
    {
      name: 'loading and activating',
      run: node(`${standIn}; require('./dist/extension.js').activate(vscode); process.exit()`),
    },
  ]);
}

/** Anything asked of it is itself again, callable and constructible; awaited it is undefined. */
const standIn = `
  const vscode = new Proxy(function () {}, {
    get: (_, key) => key === 'then' ? undefined
      : key === Symbol.iterator ? function* () {}
      : key === Symbol.toPrimitive ? () => ''
      : key === 'forEach' || key === 'map' || key === 'filter' || key === 'flatMap' ? () => []
      : vscode,
    apply: () => vscode,
    construct: () => vscode,
  });
  const { Module } = require('node:module');
  const load = Module._load;
  Module._load = (name, ...rest) => name === 'vscode' ? vscode : load(name, ...rest);
`;
