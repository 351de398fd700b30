/**
 * A script that puts a stand-in in the place of VS Code's API. Anything asked of it is itself again, callable and constructible; awaited it is undefined. A
 * bundle copies a module's own properties to an object of the same prototype, so that is itself
 * as well.
 */
export const standIn = `
  const nothing = { get: (_, standard) => standard, inspect: () => undefined };
  const vscode = new Proxy(function () {}, {
    get: (_, key) => key === 'then' || key === 'workspaceFolders' ? undefined
      : key === 'getConfiguration' ? () => nothing
      : key === Symbol.iterator ? function* () {}
      : key === 'fsPath' ? '/none'
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

/** A script that loads and activates the bundled extension; it fails where that is rejected. */
export const activate = `
  ${standIn}
  const { activate } = require('./dist/extension.js');
  Promise.resolve(activate(vscode)).then(() => process.exit(), error => {
    console.error(error);
    process.exit(1);
  });
`;
