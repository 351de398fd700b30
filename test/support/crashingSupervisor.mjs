// @ts-check
// The supervisor as it ships, in a process that is killed right after one of its effects on the
// outside: a real SIGKILL, in the middle of whatever it does. What to do stands in `crash.json` two
// folders above the run's own, so nothing of this is in the product.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { basename, resolve } from 'node:path';

/**
 * `log`: where each effect is written down. `at`: after which one to die, `write journal.jsonl#2`;
 * an effect with `half ` before its name dies when half of it is written.
 * @type {{ log: string, at: string | null, clock: number }}
 */
const { log, at, clock } = JSON.parse(fs.readFileSync('../../crash.json', 'utf8'));
const sync = { append: fs.appendFileSync, write: fs.writeSync };
/** @type {Map<string, number>} */
const counts = new Map();

/** An effect has happened. @param {string} name */
function reached(name) {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  sync.append(log, `${name}#${count}\n`);
  if (at === `${name}#${count}`) {
    process.kill(process.pid, 'SIGKILL');
  }
}

/** Dies in the middle of the effect that comes next, if it is to. @param {string} name @param {() => unknown} half */
async function halved(name, half) {
  if (at === `half ${name}#${(counts.get(name) ?? 0) + 1}`) {
    await half();
    sync.append(log, `${at}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}

/** @param {unknown} data */
function half(data) {
  return String(data).slice(0, String(data).length / 2);
}

/** Names differ from run to run where they hold a number or a hash. @param {unknown} path */
function nameOf(path) {
  return basename(String(path))
    .replace(/^(run\.json)\..*/, '$1.new')
    .replace(/^[0-9a-zA-Z]{14}$/, 'RUN');
}

const promises = /** @type {Record<string, any>} */ (fs.promises);
for (const name of ['mkdir', 'chmod', 'writeFile', 'rm', 'symlink', 'unlink', 'utimes', 'rename']) {
  const original = promises[name];
  promises[name] = async (/** @type {any[]} */ ...args) => {
    const path = nameOf(name === 'symlink' ? args[1] : args[0]);
    if (name === 'writeFile') {
      await halved(`writeFile ${path}`, () => original(args[0], half(args[1]), args[2]));
    }
    const result = await original(...args);
    reached(`${name} ${path}`);
    return result;
  };
}
const openFile = promises['open'];
promises['open'] = async (/** @type {any[]} */ ...args) => {
  const handle = await openFile(...args);
  if (args[1] !== 'r') {
    watchHandle(handle, nameOf(args[0]));
  }
  return handle;
};

/** @param {any} handle @param {string} file */
function watchHandle(handle, file) {
  const { write, sync: flush } = handle;
  handle.write = async (/** @type {any} */ data, /** @type {any[]} */ ...rest) => {
    await halved(`write ${file}`, () => sync.write(handle.fd, half(data)));
    const result = await write.call(handle, data, ...rest);
    reached(`write ${file}`);
    return result;
  };
  handle.sync = async () => {
    await flush.call(handle);
    reached(`sync ${file}`);
  };
}

const server = /** @type {Record<string, any>} */ (/** @type {unknown} */ (net.Server.prototype));
const listen = server['listen'];
server['listen'] = function (/** @type {any[]} */ ...args) {
  this['once']('listening', () => {
    reached('listen');
  });
  return listen.apply(this, args);
};

const spawn = childProcess.spawn;
childProcess.spawn = /** @type {any} */ (
  (/** @type {any[]} */ ...args) => {
    const child = /** @type {any} */ (spawn)(...args);
    reached('spawn');
    const end = child.stdin.end.bind(child.stdin);
    child.stdin.end = (/** @type {string} */ text) => {
      // Synchronous, so that the word has gone out when we die.
      sync.write(child.stdin._handle.fd, text);
      end();
      reached('begin');
    };
    child.once('exit', () => {
      reached('Nextflow ended');
    });
    return child;
  }
);

if (clock !== 0) {
  const now = Date.now;
  let calls = 0;
  // Each look at the clock is an hour before the last one.
  Date.now = () => now() - (calls += 1) * clock;
}

createRequire(import.meta.url)(resolve(import.meta.dirname, '../../dist/supervisor.js'));
