import { execFileSync } from 'node:child_process';
import { compare } from './measure.ts';

/**
 * Loading and activating the bundled extension in a fresh Node, against a fresh Node that does
 * nothing. VS Code's own API is a stand-in that answers every call, so that what is measured is our
 * own code: parsing it, and its `activate`.
 */
export async function benchActivation(): Promise<void> {
  const node = (script: string) => () =>
    execFileSync(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  await compare('Activation in a fresh process', [
    { name: 'a process that does nothing', run: node('') },
    { name: 'loading the bundle', run: node(`${standIn}; require('./dist/extension.js')`) },
    {
      name: 'loading and activating',
      run: node(`${standIn}; ${activate}`),
    },
  ]);
}

/** A rejected activation fails the bench: it would measure half of it. */
const activate = `
  const { activate } = require('./dist/extension.js');
  Promise.resolve(activate(vscode)).then(() => process.exit(), error => {
    console.error(error);
    process.exit(1);
  });
`;

/**
 * Anything asked of it is itself again, callable and constructible; awaited it is undefined. A
 * bundle copies a module's own properties to an object of the same prototype, so that is itself
 * as well.
 */
const standIn = `
  const nothing = { get: (_, standard) => standard, inspect: () => undefined };
  const vscode = new Proxy(function () {}, {
    get: (_, key) => key === 'then' || key === 'workspaceFolders' ? undefined
      : key === 'getConfiguration' ? () => nothing
      : key === Symbol.iterator ? function* () {}
      : key === Symbol.toPrimitive ? () => ''
      : key === 'forEach' || key === 'map' || key === 'filter' || key === 'flatMap' ? () => []
      : vscode,
    apply: () => vscode,
    construct: (_, __, made) => Object.create(made.prototype),
    getPrototypeOf: () => vscode,
    set: (_, key, value, owner) =>
      Reflect.defineProperty(owner, key, { value, configurable: true, writable: true }),
  });
  const { Module } = require('node:module');
  const load = Module._load;
  Module._load = (name, ...rest) => name === 'vscode' ? vscode : load(name, ...rest);
`;
